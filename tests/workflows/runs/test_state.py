"""Whether the moment is right."""

import pytest
from django.core.exceptions import ValidationError

from workflows.runs import state
from workflows.runs.models import DutyRun, ProcessRun


def duty(run, key):
    return DutyRun.objects.select_related("stage__run__project").get(stage__run=run, key=key)


def sentence(check, thing):
    with pytest.raises(ValidationError) as refusal:
        check(thing)
    return refusal.value.messages


def test_an_open_duty_of_the_open_stage_is_worked_on(run):
    state.refuse_ended(run)
    state.refuse_closed_stage(duty(run, "p1"))
    state.refuse_done(duty(run, "p1"))


def test_an_ended_process(run):
    ProcessRun.objects.update(status="superseded", ended_at=run.started_at)
    run.refresh_from_db()
    assert sentence(state.refuse_ended, run) == ["이 절차는 이미 끝났습니다."]
    assert sentence(state.refuse_done, duty(run, "p1")) == ["이 절차는 이미 끝났습니다."]
    assert not state.is_stale(run)


@pytest.mark.parametrize("type_", ["collaboration", ""])
def test_a_process_of_another_type(run, type_):
    assert not state.is_stale(run)
    run.project.governance_type = type_
    assert state.is_stale(run)
    (words,) = sentence(state.refuse_ended, run)
    assert words.startswith("사업의 거버넌스 유형이 바뀌었습니다.")


def test_a_stage_to_come(run):
    assert sentence(state.refuse_closed_stage, duty(run, "c1")) == ["‘발주’ 단계가 아직 시작되지 않았습니다."]


def test_a_closed_stage(official, run):
    run.stages.filter(key="planning").update(state="closed", closed_at=run.started_at, closed_by=official)
    (words,) = sentence(state.refuse_closed_stage, duty(run, "p1"))
    assert words.startswith("‘기획’ 단계는 이미 끝났습니다.")


def test_a_sleeping_duty(run):
    assert sentence(state.refuse_done, duty(run, "ad3-select")) == [
        "‘자문단 심사와 선정’ 과제는 앞선 활동을 시작하면 열립니다."
    ]


@pytest.mark.parametrize(
    ("done", "label"),
    [("settled", "완료"), ("not_case", "해당 없음"), ("skipped", "건너뜀"), ("waived", "면제")],
)
def test_a_done_duty(run, done, label):
    DutyRun.objects.filter(key="p1").update(state=done)
    assert sentence(state.refuse_done, duty(run, "p1")) == [
        f"‘정보화사업 기본계획 수립’ 과제는 이미 처리되었습니다({label})."
    ]
