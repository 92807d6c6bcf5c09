"""Calls whose applications are read and, where lots are needed, drawn; and their decision."""

from datetime import timedelta

import pytest
from django.utils import timezone

from panels.calls.models import RecruitmentCall
from panels.draws import actions as draws
from panels.draws.models import LotteryRun
from panels.models import Selection
from panels.selections import actions
from tests.panels.draws.conftest import LEVELS, PEOPLE, colleague, computed, plan, read_call  # noqa: F401

FALLING = [{"record": 5 - number, "utilisation": 4} for number in range(4)]
"""Levels by which the first has most points, the last least."""


@pytest.fixture
def by_points(read_call):  # noqa: F811
    """A call of a 시민참여단 for two seats whose four applications have falling points."""

    def make(**facts):
        return read_call(**{"kind": "citizen", "levels": FALLING} | facts)

    return make


def committed(call, plan, *, by) -> LotteryRun:  # noqa: F811
    """The draw of the call, not yet drawn."""
    if call.draws_lots:
        return draws.commit(by=by, trial=computed(call), plan=plan)
    return draws.commit_ties(by=by, call=call, plan=plan)


@pytest.fixture
def drawn(official, colleague, plan, read_call):  # noqa: F811
    """A call whose lots were drawn: a panel of the 온라인참여단 unless said otherwise."""

    def make(value="4,0,7,2,9,1", **facts):
        call = read_call(**facts)
        run = committed(call, plan, by=official)
        LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
        for clerk in (official, colleague):
            draws.enter(by=clerk, run=run, value=value)
        return RecruitmentCall.objects.with_facts().get(pk=call.pk)

    return make


@pytest.fixture
def decided(official, by_points):
    """A decided call by points."""

    def make(**facts) -> Selection:
        return actions.decide(by=official, call=by_points(**facts))

    return make


def numbers(call) -> list[str]:
    """The numbers in the order in which people applied."""
    return list(call.applications.order_by("pk").values_list("number", flat=True))


def standings(selection) -> dict[str, tuple]:
    rows = selection.choices.select_related("application")
    return {one.application.number: (one.standing, one.rank) for one in rows}


def end_seat(selection, number, state="declined"):
    """The seat of that number ends."""
    choice = selection.choices.get(application__number=number)
    type(choice.membership).objects.filter(pk=choice.membership_id).update(
        state=state, ended_at=timezone.now()
    )
    return choice
