from seoul_gov.ui.views import FormPage
from workflows.decisions import actions, permissions, state
from workflows.decisions.enums import Choice
from workflows.decisions.forms import VoteForm

from .pages import VotePage


class BallotPage(VotePage, FormPage):
    """A ballot paper: filled once; who comes again is shown what stands, beside what they meant to say now."""

    form_class = VoteForm
    template_name = "workflows/decisions/vote.html"
    submit_label = "투표하기"
    done = "투표했습니다. 결과는 표결이 끝난 뒤에 알려 드립니다."

    def ballot(self):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        refusal = state.refusal_of(self.thing)
        return super().get_context_data(ballot=self.ballot(), refusal=refusal, **kwargs)

    def refuse(self, form, refusal):
        meant = form.cleaned_data
        self.extra_context = {"meant": Choice(meant["choice"]).label, "meant_reason": meant["reason"]}
        return super().refuse(form, refusal)


class Vote(BallotPage):
    title = "표결하기"

    def may(self, thing):
        return permissions.can_vote(self.request.user, thing)

    def ballot(self):
        return permissions.own_ballot(self.request.user, self.thing)

    def act(self, form):
        actions.vote(by=self.request.user, resolution=self.thing, **form.cleaned_data)


class DepartmentVote(BallotPage):
    title = "사업부서 표 던지기"
    done = "사업부서의 표를 던졌습니다."

    def may(self, thing):
        return permissions.can_vote_for_department(self.request.user, thing)

    def ballot(self):
        return permissions.department_ballot(self.thing)

    def act(self, form):
        actions.vote_for_department(by=self.request.user, resolution=self.thing, **form.cleaned_data)
