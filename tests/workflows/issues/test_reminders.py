from datetime import datetime, time, timedelta

import pytest
import time_machine

from projects.calendar import work_calendar
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL
from workflows.issues import actions
from workflows.issues.models import Issue
from workflows.issues.reminders import remind
from workflows.issues.tasks import remind_issues

from .conftest import raised, replied


def at(issue, days, hour=9, minute=0):
    """So many working days after the day of reply (before, when negative), in Seoul."""
    day = work_calendar().add_working_days(issue.reply_due_on, days) if days else issue.reply_due_on
    return datetime.combine(day, time(hour, minute), SEOUL)


def told():
    return Notice.objects.filter(kind="issues.reminded")


def test_one_working_day_before_and_once_the_day_is_over(issue, official):
    moments = [(days, hour) for days in (-3, -2, -1, 0, 1, 2, 9) for hour in (9, 15)]
    numbers = [remind(at(issue, *moment)) for moment in moments]
    assert numbers == [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert set(told().values_list("recipient", flat=True)) == {official.pk}
    soon, late = told().order_by("pk")
    assert (soon.send_before, late.send_before) == (
        datetime.combine(issue.reply_due_on + timedelta(days=1), time.min, SEOUL),
        None,
    )
    assert "지남" in late.subject


def test_each_reminder_is_written_down(issue, running):
    remind(at(issue, 1))
    event = Event.objects.get(key="issues.reminded")
    assert (event.actor, event.chain) == ("시스템", running.audit_chain)


@pytest.mark.parametrize(("hour", "minute", "count"), [(8, 59, 0), (9, 0, 1)])
def test_nobody_is_written_to_in_the_night(issue, hour, minute, count):
    assert remind(at(issue, 1, hour, minute)) == count


def test_nobody_is_written_to_on_a_day_off(stage, member):
    with time_machine.travel("2026-12-04T01:00:00Z", tick=False):
        issue = raised(member, stage)  # due on Friday, December 11
    assert remind(datetime(2026, 12, 12, 10, tzinfo=SEOUL)) == 0
    assert issue.reply_due_on.weekday() == 4
    assert remind(datetime(2026, 12, 14, 10, tzinfo=SEOUL)) == 1


def test_what_was_raised_today_is_not_reminded_of_today(issue):
    Issue.objects.filter(pk=issue.pk).update(raised_at=at(issue, 0, 1))
    assert remind(at(issue, 0)) == 0
    assert remind(at(issue, 1)) == 1


def test_an_answer_ends_the_reminding(issue, vendor):
    replied(vendor, issue)
    assert remind(at(issue, 1)) == 0


def test_the_departments_own_question_is_not_reminded_of(stage, official):
    assert remind(at(raised(official, stage), 1)) == 0


def test_an_ended_process_reminds_nobody(issue, run):
    type(run).objects.filter(pk=run.pk).update(status="superseded", ended_at=issue.raised_at)
    assert remind(at(issue, 1)) == 0


def test_the_row_is_looked_at_afresh(issue, vendor):
    stale, day, calendar = Issue.objects.get(pk=issue.pk), at(issue, 1).date(), work_calendar()
    replied(vendor, issue)
    assert actions.remind(issue=stale, today=day, calendar=calendar) == 0


def test_who_was_told_is_not_told_again(issue):
    day, calendar = at(issue, 1).date(), work_calendar()
    assert [actions.remind(issue=issue, today=day, calendar=calendar) for _ in range(2)] == [1, 0]
    assert Event.objects.filter(key="issues.reminded").count() == 1


def test_too_early_nothing_is_written(issue):
    day = at(issue, -3).date()
    assert actions.remind(issue=issue, today=day, calendar=work_calendar()) == 0


@pytest.mark.parametrize("number", [1, 20])
def test_a_sweep_with_nobody_to_tell_takes_three_queries(stage, vendor, number, django_assert_num_queries):
    for _ in range(number):
        issue = raised(vendor, stage)
    moment = at(issue, 1)
    assert remind(moment) == number
    with django_assert_num_queries(3):
        assert remind(moment) == 0


def test_the_task_reminds_by_the_clock(issue):
    with time_machine.travel(at(issue, 1), tick=False):
        remind_issues()
    assert told().count() == 1
