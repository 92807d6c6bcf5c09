from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL, today
from tests import factories
from workflows.decisions import actions
from workflows.decisions.models import Resolution
from workflows.decisions.reminders import remind
from workflows.decisions.tasks import remind_votes

from .conftest import cast, fresh, leave


@pytest.fixture
def ending(vote):
    """The vote, ending at four in the afternoon three days from now."""
    closes = datetime.combine(today() + timedelta(days=3), time(16), SEOUL)
    Resolution.objects.filter(pk=vote.pk).update(closes_at=closes)
    vote.refresh_from_db()
    return vote


def at(vote, **before):
    return vote.closes_at - timedelta(**before)


def told():
    return Notice.objects.filter(kind="decisions.reminded")


@pytest.mark.parametrize(
    ("before", "count"),
    [({"hours": 25}, 0), ({"hours": 24}, 2), ({"hours": 5}, 2), ({"minutes": 1}, 2), ({}, 0)],
)
def test_in_the_last_day(ending, before, count):
    assert remind(at(ending, **before)) == count


def test_each_is_told_once(ending):
    assert [remind(at(ending, hours=hours)) for hours in (24, 23, 6, 1)] == [2, 0, 0, 0]
    assert told().count() == 2
    assert Event.objects.filter(key="decisions.reminded").count() == 1


def test_only_who_can_still_vote_is_told(ending, panel, member, colleague, secretary):
    factories.make_member(panel)
    cast(ending, 고동료="for")
    remind(at(ending, hours=20))
    notice = told().get()
    assert (notice.recipient, notice.url, notice.send_before) == (
        member,
        ending.get_absolute_url(),
        ending.closes_at,
    )
    event = Event.objects.get(key="decisions.reminded")
    assert (event.actor, event.data) == ("시스템", {"count": 1})


def test_who_left_is_not_told(ending, member, colleague):
    leave(member)
    remind(at(ending, hours=20))
    assert told().get().recipient == colleague


def test_nobody_is_written_to_in_the_night(ending):
    morning = datetime.combine(today() + timedelta(days=3), time(8, 59), SEOUL)
    assert remind(morning) == 0
    assert remind(morning + timedelta(minutes=1)) == 2


def test_a_vote_of_one_day_is_not_reminded_of(ending):
    Resolution.objects.filter(pk=ending.pk).update(opened_at=at(ending, hours=23))
    assert remind(at(ending, hours=5)) == 0


def test_when_all_have_voted_or_it_is_over_nobody_is_told(ending, official):
    stale = Resolution.objects.get(pk=ending.pk)
    cast(ending, 나단원="for", 고동료="for")
    assert remind(at(ending, hours=5)) == 0
    assert not Event.objects.filter(key="decisions.reminded").exists()
    actions.cancel(by=fresh(official), resolution=ending, reason="사유")
    assert actions.remind(resolution=stale, now=at(ending, hours=5)) == 0


def test_an_ended_process_reminds_nobody(ending, running):
    running.runs.update(status="superseded", ended_at=timezone.now())
    assert remind(at(ending, hours=5)) == 0


def test_the_row_is_looked_at_afresh(ending):
    stale = Resolution.objects.get(pk=ending.pk)
    Resolution.objects.filter(pk=ending.pk).update(closes_at=ending.closes_at + timedelta(days=5))
    assert actions.remind(resolution=stale, now=at(ending, hours=5)) == 0


def test_the_task_goes_by_the_clock(ending):
    with time_machine.travel(at(ending, hours=5), tick=False):
        remind_votes()
    assert told().count() == 2
