"""One digest a day, on working mornings, for whom something presses."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from projects.models import Holiday
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.workflows.driver.walking import duty
from workflows.driver import actions, reminders
from workflows.driver.actions.reminding import digest
from workflows.driver.tasks import remind_desks
from workflows.runs.models import DutyRun

MORNING = datetime(2027, 3, 10, 9, 0, tzinfo=SEOUL)
DAY = MORNING.date()


@pytest.fixture
def pressed(official, run):
    """One duty that falls due in three days, one a day later, all others in a year."""
    duties = DutyRun.objects.filter(stage__run=run)
    duties.update(due_on=DAY + timedelta(days=365))
    duties.filter(key="p1").update(due_on=DAY + timedelta(days=3))
    duties.filter(key="p3").update(due_on=DAY + timedelta(days=4))
    return run


def remind(moment=MORNING):
    with time_machine.travel(moment, tick=False):
        return reminders.remind(timezone.now())


def test_who_has_something_pressing_is_told_once_a_day(official, second_official, head, pressed):
    assert remind() == 2
    notice = Notice.objects.get(kind="driver.desk_reminded", recipient=official)
    assert (notice.ledger_key, notice.url, notice.scope) == (
        f"desk:2027-03-10:{official.pk}",
        "/desk/",
        f"desk:{official.pk}",
    )
    assert notice.subject == "기한이 지났거나 다가온 할 일이 1건 있습니다."
    assert f"- 정보화사업 기본계획 수립 ({pressed.project}, 기한 2027. 3. 13.(토))" in notice.body
    assert notice.send_before == datetime(2027, 3, 11, tzinfo=SEOUL)
    assert Event.objects.filter(key="driver.desk_reminded", chain=f"user:{official.pk}").count() == 1
    assert remind() == remind(MORNING + timedelta(hours=8)) == 0
    assert remind(MORNING + timedelta(days=1)) == 2


def test_a_run_ends_in_time_and_the_next_one_goes_on(
    official, second_official, pressed, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(reminders, "CHUNK", 1)
    monkeypatch.setattr(reminders, "SECONDS_A_RUN", 0)
    counts = [remind() for _ in reminders.people()]
    assert (counts.count(1), sum(counts)) == (2, 2)
    with django_assert_max_num_queries(4):
        assert remind() == 0
    cache.clear()
    assert sum(remind() for _ in reminders.people()) == 0


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2027, 3, 10, 8, 59, 59, tzinfo=SEOUL),
        datetime(2027, 3, 13, 9, 0, tzinfo=SEOUL),
        datetime(2027, 3, 1, 9, 0, tzinfo=SEOUL),
        datetime(2027, 3, 10, 0, 30, tzinfo=SEOUL),
    ],
    ids=["too early", "Saturday", "3·1절", "night"],
)
def test_nobody_is_told_at_other_times(official, pressed, moment):
    DutyRun.objects.filter(key="p1").update(due_on=date(2027, 2, 1))
    assert remind(moment) == 0
    assert not Notice.objects.filter(kind="driver.desk_reminded").exists()


def test_nobody_is_told_on_the_citys_own_holiday(official, pressed):
    Holiday.objects.create(day=DAY, name="임시공휴일")
    assert remind() == 0


def test_a_morning_that_was_missed_is_made_up_for(official, pressed):
    assert remind(datetime(2027, 3, 10, 16, 0, tzinfo=SEOUL)) == 1


def test_nobody_is_told_of_nothing(official, run):
    DutyRun.objects.update(due_on=DAY + timedelta(days=4))
    factories.make_confirmed_project(officer=official)
    assert remind() == 0


def test_who_can_have_something(official, head, auditor, citizen, run):
    seat = factories.make_member(factories.make_panel(run.project))
    gone = factories.make_member(factories.make_panel(run.project, name="다른 기구"))
    gone.state = "withdrawn"
    gone.save()
    blocked = factories.make_official("auditor", is_active=False)
    people = set(reminders.people())
    assert people == {official, head, auditor, seat.user}
    assert blocked not in people


def test_a_grant_that_ended_tells_no_more(official, pressed):
    official.role_grants.update(ended_at=datetime(2027, 3, 9, tzinfo=SEOUL))
    assert remind() == 0


def test_the_task_minds_the_clock(official, pressed):
    with time_machine.travel(MORNING, tick=False):
        remind_desks()
    assert Notice.objects.filter(kind="driver.desk_reminded").count() == 1


def test_a_digest_names_the_first_twenty():
    lines = [Errand(f"일 {number}", "사업", "하기", "/", DAY) for number in range(23)]
    told = digest(lines).splitlines()
    assert (len(told), told[-1]) == (21, "그 밖에 3건이 더 있습니다.")
    assert len(digest(lines[:20]).splitlines()) == 20


def test_the_ledger_keeps_a_second_digest_out(official):
    lines = [Errand("일", "사업", "하기", "/", DAY)]
    assert actions.remind_desk(user=official, lines=lines, day=DAY) == 1
    assert actions.remind_desk(user=official, lines=lines, day=DAY) == 0
    assert Event.objects.filter(key="driver.desk_reminded").count() == 1


def test_duties_stay_where_they_are(official, pressed):
    remind()
    assert duty(pressed, "p1").state == "open"


def test_one_persons_trouble_does_not_keep_the_others_from_theirs(official, other_official, pressed, caplog):
    other = actions.start(by=other_official, project=factories.make_confirmed_project(officer=other_official))
    DutyRun.objects.filter(stage__run=other).update(due_on=DAY)
    pressed.stages.filter(state="open").update(key="unknown")
    DutyRun.objects.filter(stage__run=pressed, state="open").update(state="settled")
    assert official.pk < other_official.pk
    assert remind() == 1
    assert Notice.objects.get(kind="driver.desk_reminded").recipient == other_official
    assert f"digest for user {official.pk} failed" in caplog.text
