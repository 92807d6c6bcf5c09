from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.workflows.meetings.calls import hold, minute, row
from workflows.meetings import actions, duties
from workflows.runs.contract import Missing
from workflows.runs.models import DutyRun

pytestmark = pytest.mark.django_db

PAST = timedelta(days=-1)


@pytest.fixture
def minutes_duty(project):
    return factories.make_duty(project, kind="minutes")


def ask(duty):
    return duties.settled([duty])[duty.pk]


def test_without_a_meeting_there_is_one_to_call(duty, minutes_duty):
    assert ask(duty) == Missing(
        "아직 회의를 소집하지 않았습니다.", f"/meetings/duty/{duty.pk}/new/", "회의 소집하기"
    )
    assert ask(minutes_duty) == Missing(
        "이 단계에서 연 회의가 아직 없습니다. 회의를 마친 뒤 회의록을 써 주세요."
    )


def test_cancelled_meetings_do_not_count(official, duty, panel, minutes_duty):
    row(official, duty, panel, state="cancelled")
    assert ask(duty).action == "회의 소집하기"
    assert ask(minutes_duty).url == ""


def test_a_meeting_to_come_is_waited_for(meeting, duty):
    lack = ask(duty)
    assert (lack.url, lack.action, lack.begun) == (f"/meetings/{meeting.pk}/", "회의 보기", True)
    assert lack.sentence.startswith("‘요구사항 자문회의’ 회의가 20") and lack.sentence.endswith(
        "에 예정되어 있습니다."
    )


def test_a_meeting_that_has_begun_needs_its_attendance(begun, duty, minutes_duty):
    assert ask(duty) == Missing(
        "‘요구사항 자문회의’ 회의의 출석을 기록하지 않았습니다.",
        f"/meetings/{begun.pk}/attendance/",
        "출석 기록하기",
        begun=True,
    )
    assert ask(minutes_duty).url == ""


def test_one_held_meeting_settles_unless_another_is_left(official, begun, duty, panel, member):
    hold(begun, official)
    assert ask(duty) is None
    other = row(official, duty, panel, 2)
    assert ask(duty).sentence.startswith("‘회의 2’ 회의가")
    other.state = "cancelled"
    other.save()
    assert ask(duty) is None


def test_advice_that_was_handed_in_is_answered_first(official, begun, duty, member, colleague, item):
    actions.save_advice(by=member, item=item, body="생각 중")
    hold(begun, official)
    assert ask(duty) is None
    first = actions.submit_advice(by=member, item=item, body="의견")
    second = actions.submit_advice(by=colleague, item=item, body="의견")
    assert ask(duty) == Missing(
        "‘요구사항 자문회의’ 회의에 답하지 않은 자문의견이 2건 있습니다.",
        f"/meetings/{begun.pk}/#advice",
        "자문의견에 답하기",
        begun=True,
        unanswered=True,
    )
    for note in (first, second):
        assert ask(duty) is not None
        actions.answer_advice(by=official, note=note, disposition="accepted", answer="사유")
    assert ask(duty) is None


@pytest.mark.parametrize(
    ("state", "is_settled"), [(None, False), ("draft", False), ("published", True), ("withheld", True)]
)
def test_minutes_are_settled_when_it_is_decided_who_reads_them(
    official, begun, minutes_duty, member, state, is_settled
):
    hold(begun, official)
    if state:
        minute(begun, official, state)
    lack = ask(minutes_duty)
    if is_settled:
        assert lack is None
    else:
        assert lack == Missing(
            "‘요구사항 자문회의’ 회의의 회의록을 공개하지 않았습니다.",
            f"/meetings/{begun.pk}/minutes/",
            "회의록 쓰기",
            begun=True,
        )


def test_minutes_are_asked_of_every_meeting_of_the_stage_and_of_no_other(
    official, project, duty, panel, minutes_duty
):
    extra = DutyRun.objects.create(
        stage=duty.stage, key="added-1", order=99, title="추가 회의", kind="meeting", actor="officer",
        necessity="once_opened", source="", due_on=timezone.localdate(),
    )  # fmt: skip
    past = timezone.now() + PAST
    first, second = (hold(row(official, own, panel, starts_at=past), official) for own in (duty, extra))
    other_stage = project.runs.get().stages.get(key="planning").duties.get(key="ad5")
    hold(row(official, other_stage, panel, starts_at=past), official)
    minute(first, official, "published")
    assert ask(minutes_duty).url == f"/meetings/{second.pk}/minutes/"
    minute(second, official, "withheld")
    assert ask(minutes_duty) is None
    assert ask(extra) is None


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_many_duties_are_asked_in_one_query(official, duty, panel, minutes_duty, member, count):
    for number in range(count):
        minute(
            hold(row(official, duty, panel, number, starts_at=timezone.now() + PAST), official),
            official,
            "published",
        )
    asked = list(DutyRun.objects.filter(kind__in=["meeting", "minutes"]))
    with CaptureQueriesContext(connection) as queries:
        answers = duties.settled(asked)
    assert len(queries) == 1
    assert set(answers) == {duty.pk for duty in asked}
    assert (answers[duty.pk], answers[minutes_duty.pk]) == (None, None)


def test_nothing_is_asked_about_nothing():
    assert duties.settled([]) == {}


def test_answers_come_before_everything_else(official, meeting, duty, panel, member, item):
    row(official, duty, panel, 2, starts_at=timezone.now() + timedelta(days=1))
    actions.submit_advice(by=member, item=item, body="의견")
    assert ask(duty).unanswered


def test_advice_of_before_the_reopening_still_wants_its_answer(official, begun, duty, member, item):
    hold(begun, official)
    actions.submit_advice(by=member, item=item, body="의견")
    duty.decided_by, duty.decided_at = official, timezone.now()
    duty.save()
    assert ask(duty).unanswered
