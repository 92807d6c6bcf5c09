from django.http import Http404
from django.urls import reverse

from seoul_gov.documents.serve import serve
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.verdicts import require
from seoul_gov.ui.views import Page
from workflows.decisions import permissions, selectors, state

from .pages import VotePage


class VoteDetail(ShowsPeople, VotePage, Page):
    """What is voted on and how it is counted; who may still do what; after the end, the result and every vote."""

    template_name = "workflows/decisions/detail.html"
    shown_as = "표결"

    def whose(self, context):
        """Who is asked, where they stand by name: after the end, and before it for the staff."""
        named = self.stand.sees_names and (
            context.get("tally") or (self.stand.is_staff and self.thing.is_open)
        )
        asked = [*context.get("voters", ()), *context.get("recused", ())]
        seats = [ballot.membership for ballot in asked if ballot.membership]
        return (f"‘{self.thing}’ 단원", [seat.user_id for seat in seats]) if named else None

    def get_context_data(self, **kwargs):
        vote, user = self.thing, self.request.user
        voters = selectors.electorate(vote)
        refusal = state.refusal_of(vote)
        own, recused = self.own_ballot(voters), selectors.recused_of(vote)
        step = None if refusal else self.step(own, voters)
        return super().get_context_data(
            turnout=selectors.turnout(voters),
            tally=selectors.tally_of(vote) if vote.has_result else None,
            voters=voters,
            own=own,
            step=step,
            recused=recused,
            own_recusal=self.own_ballot(recused),
            shows_recused=vote.has_result or self.stand.is_staff,
            sees_reasons=permissions.sees_reasons(user, vote),
            can_recuse=not refusal and own and not own.is_cast,
            refusal=refusal if vote.is_open else "",
            can_manage=permissions.can_manage(user, vote.panel.project),
            can_record=vote.is_open and not refusal and vote.item.meeting.is_held,
            **kwargs,
        )

    def own_ballot(self, voters):
        seat = self.stand.seat
        return next((row for row in voters if seat and row.membership_id == seat.pk), None)

    def step(self, own, voters):
        """The one thing that the page offers this person to do next, as (label, url); None without one."""
        if own and not own.is_cast and permissions.can_vote(self.request.user, self.thing):
            return "표결하기", reverse("decisions:vote", args=[self.thing.pk])
        department = next((row for row in voters if row.is_departments), None)
        waits = department and not department.is_cast
        if waits and permissions.can_vote_for_department(self.request.user, self.thing):
            return "사업부서 표 던지기", reverse("decisions:vote_department", args=[self.thing.pk])
        return None


class VoteFile(VotePage, Page):
    """The deliverable that the vote is about; the right to it is asked in every request."""

    def get(self, request, *args, **kwargs):
        if self.thing.version is None:
            raise Http404
        require(permissions.can_read_file(self.stand, self.thing))
        return serve(self.thing.version.document, inline="download" not in request.GET, request=request)
