"""The rows of a process and what the database promises about them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from seoul_gov.ui.korean import today
from tests import factories
from workflows.driver.schedule import propose
from workflows.processes import PROCESSES, process_for
from workflows.runs.actions import locked_duty, spawn_duty, wake_followers
from workflows.runs.build import build_run
from workflows.runs.enums import DutyState, WaiverDecision
from workflows.runs.models import DutyRecord, DutyRun, ProcessRun, Waiver


def duty(run, key):
    return DutyRun.objects.get(stage__run=run, key=key)


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.key)
def test_everything_that_a_definition_says_is_copied(official, process):
    project = factories.make_confirmed_project(
        officer=official, governance_type=process.governance_type, kind=process.kind
    )
    plan = propose(project)
    run = build_run(project=project, by=official, plan=plan)
    assert [stage.key for stage in run.stages.all()] == [stage.key for stage in process.stages]
    for stage in run.stages.all():
        defined = process.stage(stage.key)
        assert stage.phase == defined.phase
        facts = (
            "key",
            "title",
            "kind",
            "actor",
            "necessity",
            "is_seed",
            "source",
            "output",
            "help",
            "question",
        )
        rows = [tuple(getattr(row, fact) for fact in facts) for row in stage.duties.all()]
        assert rows == [tuple(getattr(item, fact) for fact in facts) for item in defined.duties]
        assert [(row.opened_by, tuple(row.outcomes), tuple(row.bodies)) for row in stage.duties.all()] == [
            (item.opened_by, item.outcomes, item.bodies) for item in defined.duties
        ]
    assert run.norms == plan.norms


def test_what_only_an_activity_opens_sleeps(run):
    assert set(DutyRun.objects.filter(state="dormant").values_list("necessity", flat=True)) == {"once_opened"}
    assert not DutyRun.objects.filter(necessity="once_opened").exclude(state="dormant").exists()


@pytest.mark.parametrize(
    "break_it",
    [
        lambda run: build_run(project=run.project, by=run.started_by, plan=propose(run.project)),
        lambda run: run.stages.filter(key="analysis").update(state="open"),
        lambda run: run.stages.filter(key="planning").update(closed_at=timezone.now()),
        lambda run: run.stages.filter(key="planning").update(planned_end=today() - timedelta(days=999)),
        lambda run: ProcessRun.objects.filter(pk=run.pk).update(status="completed"),
        lambda run: ProcessRun.objects.filter(pk=run.pk).update(ended_at=timezone.now()),
        lambda run: DutyRun.objects.filter(key="p1").update(decided_at=timezone.now()),
        lambda run: DutyRun.objects.create(
            stage=run.stages.first(),
            key="p1",
            order=99,
            title="또",
            kind="record",
            actor="officer",
            necessity="required",
            due_on=today(),
        ),
        lambda run: [
            Waiver.objects.create(duty=duty(run, "p1"), reason="사유", requested_by=run.started_by)
            for _ in range(2)
        ],
        lambda run: Waiver.objects.create(
            duty=duty(run, "p1"),
            reason="사유",
            requested_by=run.started_by,
            decision="granted",
            decided_by=run.started_by,
            decided_at=timezone.now(),
        ),
        lambda run: Waiver.objects.create(
            duty=duty(run, "p1"), reason="사유", requested_by=run.started_by, decision="granted"
        ),
    ],
    ids=[
        "two running processes",
        "two open stages",
        "closed by nobody",
        "ends before it starts",
        "completed never",
        "running and ended",
        "decided by nobody",
        "two duties of a key",
        "two pending waivers",
        "a waiver granted to oneself",
        "granted by nobody",
    ],
)
def test_the_database_keeps_its_promises(run, break_it):
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(run)


def test_an_activity_wakes_what_it_opens_in_its_own_run_alone(official, run):
    other = factories.make_run(
        factories.make_confirmed_project(officer=official, status="running"), stage_key="planning"
    )
    assert wake_followers(duty(run, "ad3-recruit")) == 1
    assert duty(run, "ad3-select").state == "open"
    assert duty(other, "ad3-select").state == "dormant"
    assert wake_followers(duty(run, "ad3-recruit")) == 0


def test_added_duties_are_numbered_and_come_last(run):
    stage = run.stages.first()
    added = [spawn_duty(stage=stage, kind="meeting", title=f"논의 {n}", due_on=today()) for n in range(2)]
    assert [row.key for row in added] == ["added-1", "added-2"]
    assert list(stage.duties.all())[-2:] == added
    assert (added[0].necessity, added[0].state, added[0].bodies) == ("once_opened", "open", [])


def test_a_locked_duty_is_read_anew(run):
    seen = duty(run, "p1")
    DutyRun.objects.filter(pk=seen.pk).update(state="skipped")
    with transaction.atomic():
        assert locked_duty(seen).state == "skipped"


def test_rows_say_what_they_are(run):
    project = run.project
    p1, stage = duty(run, "p1"), run.stages.first()
    assert (str(run), str(stage), str(p1)) == (
        f"{project} 시민자문형 절차",
        "기획",
        "정보화사업 기본계획 수립",
    )
    assert run.get_absolute_url() == stage.get_absolute_url() == f"/process/{run.pk}/"
    assert p1.get_absolute_url() == f"/process/duty/{p1.pk}/"
    assert str(DutyRecord(duty=p1, outcome="완료")) == "정보화사업 기본계획 수립 완료"
    assert str(Waiver(duty=p1)) == "정보화사업 기본계획 수립 면제"
    assert (stage.is_open, run.is_running, p1.is_open) == (True, True, True)


def test_only_an_open_duty_was_reopened(run):
    moment = timezone.now()
    p1 = duty(run, "p1")
    assert p1.reopened_at is None
    p1.decided_at = moment
    assert p1.reopened_at == moment
    p1.state = "settled"
    assert p1.reopened_at is None


def test_every_state_has_its_colour():
    assert {state: state.tone for state in DutyState} == {
        DutyState.DORMANT: "gray",
        DutyState.OPEN: "warning",
        DutyState.SETTLED: "success",
        DutyState.NOT_CASE: "gray",
        DutyState.SKIPPED: "gray",
        DutyState.WAIVED: "gray",
    }
    assert [decision.tone for decision in WaiverDecision] == ["warning", "success", "gray", "gray"]
    assert (DutyRun(state="open").tone, Waiver(decision="granted").tone) == ("warning", "success")


def test_open_duties_are_those_to_be_done_now(run):
    opened = DutyRun.objects.open()
    assert {row.stage.key for row in opened} == {"planning"}
    assert {row.state for row in opened} == {"open"}
    ProcessRun.objects.update(status="completed", ended_at=timezone.now())
    assert not DutyRun.objects.open().exists()
    assert not ProcessRun.objects.running().exists()


def test_the_process_of_a_run_is_found_again(run):
    assert process_for(run.governance_type, run.kind).edition == run.edition
