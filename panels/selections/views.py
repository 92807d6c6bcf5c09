from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache

from panels import permissions as panels
from panels import ties
from panels.calls.forms import OpenListForm
from panels.calls.models import Application, RecruitmentCall
from panels.calls.selectors import matches_of
from panels.calls.views.pages import WriterPage
from panels.screening.views import ApplicationPage
from seoul_gov.ui.forms import DownloadForm, tell_refusal
from seoul_gov.ui.lists import SHEETS
from seoul_gov.ui.shown import Shown, tell
from seoul_gov.ui.views import CONFLICT, ActionButton, FormPage, Page

from . import actions, permissions, selectors, sheets, state, waiting
from .doubts import doubts_of, unanswered
from .enums import Standing
from .forms import DecideForm, InquiryForm
from .models import Choice, Selection
from .proposal import settle

VIEWED = "viewed"


def to_look_into(
    call: RecruitmentCall, applications: list[Application]
) -> list[tuple[Application, list[str]]]:
    """Those about whom something is to be looked into, with what it is."""
    left = unanswered(call, applications)
    return [(one, left[one.number]) for one in applications if one.number in left]


class Deciding(WriterPage):
    """What the page of the decision and its live part share: the case, its proposal and who can not sit."""

    blocked = missing = ""

    @cached_property
    def proposal(self):
        """What the principle says; None where nothing can be decided now: ``blocked`` says why, and ``missing`` what has to come
        before it, "unread" or "undrawn"."""
        try:
            state.refuse_moment(self.call)
            self.case = selectors.case_of(self.call)
            return state.proposal_of(self.case)
        except ValidationError as refusal:
            self.blocked, self.missing = refusal.messages[0], refusal.error_list[0].code
            return None

    def inquiries(self) -> list[tuple[Application, list[str]]]:
        """What is still to be looked into about those who are chosen or wait in order."""
        near = {number for number, (way, _) in self.proposal.placed.items() if way != Standing.NOT_CHOSEN}
        return to_look_into(self.call, [one for one in self.case.applications if one.number in near])

    def decide_form(self, data=None, **facts) -> DecideForm:
        self.barred = selectors.obstacles(self.call, self.case.applications)
        lines = selectors.lines_of(self.case, self.proposal, self.barred)
        return DecideForm(data, lines=lines, is_lottery=self.proposal.is_lottery, **facts)

    def composed(self, form: DecideForm) -> dict:
        """How the panel would stand with what is ticked."""
        final = settle(self.proposal, form.changed, self.barred.keys())
        return {
            "final": final,
            "makeup": selectors.makeup_of(self.case, final),
            "cannot_sit": [number for number in final.chosen if number in self.barred],
            "moved_up": [n for n in final.chosen if n not in self.proposal.chosen and n not in form.changed],
        }


@method_decorator(never_cache, name="dispatch")
class SelectionDecide(Deciding, FormPage):
    """Names and numbers side by side for the first time: the page opens for a reason, which is kept beside the access."""

    form_class = OpenListForm
    template_name = "panels/selections/decide.html"
    title = "선정 결과 확정하기"
    submit_label = "명단 열기"
    done = "선정 결과를 확정하고 신청자에게 알렸습니다. 선정된 사람에게 초대를 보냈습니다."

    def get(self, request, *args, **kwargs):
        if hasattr(self.call, "selection"):
            return redirect(self.call.selection)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        counts = {"submitted": self.call.applications.submitted().count()}
        return super().get_context_data(
            proposal=self.proposal,
            blocked=self.blocked,
            missing=self.missing,
            lottery=selectors.lottery_of(self.call),
            inquiries=self.inquiries() if self.proposal else (),
            **counts | kwargs,
        )

    def post(self, request, *args, **kwargs):
        if self.proposal is None:
            return self.render_to_response(self.get_context_data(form=None), status=CONFLICT)
        if VIEWED not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.decide_form(request.POST)
        if not form.is_valid() or "decide" not in request.POST:
            return self.opened(form)
        self.viewed = form.cleaned_data[VIEWED]
        return super().form_valid(form)

    def form_valid(self, form):
        """The list, once there is a reason."""
        return self.opened(self.decide_form(initial={VIEWED: form.cleaned_data["reason"]}))

    def opened(self, form, **answer):
        """The page with everybody on it; without a sound reason the one that asks for it."""
        if form.is_bound and form.has_error(VIEWED):
            return self.form_invalid(OpenListForm({"reason": self.request.POST[VIEWED]}))
        self.note(form[VIEWED].value())
        return self.render_to_response(self.get_context_data(form=form, **self.composed(form)), **answer)

    def note(self, reason: str) -> None:
        people = tuple(one.applicant_id for one in self.case.applications)
        tell(self.request, Shown("선정 결과 확정", f"‘{self.call}’ 신청자", people, reason=reason))

    def refuse(self, form, refusal):
        tell_refusal(form, refusal)
        return self.opened(form, status=CONFLICT)

    def act(self, form):
        self.note(form.cleaned_data[VIEWED])
        remark = form.cleaned_data["remark"]
        return actions.decide(by=self.request.user, call=self.call, departures=form.departures, remark=remark)


class SelectionMakeup(Deciding, Page):
    """The part of the page that changes while somebody ticks: numbers and no names."""

    http_method_names = ["post"]
    template_name = "panels/selections/_makeup.html"

    def post(self, request, *args, **kwargs):
        if self.proposal is None:
            return self.render_to_response({"blocked": self.blocked}, status=CONFLICT)
        return self.render_to_response(
            self.composed(self.decide_form(request.POST)) | {"call": self.call, "proposal": self.proposal}
        )


class ApplicantInquiry(ApplicationPage, FormPage):
    """What has to be looked into before the applicant behind a number can sit, and what came of it: no name is on it."""

    form_class = InquiryForm
    template_name = "panels/selections/inquiry.html"
    submit_label = "확인 결과 적기"
    done = "확인 결과를 적었습니다."

    def may_read(self, thing):
        return permissions.can_decide(self.request.user, thing.call)

    def cancel_url(self):
        call = self.thing.call
        decided = getattr(call, "selection", None)
        return decided.get_absolute_url() if decided else reverse("selections:decide", args=[call.pk])

    def get_context_data(self, **kwargs):
        application = self.thing
        return super().get_context_data(
            call=application.call,
            application=application,
            doubts=doubts_of(application.call, [application])[application.number],
            matches=matches_of(application, ties.keeping_out(application.call.panel.project)),
            answers=application.inquiries.all(),
            page_title=f"지원서 {application.number} 확인",
            **kwargs,
        )

    def act(self, form):
        actions.look_into(by=self.request.user, application=self.thing, **form.cleaned_data)


class SelectionPage:
    """A page about a selection for the city staff who follow the project."""

    def load(self):
        return get_object_or_404(Selection.objects.with_facts(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing)


class SelectionResult(SelectionPage, Page):
    """What was decided and what became of each seat, by number: names stand on the panel's own page.

    Who completes or follows the panel reads it too; the buttons and the list of applicants are the officers'.
    """

    template_name = "panels/selections/result.html"

    def get_context_data(self, **kwargs):
        selection = self.thing
        choices = selectors.choices_of(selection)
        chosen = [one for one in choices if one.is_chosen]
        lines = waiting.lines_of(selection, [one for one in choices if not one.is_chosen])
        alternates = [line for line in lines if line.choice.rank]
        free = selectors.free_by_side(selection)
        can_decide = permissions.can_decide(self.request.user, selection.call)
        asked = selection.choices.asked_again().select_related("application") if can_decide else ()
        return super().get_context_data(
            selection=selection,
            call=selection.call,
            panel=selection.call.panel,
            project=selection.call.panel.project,
            lottery=selectors.lottery_of(selection.call),
            is_lottery=selectors.is_lottery(selection.call),
            chosen=chosen,
            has_lapsed=any(one.membership and one.membership.has_lapsed for one in chosen),
            in_seats=sum(one.membership.is_open for one in chosen),
            alternates=alternates,
            others=[line for line in lines if not line.choice.rank],
            may_come=sum(line.may_come for line in lines),
            free=sum(free.values()),
            following=waiting.following(alternates, free),
            sees_names=panels.sees_names(self.request.user, selection.call.panel),
            can_decide=can_decide,
            inquiries=to_look_into(selection.call, [one.application for one in asked]) if asked else (),
            **kwargs,
        )


class SelectionNext(SelectionPage, ActionButton):
    done = "빈자리에 다음 예비 신청자를 선정하고 초대를 보냈습니다."

    def may(self, thing):
        return permissions.can_decide(self.request.user, thing.call)

    def act(self):
        actions.next_in_order(by=self.request.user, selection=self.thing)


class ChoiceButton(ActionButton):
    """What an applicant says about their own place; it exists for nobody else."""

    def load(self):
        choices = Choice.objects.select_related("application", "selection__call__panel__project")
        return get_object_or_404(choices, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_answer(self.request.user, thing)

    def success_url(self):
        return self.thing.application.get_absolute_url()


class WaitingDecline(ChoiceButton):
    done = "빈자리가 나도 연락하지 않겠습니다."

    def act(self):
        actions.decline_waiting(by=self.request.user, choice=self.thing)


class WaitingResume(ChoiceButton):
    done = "빈자리가 나면 연락하겠습니다."

    def act(self):
        actions.resume_waiting(by=self.request.user, choice=self.thing)


@method_decorator(never_cache, name="dispatch")
class ApplicantSheet(WriterPage, FormPage):
    """The list of applicants as a file, for a reason; ``?format=xlsx``, else CSV."""

    form_class = DownloadForm
    template_name = "_layouts/download.html"

    @property
    def file_name(self):
        return f"신청자 명단 {self.call.pk}"

    def cancel_url(self):
        return reverse("calls:applicants", args=[self.call.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(file_name=self.file_name, **kwargs)

    def form_valid(self, form):
        rows = self.call.applications.submitted().select_related("applicant", "choice").order_by("name", "pk")
        people, reason = tuple(one.applicant_id for one in rows), form.cleaned_data["reason"]
        tell(self.request, Shown("신청자 명단", f"‘{self.call}’ 신청자", people, taken=True, reason=reason))
        sheet = SHEETS["xlsx" if self.request.GET.get("format") == "xlsx" else "csv"]
        return sheet(self.file_name, sheets.columns_of(self.call), rows)
