from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render

from panels import permissions as panels
from panels.calls import actions, criteria, permissions, state
from panels.calls.actions.calls import refuse_panel, refuse_second
from panels.calls.forms import (
    DATES_PREFIX,
    CallForm,
    CancelForm,
    CorrectForm,
    DateFormSet,
    facts_of,
    lines_of,
)
from panels.calls.passages import way_of
from panels.models import Panel
from panels.norms import band_of
from seoul_gov.ui.korean import SEOUL, today
from seoul_gov.ui.lines import LinesPage
from seoul_gov.ui.views import CONFLICT, ActionButton, FormPage, Versioned

from .pages import WriterPage

USUAL_DAYS = 14


class TermsPage(LinesPage):
    """The terms and, below them, the lines of the schedule."""

    form_class = CallForm
    template_name = "panels/calls/write.html"
    lines_class = DateFormSet
    lines_prefix = DATES_PREFIX

    def draws_lots(self) -> bool:
        """How the seats will be given: the kind of the panel says so, and a published call keeps what it has said."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(way=way_of(self.draws_lots()), **kwargs)

    def terms(self, form):
        dates = [row.date for row in self.formset if row.date]
        return form.terms(dates)


class CallDraft(TermsPage):
    title = "모집공고 쓰기"
    submit_label = "저장하고 미리보기"
    done = "모집공고를 저장했습니다. 아직 공고하지 않았으니 미리보기를 확인하고 공고해 주세요."

    def load(self):
        panels_ = Panel.objects.select_related("project__department", "project__officer")
        return get_object_or_404(panels_, pk=self.kwargs["panel_pk"])

    def may_read(self, thing):
        return panels.can_read(self.request.user, thing)

    def may(self, thing):
        return permissions.can_write(self.request.user, thing)

    def get_form_kwargs(self):
        kind = self.thing.kind if criteria.is_recruited(self.thing.kind) else "citizen"
        return super().get_form_kwargs() | {"kind": kind}

    def draws_lots(self):
        return criteria.draws_lots(self.thing.kind)

    def get_initial(self):
        start = datetime.combine(today() + timedelta(days=1), time(9), SEOUL)
        end = datetime.combine(today() + timedelta(days=1 + USUAL_DAYS), time(18), SEOUL)
        band = band_of(self.thing.kind)
        usual = criteria.USUAL.get(self.thing.kind, {})
        return {
            "title": f"{self.thing.name} 단원을 모집합니다"[:100],
            "seats": band.around if band else None,
            "expert_seats": band.around // 2 if band else None,
            "duties": self.thing.purpose,
            "opens_at": start,
            "closes_at": end,
        } | {str(key): weight for key, weight in usual.items()}

    def get_context_data(self, **kwargs):
        facts = {"panel": self.thing, "project": self.thing.project}
        facts |= {"blocked": self.blocked(), "earlier": self.thing.calls.kept().first()}
        return super().get_context_data(**facts | kwargs)

    def blocked(self) -> str:
        """Why no call can be written now; empty when it can."""
        try:
            refuse_panel(self.thing)
            refuse_second(self.thing)
        except ValidationError as refusal:
            return refusal.messages[0]
        return ""

    def act(self, form):
        return actions.draft(by=self.request.user, panel=self.thing, terms=self.terms(form))


class StandingPage(WriterPage):
    """A page on which something is done with a call; it does not open where that would be refused on sending."""

    def refuse_moment(self) -> None:
        """Raise ValidationError where the moment is wrong."""
        state.refuse_gone(self.call)

    def get(self, request, *args, **kwargs):
        try:
            self.refuse_moment()
        except ValidationError as refusal:
            context = {"sentences": refusal.messages, "back_url": self.call.get_absolute_url()}
            return render(request, "_layouts/refusal.html", context, status=CONFLICT)
        return super().get(request, *args, **kwargs)


class CallEdit(StandingPage, Versioned, TermsPage):
    title = "모집공고 고치기"
    submit_label = "저장"
    done = "모집공고를 고쳤습니다."

    def refuse_moment(self):
        super().refuse_moment()
        actions.refuse_applied(self.call)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kind": self.call.panel.kind}

    def get_initial(self):
        return facts_of(self.call)

    def lines(self):
        return lines_of(self.call)

    def draws_lots(self):
        return criteria.draws_lots(self.call.panel.kind) if self.call.is_draft else self.call.draws_lots

    def act(self, form):
        version = form.cleaned_data["version"] or 0
        return actions.edit(by=self.request.user, call=self.call, terms=self.terms(form), version=version)


class CallPublish(WriterPage, ActionButton):
    done = "모집공고를 냈습니다. 누구나 볼 수 있습니다."

    def act(self):
        actions.publish(by=self.request.user, call=self.call)


class CallCorrect(StandingPage, Versioned, FormPage):
    form_class = CorrectForm
    template_name = "panels/calls/correct.html"
    title = "모집공고 정정"
    submit_label = "정정 내기"
    done = "정정을 공고에 올렸습니다."

    def refuse_moment(self):
        state.refuse_unpublished(self.call)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"call": self.call}

    def get_initial(self):
        return {"version": self.call.version}

    def act(self, form):
        return actions.correct(by=self.request.user, call=self.call, **form.facts)


class CallCancel(StandingPage, FormPage):
    form_class = CancelForm
    template_name = "panels/calls/call_form.html"
    title = "모집공고 취소"
    intro = "취소한 모집공고는 다시 열 수 없습니다. 필요하면 새 모집공고를 쓸 수 있습니다."
    submit_label = "모집공고 취소"
    done = "모집공고를 취소했습니다."

    def refuse_moment(self):
        super().refuse_moment()
        state.refuse_settled(self.call)

    def act(self, form):
        return actions.cancel(by=self.request.user, call=self.call, **form.cleaned_data)
