"""The desk tells from sums whether a result can be decided; it agrees with the decision itself, whatever was read."""

from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from panels.calls.models import Application
from panels.screening.models import Reading
from panels.selections import desk
from panels.selections.selectors import case_of
from panels.selections.state import proposal_of
from tests import factories
from tests.panels.recruiting import make_call

WEIGHTS = {
    "citizen": {"record": 60, "utilisation": 40},
    "expert": {"record": 30, "expertise": 70},
    "": {"record": 100},
}


def can_be_decided(call) -> bool:
    try:
        proposal_of(case_of(call))
    except ValidationError:
        return False
    return True


def random_call(official, readers, chance: Random, gap: int):
    """A call over which the readers agree more or less, of a panel with sides or without."""
    call = make_call(official, f"{chance.random()}")
    is_mixed = chance.random() < 0.5
    call.panel.kind = "mixed" if is_mixed else "citizen"
    call.panel.save()
    call.seats, call.expert_seats = (4, 2) if is_mixed else (2, 0)
    call.draws_lots, call.gap = chance.random() < 0.2, gap
    call.save()
    sides = ("citizen", "expert") if is_mixed else ("",)
    for side in sides:
        for key, weight in WEIGHTS[side].items():
            call.criteria.create(side=side, key=key, weight=weight)
    for number in range(chance.randrange(2, 6)):
        application = Application.objects.create(
            call=call,
            applicant=factories.make_user(),
            state="submitted",
            number=f"{call.pk}-{number}",
            submitted_at=timezone.now(),
            side=chance.choice(sides) or chance.choice(("", "expert")),
        )
        for reader in readers[: chance.choice((2, 2, 2, 3))]:
            read(application, reader, chance)
    return type(call).objects.with_facts().get(pk=call.pk)


def read(application, reader, chance: Random):
    is_eligible = chance.random() < 0.9
    reason = {} if is_eligible else {"reason": "신청 자격이 없습니다."}
    reading = Reading.objects.create(
        application=application, reader=reader, is_eligible=is_eligible, **reason
    )
    level = chance.choice((2, 3, 4))
    for key in WEIGHTS[application.own_side]:
        reading.marks.create(key=key, level=level)


@pytest.mark.parametrize("gap", [20, 19, 45])
def test_the_desk_agrees_with_the_decision(official, gap, django_assert_num_queries):
    chance = Random(f"{gap}")
    readers = [official, *(factories.make_official("auditor", name=f"심사 {one}") for one in range(2))]
    calls = [random_call(official, readers, chance, gap) for _ in range(60)]
    expected = {call.pk for call in calls if can_be_decided(call)}
    with django_assert_num_queries(1):
        steps = desk.next_steps({call.pk for call in calls})
    assert {key for key, page in steps.items() if page == "selections:decide"} == expected
    assert 0 < len(expected) < len(calls)
