from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panels.models import Membership
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL
from tests import factories
from workflows.reviews import actions
from workflows.reviews.models import ReviewRound
from workflows.reviews.reminders import ask_newcomers, remind
from workflows.reviews.state import ends_at
from workflows.reviews.tasks import remind_reviews

from .conftest import comment, fresh, submitted


def at(round, days, hour=9, minute=0):
    """So many days before the due day, in Seoul."""
    return datetime.combine(round.due_on - timedelta(days=days), time(hour, minute), SEOUL)


def told():
    return Notice.objects.filter(kind="reviews.reminded")


@pytest.mark.parametrize(("days", "count"), [(5, 0), (4, 0), (3, 2), (2, 2), (1, 2), (0, 2), (-1, 0)])
def test_in_the_last_three_days(round, days, count):
    assert remind(at(round, days)) == count
    assert told().count() == count


def test_each_is_told_twice_and_never_more(round):
    numbers = [remind(at(round, days, hour)) for days in (4, 3, 2, 1, 0) for hour in (9, 12, 23)]
    assert numbers == [0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0]


def test_only_who_has_not_submitted_is_told(round, member, colleague, secretary):
    submitted(colleague, round)
    comment(member, round)
    remind(at(round, 3))
    notice = told().get()
    assert (notice.recipient, notice.url, notice.send_before) == (
        member,
        round.get_absolute_url(),
        ends_at(round),
    )
    assert "3일 남음" in notice.subject
    assert "제출해야" in notice.body


def test_who_left_is_not_told(round, member, colleague):
    Membership.objects.filter(user=member).update(state="released")
    remind(at(round, 1))
    assert told().get().recipient == colleague


@pytest.mark.parametrize(("hour", "minute", "count"), [(8, 59, 0), (9, 0, 2)])
def test_nobody_is_written_to_in_the_night(round, hour, minute, count):
    assert remind(at(round, 3, hour, minute)) == count


def test_the_day_is_seouls(round):
    moment = at(round, 3, 9).astimezone(tz=None)
    assert remind(moment) == 2
    assert remind(datetime.combine(round.due_on - timedelta(days=4), time(23, 59), SEOUL)) == 0


def test_who_was_asked_today_is_not_reminded_today(round):
    ReviewRound.objects.filter(pk=round.pk).update(opened_at=at(round, 1, 0, 30))
    assert remind(at(round, 1, 10)) == 0
    assert remind(at(round, 0, 10)) == 2


def test_the_last_day_is_called_so(round):
    remind(at(round, 0))
    assert "오늘까지" in told().first().subject


def test_a_new_due_day_is_reminded_of_anew(round, official):
    remind(at(round, 3))
    actions.extend(
        by=official, round=round, due_on=round.due_on + timedelta(days=7), reason="자료가 많습니다."
    )
    round.refresh_from_db()
    assert remind(at(round, 3)) == 2


def test_a_round_that_is_over_is_not_reminded_of(round, official):
    actions.cancel(by=official, round=round, reason="파일이 잘못되었습니다.")
    assert remind(at(round, 1)) == 0


def test_what_was_told_is_written_down_once(round, running):
    remind(at(round, 3))
    remind(at(round, 3))
    event = Event.objects.get(key="reviews.reminded")
    assert (event.actor, event.chain) == ("시스템", running.audit_chain)


def test_when_all_have_spoken_nobody_is_told(round, member, colleague):
    for person in (member, colleague):
        actions.submit(by=fresh(person), round=round, summary="의견 없음")
    assert remind(at(round, 1)) == 0
    assert not Event.objects.filter(key="reviews.reminded").exists()


def test_the_task_reminds_and_asks_by_the_clock(round, panel):
    newcomer = factories.make_member(panel).user
    with time_machine.travel(at(round, 3), tick=False):
        remind_reviews()
    assert told().count() == 3
    assert Notice.objects.filter(kind="reviews.opened", recipient=newcomer).count() == 1


def asked():
    return Notice.objects.filter(kind="reviews.opened")


def test_who_comes_after_the_opening_is_asked_once(round, panel, running):
    assert ask_newcomers(at(round, 5)) == 0
    newcomer = factories.make_member(panel).user
    assert [ask_newcomers(at(round, 5, hour)) for hour in (8, 9, 10)] == [0, 1, 0]
    assert actions.ask_newcomers(round=round, today=at(round, 5).date()) == 0
    assert "2장을 봐 주세요." in asked().get(recipient=newcomer).body
    event = Event.objects.get(key="reviews.asked")
    assert (event.actor, event.chain) == ("시스템", running.audit_chain)


def test_nobody_is_asked_too_late_or_in_vain(round, panel, official):
    factories.make_member(panel)
    assert ask_newcomers(at(round, -1)) == 0
    assert actions.ask_newcomers(round=round, today=at(round, -1).date()) == 0
    actions.cancel(by=official, round=round, reason="파일이 잘못되었습니다.")
    assert ask_newcomers(at(round, 3)) == 0
    assert asked().count() == 2


def test_an_ended_process_reminds_and_asks_nobody(round, panel, running):
    factories.make_member(panel)
    running.runs.update(status="superseded", ended_at=round.opened_at)
    assert (remind(at(round, 1)), ask_newcomers(at(round, 1))) == (0, 0)


def test_the_row_is_looked_at_afresh(round, member, colleague, official):
    """A sweep that read the round before it was extended, answered or cancelled writes nothing of it."""
    stale, day = ReviewRound.objects.get(pk=round.pk), at(round, 1).date()
    submitted(member, round)
    actions.remind(round=stale, today=day)
    assert told().get().recipient == colleague
    actions.extend(by=official, round=round, due_on=day + timedelta(days=9), reason="자료가 많습니다.")
    assert actions.remind(round=stale, today=day) == 0
    ReviewRound.objects.filter(pk=round.pk).update(
        due_on=day, state="cancelled", closed_at=round.opened_at, closed_by=official
    )
    assert actions.remind(round=stale, today=day) == 0


@pytest.mark.parametrize("number", [1, 20])
def test_a_sweep_without_newcomers_takes_three_queries(
    round, official, duty, panel, running, week, number, django_assert_num_queries
):
    for count in range(number - 1):
        version = factories.make_version(running, title=f"산출물 {count}")
        actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)
    with django_assert_num_queries(3):
        assert ask_newcomers(at(round, 5)) == 0


def test_the_cost_grows_with_rounds_and_not_with_members(round, panel):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            remind(at(round, 3))
        told().delete()
        return len(queries)

    few = cost()
    for _ in range(30):
        factories.make_member(panel)
    assert cost() == few
