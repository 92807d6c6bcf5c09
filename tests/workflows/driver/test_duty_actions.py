"""Recording, not the case, skipping, reopening and adding duties."""

from datetime import date, timedelta

import pytest

from projects.actions import set_governance
from seoul_gov.audit.models import Event
from seoul_gov.ui.korean import today
from tests import factories
from tests.workflows.driver.walking import (
    duty,
    forbidden,
    hold,
    open_stage,
    record,
    refused,
    seat_body,
    settle_stage,
    walk_to,
)
from workflows.driver import actions, gates
from workflows.runs.actions import wake_followers
from workflows.runs.models import DutyRecord, DutyRun

REASON = "이번 사업에는 해당하지 않습니다."
OTHERS = ["other_official", "governance_officer", "auditor", "administrator", "citizen"]


def last_sentence():
    return Event.objects.latest("pk").sentence


def test_a_record_settles_its_duty(official, run):
    made = actions.record(
        by=official,
        duty=duty(run, "p1"),
        evidence=" 정보시스템담당관-498 (2018. 2. 5.) ",
        person=" 디지털정책과 김담당 ",
        occurred_on=date(2026, 3, 2),
    )
    settled = duty(run, "p1")
    assert (settled.state, settled.decided_by, settled.decided_at is not None) == ("settled", official, True)
    assert (made.outcome, made.evidence, made.person, made.occurred_on, made.document) == (
        "완료",
        "정보시스템담당관-498 (2018. 2. 5.)",
        "디지털정책과 김담당",
        date(2026, 3, 2),
        None,
    )
    assert last_sentence() == (
        f"‘{run.project}’ 사업의 ‘정보화사업 기본계획 수립’ 과제에 결과(완료)를 기록했습니다."
    )


def test_a_record_keeps_its_file(official, run):
    made = record(official, duty(run, "p1"), upload=factories.make_upload("기본계획.pdf"))
    assert made.document.name == "기본계획.pdf"


def test_a_refused_file_leaves_nothing(official, run):
    with refused():
        record(official, duty(run, "p1"), upload=factories.make_upload("기본계획.exe", b"MZ"))
    assert duty(run, "p1").state == "open"
    assert DutyRecord.objects.count() == 0


def test_the_outcome_is_one_of_the_dutys_words(official, run):
    with refused("결과는 활용, 새로 구성 가운데 하나를 골라 주세요."):
        record(official, duty(run, "ad2"), outcome="모름")


@pytest.mark.parametrize(
    ("governance_type", "stage", "key", "outcome", "sentence"),
    [
        ("advisory", "planning", "p8", "보류", "결정이 보류되었습니다."),
        ("collaboration", "planning", "co12-planning", "재의 요구", "재의를 요구한 상태입니다."),
        ("citizen_led", "proposal", "ld3", "보완", "보완을 요구한 상태입니다."),
        ("citizen_led", "proposal", "ld3", "반려", "반려된 제안으로는"),
        ("citizen_led", "suitability", "ld4", "부적정", "적정하지 않다고 검토한"),
        ("citizen_led", "suitability", "ld4-absorb", "포함 가능", "기존 사업에 포함할 수 있는"),
        ("citizen_led", "deliberation", "ld6", "미상정", "시민투표에 올리지 않은"),
        ("citizen_led", "vote", "ld8", "미선정", "선정되지 않은 사업은"),
        ("citizen_led", "budgeting", "ld9-council", "미반영", "예산에 반영되지 않은"),
    ],
)
def test_some_outcomes_leave_the_duty_open(official, governance_type, stage, key, outcome, sentence):
    project = factories.make_confirmed_project(officer=official, governance_type=governance_type)
    run = factories.make_run(project, stage_key=stage)
    record(official, duty(run, key), outcome=outcome)
    assert duty(run, key).state == "open"
    lacking = {row.key: lack.sentence for row, lack in gates.missing(open_stage(run))}
    assert lacking[key].startswith(sentence)
    record(official, duty(run, key))
    assert duty(run, key).state == "settled"
    assert duty(run, key).records.count() == 2


def test_a_day_to_come_is_refused(official, run):
    with refused("아직 오지 않은 날짜는"):
        record(official, duty(run, "p1"), occurred_on=today() + timedelta(days=1))
    assert DutyRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"evidence": "  "}, "근거를 적어 주세요."),
        ({"evidence": "가" * 2001}, "‘근거’에는 2,000자까지 쓸 수 있습니다(지금 2,001자)."),
        ({"person": " "}, "수행한 사람·부서를 적어 주세요."),
        ({"person": "가" * 101}, "‘수행한 사람·부서’에는 100자까지 쓸 수 있습니다"),
    ],
)
def test_a_record_says_what_shows_it_and_who_did_it(official, run, facts, sentence):
    with refused(sentence):
        record(official, duty(run, "p1"), **facts)
    assert DutyRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("key", "kind"), [("ad4", "추진단 구성"), ("ad5", "자문회의"), ("ad8-planning", "회의록")]
)
def test_what_a_room_settles_is_not_recorded(official, run, key, kind):
    with refused(f"{kind} 화면에서 처리합니다."):
        record(official, duty(run, key))


def test_what_is_done_is_not_recorded_again(official, run):
    record(official, duty(run, "p1"))
    with refused("‘정보화사업 기본계획 수립’ 과제는 이미 처리되었습니다(완료)."):
        record(official, duty(run, "p1"))
    assert DutyRecord.objects.count() == 1


def test_what_sleeps_is_not_recorded(official, run):
    with refused("앞선 활동을 시작하면 열립니다."):
        record(official, duty(run, "ad3-select"))


def test_a_stage_to_come_is_not_worked_on(official, run):
    with refused("‘발주’ 단계가 아직 시작되지 않았습니다."):
        record(official, duty(run, "c1"))


def test_a_closed_stage_is_not_worked_on(official, run):
    settle_stage(official, run, but=["p4"])
    actions.advance(by=official, run=run, skip_reason="전략계획이 필요 없음")
    with refused("‘기획’ 단계는 이미 끝났습니다."):
        record(official, duty(run, "p4"))


def test_a_stale_process_is_not_worked_on(official, run):
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    with refused("사업의 거버넌스 유형이 바뀌었습니다."):
        record(official, duty(run, "p1"))


def test_a_record_wakes_what_it_opens(official, run):
    assert duty(run, "ad3-select").state == "dormant"
    record(official, duty(run, "ad3-recruit"))
    assert duty(run, "ad3-select").state == "open"


def test_an_opinion_round_wakes_its_review_and_its_answer(official):
    project = factories.make_confirmed_project(officer=official, governance_type="consultation")
    run = actions.start(by=official, project=project)
    wake_followers(duty(run, "cs3"))
    assert {duty(run, key).state for key in ("cs4", "cs5")} == {"open"}


@pytest.mark.parametrize("key", ["p1", "p6", "p5", "p7-security", "ad3-recruit"])
def test_milestones_and_cases_may_not_apply(official, run, key):
    actions.mark_not_case(by=official, duty=duty(run, key), reason=f" {REASON} ")
    marked = duty(run, key)
    assert (marked.state, marked.reason, marked.decided_by) == ("not_case", REASON, official)
    assert last_sentence().endswith(f"해당 없음으로 표시했습니다(사유: {REASON}).")


@pytest.mark.parametrize("key", ["p3", "ad1", "ad2", "ad4", "ad5"])
def test_everything_else_applies(official, run, key):
    with refused("해당 없음으로 표시할 수 있는 과제가 아닙니다."):
        actions.mark_not_case(by=official, duty=duty(run, key), reason=REASON)


@pytest.mark.parametrize("key", ["ad2", "p4"])
def test_optional_duties_are_skipped(official, run, key):
    actions.skip(by=official, duty=duty(run, key), reason=REASON)
    assert (duty(run, key).state, duty(run, key).reason) == ("skipped", REASON)
    assert last_sentence().endswith(f"건너뛰었습니다(사유: {REASON}).")


@pytest.mark.parametrize("key", ["p1", "p5", "ad4", "ad5"])
def test_nothing_else_is_skipped(official, run, key):
    with refused("선택 과제가 아니어서 건너뛸 수 없습니다."):
        actions.skip(by=official, duty=duty(run, key), reason=REASON)


def test_what_was_once_opened_is_not_skipped(official, run):
    record(official, duty(run, "ad3-recruit"))
    with refused("‘자문단 심사와 선정’은 선택 과제가 아니어서"):
        actions.skip(by=official, duty=duty(run, "ad3-select"), reason=REASON)


@pytest.mark.parametrize("act", [actions.mark_not_case, actions.skip, actions.reopen_duty])
def test_each_needs_a_reason(official, run, act):
    record(official, duty(run, "p1"))
    key = "p1" if act is actions.reopen_duty else "p4"
    with refused("사유를 적어 주세요."):
        act(by=official, duty=duty(run, key), reason="  ")


@pytest.mark.parametrize("act", [actions.mark_not_case, actions.skip, actions.reopen_duty])
@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_decides_on_duties(request, official, run, act, who):
    record(official, duty(run, "p1"))
    before = list(DutyRun.objects.values_list("state", flat=True))
    for key in ("p1", "p4"):
        with forbidden():
            act(by=request.getfixturevalue(who), duty=duty(run, key), reason=REASON)
    assert list(DutyRun.objects.values_list("state", flat=True)) == before


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_records(request, run, who):
    with forbidden():
        record(request.getfixturevalue(who), duty(run, "p1"))
    assert DutyRecord.objects.count() == 0


def test_what_was_settled_is_reopened_by_name_and_done_anew(official, run):
    settle_stage(official, run)
    actions.reopen_duty(by=official, duty=duty(run, "p1"), reason=" 예산이 바뀌었습니다. ")
    reopened = duty(run, "p1")
    assert (reopened.state, reopened.reason, reopened.decided_by) == (
        "open",
        "예산이 바뀌었습니다.",
        official,
    )
    assert reopened.reopened_at is not None
    with refused("다시 연 과제입니다. 결과를 새로 기록해 주세요."):
        actions.advance(by=official, run=run)
    record(official, duty(run, "p1"))
    assert actions.advance(by=official, run=run).key == "procurement"


@pytest.mark.parametrize(("key", "again"), [("ad5", hold), ("ad4", seat_body)], ids=["a meeting", "a body"])
def test_a_room_has_to_do_anew_what_was_reopened(official, run, key, again):
    settle_stage(official, run)
    actions.advance(by=official, run=run)
    actions.send_back(by=official, run=run, stage=run.stages.get(key="planning"), reason="계획 변경")
    actions.reopen_duty(by=official, duty=duty(run, key), reason="다시 해야 합니다.")
    assert [row.key for row, _ in gates.missing(open_stage(run))] == [key]
    again(duty(run, key))
    actions.reopen_duty(by=official, duty=duty(run, "ad8-planning"), reason="다시 써야 합니다.")
    settle_stage(official, run)
    assert gates.missing(open_stage(run)) == []


def test_a_review_has_to_be_done_anew_when_reopened(official, run):
    walk_to(official, run, "design")
    actions.send_back(by=official, run=run, stage=run.stages.get(key="analysis"), reason="요구 변경")
    actions.reopen_duty(by=official, duty=duty(run, "ad7-analysis-review"), reason="다시 검토합니다.")
    assert [row.key for row, _ in gates.missing(open_stage(run))] == ["ad7-analysis-review"]
    settle_stage(official, run)
    assert gates.missing(open_stage(run)) == []


@pytest.mark.parametrize(
    ("key", "how"),
    [("p5", actions.mark_not_case), ("p4", actions.skip)],
)
def test_what_was_let_go_is_reopened(official, run, key, how):
    how(by=official, duty=duty(run, key), reason=REASON)
    actions.reopen_duty(by=official, duty=duty(run, key), reason="해당하는 사업입니다.")
    assert duty(run, key).state == "open"


@pytest.mark.parametrize("key", ["p1", "ad3-select"])
def test_only_what_is_done_is_reopened(official, run, key):
    with refused("처리를 마친 과제가 아니어서 다시 열 수 없습니다."):
        actions.reopen_duty(by=official, duty=duty(run, key), reason=REASON)


def test_a_duty_of_a_closed_stage_is_reopened_after_its_stage(official, run):
    walk_to(official, run, "procurement")
    with refused("단계를 다시 연 뒤에 할 수 있습니다."):
        actions.reopen_duty(by=official, duty=duty(run, "p1"), reason=REASON)


@pytest.mark.parametrize("kind", ["meeting", "review"])
def test_a_further_meeting_or_review_must_be_finished(official, run, kind):
    walk_to(official, run, "analysis")
    added = actions.add_duty(
        by=official, stage=open_stage(run), kind=kind, title=" 요구 변경 논의 ", due_on=today()
    )
    assert (added.title, added.necessity, added.state) == ("요구 변경 논의", "once_opened", "open")
    assert "요구 변경 논의" in last_sentence()
    settle_stage(official, run, but=[added.key])
    with refused("‘요구 변경 논의’"):
        actions.advance(by=official, run=run)
    settle_stage(official, run)
    assert actions.advance(by=official, run=run).key == "design"


def test_duties_are_added_to_stages_to_come(official, run):
    stage = run.stages.get(key="design")
    assert (
        actions.add_duty(by=official, stage=stage, kind="meeting", title="시안 논의", due_on=today()).stage
        == stage
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": "record"}, "자문회의, 산출물 검토, 의견수렴만 더할 수 있습니다."),
        ({"title": "  "}, "과제명을 적어 주세요."),
        ({"title": "가" * 101}, "‘과제명’에는 100자까지 쓸 수 있습니다"),
    ],
)
def test_what_cannot_be_added(official, run, facts, sentence):
    facts = {"kind": "meeting", "title": "논의", "due_on": today()} | facts
    with refused(sentence):
        actions.add_duty(by=official, stage=open_stage(run), **facts)


def test_nothing_is_added_to_a_closed_stage(official, run):
    walk_to(official, run, "procurement")
    planning = run.stages.get(key="planning")
    with refused("‘기획’ 단계는 이미 끝나 과제를 더할 수 없습니다."):
        actions.add_duty(by=official, stage=planning, kind="meeting", title="논의", due_on=today())


def test_nothing_is_added_to_an_ended_process(official, run):
    run.status, run.ended_at = "completed", run.started_at
    run.save()
    with refused("이 절차는 이미 끝났습니다."):
        actions.add_duty(by=official, stage=open_stage(run), kind="meeting", title="논의", due_on=today())


def test_nobody_else_adds(governance_officer, run):
    with forbidden():
        actions.add_duty(
            by=governance_officer, stage=open_stage(run), kind="meeting", title="논의", due_on=today()
        )
