"""A drawn panel that was decided, with people waiting; its seats end in every way that there is."""

import pytest

from panels.models import Membership, Selection
from panels.selections import actions as selections
from tests.panels.draws.conftest import PEOPLE
from tests.panels.selections.conftest import colleague, drawn, end_seat, plan, read_call  # noqa: F401

MANY = PEOPLE * 3
"""Three people of each of four sorts: two seats, and whoever leaves can be replaced without breaking a quota."""


@pytest.fixture
def decided(official, drawn):  # noqa: F811
    """A decided call of a drawn 온라인참여단 for two seats."""

    def make(people=MANY, **facts) -> Selection:
        return selections.decide(by=official, call=drawn(people=people), **facts)

    return make


def panel_of(selection) -> list[str]:
    """The numbers of those who hold a seat now."""
    return sorted(selection.choices.seated().values_list("application__number", flat=True))


def twins(selection, number) -> list[str]:
    """The numbers of those without a seat who are as that person is in every quota."""
    own = selection.call.applications.get(number=number)
    same = {name: getattr(own, name) for name in ("age_band", "gender", "occupation")}
    rows = selection.call.applications.filter(**same).exclude(choice__standing="chosen")
    return sorted(rows.values_list("number", flat=True))


def take_office(selection) -> None:
    """Everybody invited accepts."""
    for one in selection.choices.seated().select_related("application__applicant"):
        facts = {"user": one.application.applicant, "accepted_at": selection.decided_at, "state": "active"}
        Membership.objects.filter(pk=one.membership_id).update(**facts)
