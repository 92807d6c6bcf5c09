"""Starting a process, closing its stages, going back, ending it."""

from datetime import date

import pytest
import time_machine

from projects.actions import set_governance
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import today
from tests import factories
from tests.workflows.driver.walking import (
    advise,
    ask_citizens,
    duty,
    forbidden,
    hold,
    open_round,
    open_stage,
    record,
    refused,
    say,
    schedule,
    settle_stage,
    speak,
    walk_to,
)
from workflows.driver import actions
from workflows.driver.schedule import moved, propose
from workflows.runs.models import DutyRun, ProcessRun, StageRun


def states(run):
    return list(run.stages.values_list("key", "state"))


def keys(**facts):
    return list(Event.objects.filter(**facts).order_by("pk").values_list("key", flat=True))


def test_a_start_writes_the_whole_process_and_opens_its_first_stage(official, confirmed):
    run = actions.start(by=official, project=confirmed)
    assert states(run) == [
        ("planning", "open"),
        ("procurement", "pending"),
        ("analysis", "pending"),
        ("design", "pending"),
        ("build", "pending"),
        ("closing", "pending"),
    ]
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.phase) == ("running", "planning")
    assert (run.governance_type, run.kind, run.edition, run.started_by) == (
        "advisory",
        "development",
        "2018-02-2",
        official,
    )
    assert keys(chain=f"project:{confirmed.pk}") == ["driver.started"]


def test_a_start_tells_the_department(official, second_official, head, other_official, confirmed):
    run = actions.start(by=official, project=confirmed)
    told = Notice.objects.filter(kind="driver.started")
    assert sorted(told.values_list("recipient__name", flat=True)) == ["박부서장", "서담당"]
    assert set(told.values_list("url", flat=True)) == {run.get_absolute_url()}


def test_a_start_by_the_head(head, confirmed):
    assert actions.start(by=head, project=confirmed).started_by == head


@pytest.mark.parametrize(
    "who", ["other_official", "governance_officer", "auditor", "administrator", "citizen"]
)
def test_nobody_else_starts(request, confirmed, who):
    with forbidden("이 사업을 맡은 부서의 사업담당자와 부서장만"):
        actions.start(by=request.getfixturevalue(who), project=confirmed)
    assert ProcessRun.objects.count() == 0


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "registered", "governance_type": ""},
        {"status": "selecting", "governance_type": "advisory"},
        {"status": "confirmed", "governance_type": ""},
        {"status": "completed", "governance_type": "advisory"},
        {"status": "not_applicable", "governance_type": ""},
    ],
)
def test_no_start_before_a_type_is_confirmed(official, facts):
    project = factories.make_project(officer=official, **facts)
    with refused("거버넌스 유형을 확정한 뒤에"):
        actions.start(by=official, project=project)


def test_no_second_start_of_the_same_type(official, run):
    with refused("이 사업의 절차는 이미 진행 중입니다."):
        actions.start(by=official, project=run.project)
    assert ProcessRun.objects.count() == 1


def test_a_start_by_a_plan_with_moved_dates(official, confirmed):
    plan = propose(confirmed, date(2026, 12, 1))
    from projects.calendar import work_calendar

    dates = {"planning": (date(2026, 12, 1), date(2026, 12, 31))}
    run = actions.start(by=official, project=confirmed, plan=moved(plan, dates, work_calendar()))
    stage = run.stages.get(key="planning")
    assert (stage.planned_start, stage.planned_end) == (date(2026, 12, 1), date(2026, 12, 31))
    assert stage.duties.get(key="p6").due_on == date(2026, 12, 31)


def test_no_start_by_a_plan_for_another_type(official, confirmed):
    plan = propose(confirmed)
    set_governance(project=confirmed, governance_type="collaboration", status="confirmed")
    with refused("그 사이 사업의 유형이 바뀌었습니다."):
        actions.start(by=official, project=confirmed, plan=plan)


def test_no_start_by_a_plan_whose_dates_are_out_of_order(official, confirmed):
    from projects.calendar import work_calendar

    plan = propose(confirmed, date(2026, 12, 1))
    crooked = moved(plan, {"planning": (date(2026, 12, 31), date(2026, 12, 1))}, work_calendar())
    with refused("‘기획’ 단계의 종료일은 시작일과 같거나 그 뒤여야 합니다."):
        actions.start(by=official, project=confirmed, plan=crooked)
    assert ProcessRun.objects.count() == 0


def test_another_type_supersedes_the_running_process_and_keeps_its_record(official, head, run):
    record(official, duty(run, "p1"))
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    fresh = actions.start(by=official, project=run.project)
    run.refresh_from_db()
    assert (run.status, run.ended_at is not None) == ("superseded", True)
    assert open_stage(run).key == "planning"
    assert duty(run, "p1").records.count() == 1
    assert (fresh.governance_type, fresh.status) == ("collaboration", "running")
    run.project.refresh_from_db()
    assert (run.project.status, run.project.phase) == ("running", "planning")
    assert keys(key__in=["driver.superseded", "driver.started"])[1:] == [
        "driver.superseded",
        "driver.started",
    ]
    assert Notice.objects.filter(kind="driver.superseded", recipient=head).exists()


def retyped(run):
    """The project with a panel that is called to a meeting and reads a deliverable, which asks the public besides,
    now of another type."""
    meeting, round = schedule(duty(run, "ad5")), open_round(duty(run, "ad7-analysis-review"))
    asking = actions.add_duty(
        by=run.project.officer, stage=open_stage(run), kind="opinion", title="시민 의견수렴", due_on=today()
    )
    call = ask_citizens(asking)
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    return meeting, round, call


def test_superseding_calls_off_what_was_still_to_come(head, official, run):
    meeting, round, call = retyped(run)
    held = hold(duty(run, "ad5"))
    actions.start(by=head, project=run.project)
    for row in (meeting, round, call, held):
        row.refresh_from_db()
    assert (meeting.state, round.state, held.state) == ("cancelled", "cancelled", "held")
    assert (call.state, call.closed_by) == ("cancelled", head)
    assert "유형이 바뀌어" in meeting.cancelled_reason
    told = Notice.objects.filter(recipient=meeting.panel.memberships.get().user)
    assert {"meetings.cancelled", "reviews.cancelled"} <= set(told.values_list("kind", flat=True))


@pytest.mark.parametrize("words", ["advice", "comment", "opinion"])
def test_nothing_is_superseded_over_words_that_wait_for_their_answer(official, run, words):
    meeting, round, call = retyped(run)
    said = {"advice": lambda: advise(meeting), "comment": lambda: say(round), "opinion": lambda: speak(call)}[
        words
    ]()
    with refused("1건 있습니다. 먼저 답해 주세요."):
        actions.start(by=official, project=run.project)
    run.refresh_from_db()
    assert run.is_running
    said.delete()
    actions.start(by=official, project=run.project)
    run.refresh_from_db()
    assert run.status == "superseded"


def test_a_project_to_which_nothing_applies_any_more_ends_its_process(official, run):
    set_governance(project=run.project, governance_type="", status="not_applicable")
    ended = actions.end_superseded(by=official, project=run.project)
    assert (ended.pk, ended.status) == (run.pk, "superseded")
    run.project.refresh_from_db()
    assert run.project.status == "not_applicable"
    assert ProcessRun.objects.count() == 1


def test_a_process_is_not_ended_while_its_project_has_a_type(official, run):
    with refused("유형이 확정된 사업의 절차는 끝낼 수 없습니다."):
        actions.end_superseded(by=official, project=run.project)


def test_there_must_be_something_to_end(official):
    project = factories.make_project(officer=official, status="not_applicable")
    with refused("진행 중인 절차가 없습니다."):
        actions.end_superseded(by=official, project=project)


def test_nobody_else_ends(governance_officer, run):
    set_governance(project=run.project, governance_type="", status="not_applicable")
    with forbidden():
        actions.end_superseded(by=governance_officer, project=run.project)


def test_a_stage_with_everything_settled_closes_and_the_next_opens(official, run):
    settle_stage(official, run)
    following = actions.advance(by=official, run=run)
    assert following.key == "procurement"
    assert states(run)[:3] == [("planning", "closed"), ("procurement", "open"), ("analysis", "pending")]
    closed = run.stages.get(key="planning")
    assert closed.closed_by == official
    assert closed.closed_at is not None
    assert open_stage(run).opened_at is not None
    run.project.refresh_from_db()
    assert (run.project.status, run.project.phase) == ("running", "procurement")


def test_what_the_rooms_settled_is_stamped(official, run):
    settle_stage(official, run)
    assert duty(run, "ad5").state == "open"
    actions.advance(by=official, run=run)
    stamped = duty(run, "ad5")
    assert (stamped.state, stamped.decided_by) == ("settled", official)
    assert not run.stages.get(key="planning").duties.filter(state="open").exists()


def test_everybody_in_the_project_is_told(official, head, run):
    settle_stage(official, run)
    actions.advance(by=official, run=run)
    member = run.project.panels.first().memberships.first().user
    told = Notice.objects.filter(kind="driver.advanced").values_list("recipient", flat=True)
    assert set(told) >= {head.pk, member.pk}
    assert official.pk not in told
    sentence = Event.objects.get(key="driver.advanced").sentence
    assert sentence.endswith("‘기획’ 단계를 마쳤습니다. ‘발주’ 단계를 시작합니다.")


def test_a_lacking_duty_holds_the_stage_and_is_named(official, run):
    settle_stage(official, run, but=["p1"])
    with refused("‘정보화사업 기본계획 수립’: 수행한 결과와 근거를 기록해 주세요."):
        actions.advance(by=official, run=run)
    assert open_stage(run).key == "planning"
    assert not Event.objects.filter(key="driver.advanced").exists()


def test_every_lacking_duty_has_its_sentence(official, run):
    with pytest.raises(Exception) as refusal:
        actions.advance(by=official, run=run, skip_reason="필요 없음")
    planning = open_stage(run)
    needed = planning.duties.exclude(necessity="discretionary").exclude(state="dormant").count()
    assert len(refusal.value.messages) == needed
    assert not planning.duties.filter(state="skipped").exists()


def test_a_scheduled_meeting_does_not_settle(official, run):
    settle_stage(official, run, but=["ad5", "ad8-planning"])
    schedule(duty(run, "ad5"))
    with refused("회의가"):
        actions.advance(by=official, run=run)


def test_optional_duties_that_are_left_need_one_reason_and_are_skipped_by_name(official, run):
    settle_stage(official, run, but=["ad2", "p4"])
    with refused("‘기존 자문위원회 활용 확인’, ‘정보화전략계획(ISP) 수립’을 건너뛰는 사유를 적어 주세요."):
        actions.advance(by=official, run=run, skip_reason="  ")
    actions.advance(by=official, run=run, skip_reason="해당 위원회가 없음")
    skipped = run.stages.get(key="planning").duties.filter(state="skipped")
    assert list(skipped.values_list("key", "reason")) == [
        ("ad2", "해당 위원회가 없음"),
        ("p4", "해당 위원회가 없음"),
    ]
    assert Event.objects.filter(key="driver.skipped").count() == 2


def test_sleeping_duties_do_not_hold(official, run):
    settle_stage(official, run, but=["ad3-recruit", "ad3-select"])
    actions.mark_not_case(by=official, duty=duty(run, "ad3-recruit"), reason="기존 위원회를 씁니다.")
    actions.advance(by=official, run=run)
    assert duty(run, "ad3-select").state == "dormant"


def test_what_was_once_opened_holds(official, run):
    settle_stage(official, run, but=["ad3-select"])
    assert duty(run, "ad3-select").state == "open"
    with refused("‘자문단 심사와 선정’"):
        actions.advance(by=official, run=run)


def test_the_last_stage_completes_the_process_and_the_project(official, head, run):
    walk_to(official, run, "closing")
    settle_stage(official, run)
    assert actions.advance(by=head, run=run) is None
    run.refresh_from_db()
    run.project.refresh_from_db()
    assert (run.status, run.ended_at is not None, run.project.status) == ("completed", True, "completed")
    assert set(run.stages.values_list("state", flat=True)) == {"closed"}
    assert (
        Event.objects.filter(key="driver.advanced")
        .latest("pk")
        .sentence.endswith("‘종료’ 단계를 마쳤습니다. 시민자문형 절차가 모두 끝났습니다.")
    )


def test_an_ended_process_does_not_move(official, run):
    run.status, run.ended_at = "completed", run.started_at
    run.save()
    with refused("이 절차는 이미 끝났습니다."):
        actions.advance(by=official, run=run)
    with refused("이 절차는 이미 끝났습니다."):
        actions.send_back(by=official, run=run, stage=run.stages.first(), reason="다시")


def test_a_stale_process_does_not_move(official, run):
    settle_stage(official, run)
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    with refused("사업의 거버넌스 유형이 바뀌었습니다."):
        actions.advance(by=official, run=run)


@pytest.mark.parametrize(
    "who", ["other_official", "governance_officer", "auditor", "administrator", "citizen"]
)
def test_nobody_else_advances_even_when_the_gate_is_met(request, official, run, who):
    settle_stage(official, run)
    with forbidden():
        actions.advance(by=request.getfixturevalue(who), run=run)
    assert open_stage(run).key == "planning"


def test_a_panel_member_does_not_advance(official, run):
    settle_stage(official, run)
    member = run.project.panels.first().memberships.first().user
    with forbidden():
        actions.advance(by=member, run=run)


def test_who_comes_second_is_told_who_was_first(official, second_official, run):
    settle_stage(official, run)
    seen = open_stage(run)
    with time_machine.travel("2027-03-02T05:00:00Z", tick=False):
        actions.advance(by=official, run=run, stage=seen)
    with refused("‘기획’ 단계는 김담당 님이 2027. 3. 2.(화) 14:00에 이미 마쳤습니다."):
        actions.advance(by=second_official, run=run, stage=seen)
    assert Event.objects.filter(key="driver.advanced").count() == 1


def test_who_saw_a_stage_that_waits_again_is_told(official, run):
    walk_to(official, run, "procurement")
    seen = open_stage(run)
    actions.send_back(by=official, run=run, stage=run.stages.get(key="planning"), reason="계획 변경")
    with refused("‘발주’ 단계는 지금 진행 중이 아닙니다."):
        actions.advance(by=official, run=run, stage=seen)


def test_going_back_reopens_a_stage_and_what_was_settled_stays(official, run):
    walk_to(official, run, "analysis")
    settled = set(DutyRun.objects.filter(state="settled").values_list("pk", flat=True))
    earlier = actions.send_back(
        by=official, run=run, stage=run.stages.get(key="planning"), reason=" 예산 변경 "
    )
    assert (earlier.key, earlier.state, earlier.closed_at, earlier.closed_by) == (
        "planning",
        "open",
        None,
        None,
    )
    assert states(run)[:3] == [("planning", "open"), ("procurement", "pending"), ("analysis", "pending")]
    assert set(DutyRun.objects.filter(state="settled").values_list("pk", flat=True)) == settled
    run.project.refresh_from_db()
    assert run.project.phase == "planning"
    sentence = Event.objects.get(key="driver.sent_back").sentence
    assert "‘분석’ 단계에서 ‘기획’ 단계로 되돌렸습니다(사유: 예산 변경)." in sentence


def test_the_way_back_up_passes_every_stage_again(official, run):
    walk_to(official, run, "analysis")
    actions.send_back(by=official, run=run, stage=run.stages.get(key="planning"), reason="예산 변경")
    assert actions.advance(by=official, run=run).key == "procurement"
    assert actions.advance(by=official, run=run).key == "analysis"


@pytest.mark.parametrize("key", ["planning", "procurement"])
def test_only_closed_stages_are_gone_back_to(official, run, key):
    stage = StageRun.objects.get(run=run, key=key)
    with refused("되돌아갈 수 없습니다."):
        actions.send_back(by=official, run=run, stage=stage, reason="다시")


def test_going_back_needs_a_reason(official, run):
    walk_to(official, run, "procurement")
    with refused("사유를 적어 주세요."):
        actions.send_back(by=official, run=run, stage=run.stages.get(key="planning"), reason=" ")


def test_nobody_else_sends_back(governance_officer, official, run):
    walk_to(official, run, "procurement")
    with forbidden():
        actions.send_back(by=governance_officer, run=run, stage=run.stages.first(), reason="다시")


def test_advice_without_an_answer_holds(official, run):
    settle_stage(official, run, but=["ad5", "ad8-planning"])
    meeting = hold(duty(run, "ad5"))
    item = meeting.items.create(order=1, title="사업 방향")
    seat = meeting.panel.memberships.first()
    item.notes.create(
        membership=seat, body="쉬운 말로 써 주세요.", state="submitted", submitted_at=meeting.held_at
    )
    with refused("답하지 않은 자문의견이 1건"):
        actions.advance(by=official, run=run)


def test_dates_are_working_days_of_the_korean_calendar(official, confirmed):
    confirmed.start_date, confirmed.end_date = date(2027, 2, 6), date(2027, 12, 31)
    confirmed.save()
    run = actions.start(by=official, project=confirmed)
    assert run.stages.first().planned_start == date(2027, 2, 10), "the day after Seollal and its substitute"
