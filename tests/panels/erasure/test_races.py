"""Two tasks at once, and somebody who erases what the task erases, through the real locks of the database."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied

from panels.erasure import actions
from panels.erasure.models import Destruction
from panels.models import Membership
from seoul_gov.audit.models import Event
from tests.panels.test_races import at_once

from .conftest import fresh, seoul
from .test_erase_due import DUE

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_tasks_at_once_erase_and_record_once(settled, former):
    _, _, other = settled
    seat = former(seoul(2020, 1, 1))
    assert at_once([lambda: actions.erase_due(DUE)] * 3) == [""] * 3
    assert fresh(other).state == "erased"
    assert Membership.objects.get(pk=seat.pk).user is None
    assert sorted(Destruction.objects.values_list("what", "count")) == [("applications", 1), ("members", 1)]
    assert Event.objects.filter(key="panels.erased").count() == 2


def test_the_task_and_the_author_at_once_leave_one_record(settled):
    _, _, other = settled
    person = other.applicant

    def erase_own():
        with suppress(PermissionDenied):
            actions.erase_own(by=person, application=other)

    assert at_once([lambda: actions.erase_due(DUE), erase_own]) == ["", ""]
    assert Destruction.objects.count() == 1


def test_two_decisions_at_once_are_one(former, dpo):
    seat = former(seoul(2026, 10, 1))
    request = actions.ask(by=seat.user, membership=seat)
    told = at_once(
        [
            lambda: actions.approve(by=dpo, request=request),
            lambda: actions.refuse(by=dpo, request=request, answer="소송"),
        ]
    )
    assert told == ["", actions.DECIDED]
