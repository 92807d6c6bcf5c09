"""Moving the dates of stages and duties."""

from datetime import date

import pytest

from projects.actions import set_governance
from seoul_gov.audit.models import Event
from tests.workflows.driver.walking import duty, forbidden, open_stage, record, refused, walk_to
from workflows.driver import actions
from workflows.driver.schedule import propose

START, END = date(2027, 3, 2), date(2027, 5, 27)


@pytest.fixture
def run(official, confirmed):
    """A process whose planning begins on the 2nd of March 2027."""
    return actions.start(by=official, project=confirmed, plan=propose(confirmed, START))


def stage(run, key):
    return run.stages.get(key=key)


def days(run, key):
    row = stage(run, key)
    return row.planned_start, row.planned_end


def test_the_plan_that_the_tests_stand_on(run):
    assert days(run, "planning") == (START, END)
    assert days(run, "procurement") == (date(2027, 5, 28), date(2027, 7, 30))


def test_a_stage_gets_other_days_alone(official, run):
    before = [duty(run, key).due_on for key in ("p1", "p6", "c1")]
    actions.move_stage(by=official, stage=stage(run, "planning"), start=START, end=date(2027, 6, 4))
    assert days(run, "planning") == (START, date(2027, 6, 4))
    assert days(run, "procurement") == (date(2027, 5, 28), date(2027, 7, 30))
    assert [duty(run, key).due_on for key in ("p1", "p6", "c1")] == before
    assert Event.objects.latest("pk").sentence.endswith(
        "‘기획’ 단계 일정을 2027. 3. 2.(화) ~ 5. 27.(목)에서 2027. 3. 2.(화) ~ 6. 4.(금)으로 바꿨습니다."
    )


def test_what_follows_moves_along_by_working_days(official, run):
    record(official, duty(run, "p1"))
    done = duty(run, "p1").due_on
    actions.move_stage(
        by=official,
        stage=stage(run, "planning"),
        start=START,
        end=date(2027, 6, 4),
        reason=" 위원 모집 지연 ",
        follow=True,
    )
    assert days(run, "procurement") == (date(2027, 6, 7), date(2027, 8, 9))
    assert duty(run, "p6").due_on == date(2027, 6, 4), "hangs on the end"
    assert duty(run, "p3").due_on == date(2027, 3, 23), "hangs on the start, which did not move"
    assert duty(run, "p1").due_on == done
    assert duty(run, "c1").due_on == date(2027, 6, 14)
    moved = Event.objects.filter(key="driver.stage_moved")
    assert moved.count() == 6
    first = moved.earliest("pk")
    assert first.sentence.endswith("바꿨습니다(사유: 위원 모집 지연).")
    assert first.data["예산 요구와 시의회 의결"] == ["2027-05-27", "2027-06-04"]


def test_an_earlier_start_pulls_what_hangs_on_it(official, run):
    actions.move_stage(
        by=official, stage=stage(run, "planning"), start=date(2027, 2, 26), end=END, follow=True
    )
    assert duty(run, "p3").due_on == date(2027, 3, 22)
    assert duty(run, "p6").due_on == END
    assert days(run, "procurement")[0] == date(2027, 5, 28)


def test_an_earlier_end_pulls_what_follows(official, run):
    actions.move_stage(
        by=official, stage=stage(run, "planning"), start=START, end=date(2027, 5, 21), follow=True
    )
    assert days(run, "procurement")[0] == date(2027, 5, 24)


def test_an_added_duty_moves_with_the_end_of_its_stage(official, run):
    added = actions.add_duty(
        by=official, stage=open_stage(run), kind="meeting", title="논의", due_on=date(2027, 5, 20)
    )
    actions.move_stage(
        by=official, stage=stage(run, "planning"), start=START, end=date(2027, 5, 31), follow=True
    )
    added.refresh_from_db()
    assert added.due_on == date(2027, 5, 24)


def test_an_end_before_the_start_is_refused(official, run):
    with refused("‘기획’ 단계의 종료일은 시작일과 같거나 그 뒤여야 합니다."):
        actions.move_stage(by=official, stage=stage(run, "planning"), start=END, end=START)


def test_the_order_of_stages_is_kept(official, run):
    with refused(
        "‘기획’ 단계의 시작일(2027. 3. 2.(화))이 그다음 ‘발주’ 단계의 시작일(2027. 3. 1.(월))보다 늦습니다. "
        "단계의 순서대로 시작하게 날짜를 고쳐 주세요."
    ):
        actions.move_stage(
            by=official, stage=stage(run, "procurement"), start=date(2027, 3, 1), end=date(2027, 7, 30)
        )
    assert days(run, "procurement")[0] == date(2027, 5, 28)


def test_the_same_days_are_no_change(official, run):
    with refused("지금과 같은 일정입니다."):
        actions.move_stage(by=official, stage=stage(run, "planning"), start=START, end=END)


def test_a_closed_stage_does_not_move(official, run):
    walk_to(official, run, "procurement")
    with refused("‘기획’ 단계는 이미 끝나 일정을 바꿀 수 없습니다."):
        actions.move_stage(by=official, stage=stage(run, "planning"), start=START, end=START)


def test_an_ended_process_does_not_move(official, run):
    run.status, run.ended_at = "completed", run.started_at
    run.save()
    with refused("이 절차는 이미 끝났습니다."):
        actions.move_stage(by=official, stage=stage(run, "planning"), start=START, end=START)
    with refused("이 절차는 이미 끝났습니다."):
        actions.move_duty(by=official, duty=duty(run, "p1"), due_on=START)


def test_a_duty_gets_another_day(official, run):
    actions.move_duty(by=official, duty=duty(run, "p1"), due_on=date(2027, 3, 20), reason=" 자료 지연 ")
    assert duty(run, "p1").due_on == date(2027, 3, 20)
    assert Event.objects.latest("pk").sentence.endswith(
        "‘정보화사업 기본계획 수립’ 과제 기한을 2027. 3. 16.(화)에서 2027. 3. 20.(토)로 바꿨습니다(사유: 자료 지연)."
    )


@pytest.mark.parametrize("key", ["c1", "ad3-select"])
def test_what_is_to_come_gets_another_day(official, run, key):
    actions.move_duty(by=official, duty=duty(run, key), due_on=END)
    assert duty(run, key).due_on == END


def test_the_same_day_is_no_change(official, run):
    with refused("지금과 같은 기한입니다."):
        actions.move_duty(by=official, duty=duty(run, "p1"), due_on=duty(run, "p1").due_on)


def test_what_is_done_keeps_its_day(official, run):
    record(official, duty(run, "p1"))
    with refused("이미 처리되어 기한을 바꿀 수 없습니다."):
        actions.move_duty(by=official, duty=duty(run, "p1"), due_on=END)


def test_a_duty_of_a_closed_stage_keeps_its_day(official, run):
    walk_to(official, run, "procurement")
    with refused("기한을 바꿀 수 없습니다."):
        actions.move_duty(by=official, duty=duty(run, "p1"), due_on=END)


def test_a_stale_process_does_not_move(official, run):
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    with refused("유형이 바뀌었습니다."):
        actions.move_duty(by=official, duty=duty(run, "p1"), due_on=END)


@pytest.mark.parametrize("who", ["other_official", "governance_officer", "administrator", "citizen"])
def test_nobody_else_moves_dates(request, run, who):
    by = request.getfixturevalue(who)
    with forbidden():
        actions.move_stage(by=by, stage=stage(run, "planning"), start=START, end=START)
    with forbidden():
        actions.move_duty(by=by, duty=duty(run, "p1"), due_on=END)
