from django.shortcuts import get_object_or_404

from projects import norms
from projects import permissions as projects
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage
from workflows.decisions import actions, permissions, selectors, state
from workflows.decisions.forms import CancelForm, CloseForm, OpenForm, RecordForm
from workflows.decisions.norms import VOTING_DAYS
from workflows.runs.models import DutyRun

from .pages import OfficerPage


class VoteOpen(FormPage):
    form_class = OpenForm
    template_name = "workflows/decisions/open.html"
    title = "표결 열기"
    submit_label = "표결 열기"
    done = "표결을 열고 단원에게 알렸습니다."

    def load(self):
        duties = DutyRun.objects.select_related("stage__run__project__department")
        return get_object_or_404(duties, pk=self.kwargs["duty_pk"])

    def may_read(self, thing):
        return projects.can_read(self.request.user, thing.stage.run.project)

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing.stage.run.project)

    def get_form_kwargs(self):
        self.voting_days = norms.value(VOTING_DAYS)
        return super().get_form_kwargs() | {"duty": self.thing, "voting_days": self.voting_days}

    def get_initial(self):
        """The first item that is offered, and the end that the norm proposes for it."""
        first = selectors.items_to_decide(self.thing).first()
        if first is None:
            return {}
        days = norms.value(VOTING_DAYS)
        return {"item": first.pk, "closes_at": state.default_closing(first.meeting, days)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            duty=self.thing,
            project=self.thing.stage.run.project,
            reserved=selectors.reserved_items(self.thing),
            **kwargs,
        )

    def act(self, form):
        return actions.open_vote(by=self.request.user, duty=self.thing, **form.cleaned_data)


class VoteRecord(ShowsPeople, OfficerPage, FormPage):
    shown_as = "거수 표결"
    form_class = RecordForm
    template_name = "workflows/decisions/record.html"
    title = "거수 표결 적기"
    intro = "회의에서 손을 들어 밝힌 표를 적습니다. 적힌 단원에게 누가 무엇을 적었는지 알립니다."
    submit_label = "적기"
    done = "표를 적고 해당하는 단원에게 알렸습니다."

    def get_form_kwargs(self):
        self.ballots = selectors.hands_to_record(self.thing)
        return super().get_form_kwargs() | {"ballots": self.ballots}

    def whose(self, context):
        return f"‘{self.thing}’ 단원", [ballot.membership.user_id for ballot in self.ballots]

    def get_context_data(self, **kwargs):
        return super().get_context_data(refusal=state.refusal_of(self.thing), **kwargs)

    def act(self, form):
        actions.record_hands(by=self.request.user, resolution=self.thing, marks=form.marks)


class VoteClose(OfficerPage, FormPage):
    form_class = CloseForm
    template_name = "workflows/decisions/close.html"
    title = "표결 마감"
    submit_label = "표결 마감"
    done = "표결을 마감하고 단원과 부서에 결과를 알렸습니다."

    def waiting(self) -> int:
        """How many could still vote; nobody once the time is over."""
        late = state.is_past(self.thing)
        return 0 if late else selectors.turnout(selectors.electorate(self.thing)).waiting

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"waiting": self.waiting()}

    def get_initial(self):
        return {"remaining": self.waiting()}

    def get_context_data(self, **kwargs):
        turnout = selectors.turnout(selectors.electorate(self.thing))
        return super().get_context_data(turnout=turnout, **kwargs)

    def refuse(self, form, refusal):
        """The number of those who remain may have changed: it is to be confirmed anew."""
        form.data = form.data.copy()
        form.data["remaining"] = str(form.waiting)
        form.data.pop("early", None)
        return super().refuse(form, refusal)

    def act(self, form):
        return actions.close(by=self.request.user, resolution=self.thing, remaining=form.confirmed)


class VoteCancel(OfficerPage, FormPage):
    form_class = CancelForm
    template_name = "workflows/decisions/cancel.html"
    title = "표결 취소"
    intro = (
        "취소한 표결은 세지 않고 다시 열 수 없습니다. 기록은 남고, 같은 안건을 새로 표결에 부칠 수 있습니다."
    )
    submit_label = "표결 취소"
    done = "표결을 취소하고 단원에게 알렸습니다."

    def act(self, form):
        return actions.cancel(by=self.request.user, resolution=self.thing, **form.cleaned_data)
