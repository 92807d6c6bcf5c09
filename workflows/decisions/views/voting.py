from django.utils.functional import cached_property

from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage
from workflows.decisions import actions, permissions, selectors, state
from workflows.decisions.enums import Choice
from workflows.decisions.forms import VoteForm
from workflows.meetings.forms import RecuseForm

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


class VoteRecuse(ShowsPeople, VotePage, FormPage):
    """A member takes no part in the vote, or an official writes down that one does not."""

    shown_as = "표결의 제척·기피·회피"
    form_class = RecuseForm
    template_name = "workflows/decisions/recuse.html"

    def may(self, thing):
        return permissions.can_recuse(self.request.user, thing)

    @cached_property
    def ballots(self):
        """Whom an official may take out; None for a member, who is asked about nobody else."""
        if self.own is not None:
            return None
        return list(selectors.silent(self.thing).order_by("pk"))

    @cached_property
    def own(self):
        return permissions.own_ballot(self.request.user, self.thing)

    @property
    def title(self):
        return "제척·기피·회피 적기" if self.own is None else "이 안건에서 회피하기"

    @property
    def submit_label(self):
        return "표결에서 빼기" if self.own is None else "회피하기"

    @property
    def done(self):
        what = "표결에서 뺐습니다." if self.own is None else "이 안건의 표결에서 빠졌습니다."
        return f"{what} 재적에서 빼고 셉니다."

    def get_form_kwargs(self):
        seats = None if self.ballots is None else [one.membership for one in self.ballots]
        return super().get_form_kwargs() | {"seats": seats}

    def get_context_data(self, **kwargs):
        refusal = state.refusal_of(self.thing)
        asks = not refusal and (self.ballots is None or bool(self.ballots))
        return super().get_context_data(ballots=self.ballots, refusal=refusal, asks=asks, **kwargs)

    def whose(self, context):
        return f"‘{self.thing}’ 단원", [one.membership.user_id for one in self.ballots or ()]

    def act(self, form):
        facts = dict(form.cleaned_data)
        seat = facts.pop("seat", None)
        ballot = self.own or self.thing.ballots.get(membership=seat)
        actions.recuse(by=self.request.user, ballot=ballot, **facts)
