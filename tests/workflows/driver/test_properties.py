"""Whatever anybody does in whatever order: no gate is passed, no stage is jumped, no waiver is given to oneself."""

from random import Random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects import actions as projects
from projects.models import Project
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.ui.korean import today
from tests import factories
from tests.depth import examples
from tests.workflows.driver.walking import DOING, settle_stage
from workflows.definitions import Necessity
from workflows.driver import actions
from workflows.processes.outcomes import still_open
from workflows.runs.enums import DutyState
from workflows.runs.models import DutyRun, ProcessRun, StageRun, Waiver

pytestmark = pytest.mark.django_db

ROLES = (
    "officer",
    "officer2",
    "head",
    "governance",
    "both",
    "auditor",
    "administrator",
    "stranger",
    "citizen",
)
TYPES = ("consultation", "advisory", "collaboration", "citizen_led")


class World:
    """One project in its department, with everybody around it."""

    def __init__(self, governance_type):
        home, away = factories.make_department("우리 부서"), factories.make_department("다른 부서")
        officer = factories.make_official("officer", department=home)
        both = factories.make_official("officer", department=home)
        RoleGrant.objects.create(user=both, role="head", department=home)
        RoleGrant.objects.create(user=both, role="governance_officer")
        self.people = {
            "officer": officer,
            "officer2": factories.make_official("officer", department=home),
            "head": factories.make_official("head", department=home),
            "governance": factories.make_official("governance_officer"),
            "both": both,
            "auditor": factories.make_official("auditor"),
            "administrator": factories.make_administrator(),
            "stranger": factories.make_official("officer", department=away),
            "citizen": factories.make_user(),
        }
        self.project = factories.make_confirmed_project(officer=officer, governance_type=governance_type)
        self.start(officer, 0, 0)

    @property
    def run(self):
        return self.project.runs.latest("pk")

    def duty(self, pick):
        """A duty: most often one of the open stage."""
        duties = DutyRun.objects.filter(stage__run__project=self.project).order_by("pk")
        near = duties.filter(stage__state="open", stage__run=self.run)
        chosen = list(near if pick % 4 and near else duties)
        return chosen[pick // 4 % len(chosen)]

    def stage(self, pick):
        stages = list(StageRun.objects.filter(run__project=self.project).order_by("pk"))
        return stages[pick % len(stages)]

    def start(self, by, pick, extra):
        actions.start(by=by, project=Project.objects.get(pk=self.project.pk))

    def retype(self, by, pick, extra):
        """The selection room confirms another type, or none."""
        type_ = (*TYPES, "")[pick % 5]
        status = "confirmed" if type_ else "not_applicable"
        if Project.objects.get(pk=self.project.pk).status != "completed" and extra % 3 == 0:
            projects.set_governance(project=self.project, governance_type=type_, status=status)

    def end(self, by, pick, extra):
        actions.end_superseded(by=by, project=self.project)

    def advance(self, by, pick, extra):
        stage = self.stage(extra) if pick % 3 == 0 else None
        run = stage.run if stage else self.run
        actions.advance(by=by, run=run, stage=stage, skip_reason=("", "필요 없음")[pick % 2])

    def send_back(self, by, pick, extra):
        stage = self.stage(pick)
        actions.send_back(by=by, run=stage.run, stage=stage, reason="다시")

    def record(self, by, pick, extra):
        duty = self.duty(pick)
        outcome = duty.outcomes[extra % len(duty.outcomes)] if duty.outcomes else ""
        facts = {"evidence": "근거", "person": "담당", "occurred_on": today()}
        actions.record(by=by, duty=duty, outcome=outcome, **facts)

    def not_case(self, by, pick, extra):
        actions.mark_not_case(by=by, duty=self.duty(pick), reason="해당 없음")

    def skip(self, by, pick, extra):
        actions.skip(by=by, duty=self.duty(pick), reason="건너뜀")

    def reopen(self, by, pick, extra):
        actions.reopen_duty(by=by, duty=self.duty(pick), reason="다시")

    def ask(self, by, pick, extra):
        actions.request_waiver(by=by, duty=self.duty(pick), reason="면제")

    def decide(self, by, pick, extra):
        waivers = list(Waiver.objects.order_by("-pk")[:5])
        if waivers:
            waiver = waivers[pick % len(waivers)]
            actions.decide_waiver(by=by, waiver=waiver, grant=bool(extra % 4), comment="의견")

    def add(self, by, pick, extra):
        kind = ("meeting", "review", "record")[pick % 3]
        actions.add_duty(by=by, stage=self.stage(extra), kind=kind, title="더한 과제", due_on=today())

    def evidence(self, by, pick, extra):
        """A room gathers its evidence."""
        duty = self.duty(pick)
        if duty.kind in DOING and (duty.kind != "minutes" or duty.stage.duties.filter(kind="meeting")):
            DOING[duty.kind](duty)

    def work(self, by, pick, extra):
        """Somebody in charge does all that the open stage asks for; now and then one thing is forgotten."""
        run = self.run
        if run.is_running and run.governance_type == self.project_type():
            forgotten = [self.duty(pick).key] if extra % 3 == 0 else []
            settle_stage(self.people["officer"], run, but=forgotten)

    def project_type(self):
        return Project.objects.get(pk=self.project.pk).governance_type

    def holds_together(self):
        """What is true at every moment."""
        assert ProcessRun.objects.filter(project=self.project, status="running").count() <= 1
        for run in self.project.runs.all():
            self.stages_stand_in_order(run)
        for stage in StageRun.objects.filter(run__project=self.project, state="closed"):
            for duty in stage.duties.all():
                self.was_settled(duty)
        for waiver in Waiver.objects.exclude(decision__in=["pending", "withdrawn"]):
            assert waiver.decided_by_id != waiver.requested_by_id
            decider = waiver.decided_by.role_grants.values_list("role", flat=True)
            assert ("governance_officer" if waiver.duty.is_seed else "head") in decider

    def stages_stand_in_order(self, run):
        states = list(run.stages.order_by("order").values_list("state", flat=True))
        closed = states.count("closed")
        assert states[:closed] == ["closed"] * closed
        rest = states[closed:]
        if run.status == "completed":
            assert rest == []
        else:
            assert rest == ["open"] + ["pending"] * (len(rest) - 1)

    def was_settled(self, duty):
        """A closed stage has nothing open, and nothing that was let go without its right."""
        if duty.state == DutyState.DORMANT:
            assert duty.necessity == Necessity.ONCE_OPENED
            return
        assert DutyState(duty.state).is_done, duty
        if duty.state == DutyState.SETTLED and duty.kind in ("milestone", "record"):
            assert not still_open(duty.records.latest("pk").outcome)
        if duty.state == DutyState.SKIPPED:
            assert duty.necessity == Necessity.DISCRETIONARY
        if duty.state == DutyState.NOT_CASE:
            assert duty.kind == "milestone" or duty.necessity == Necessity.IF_CASE
        if duty.state == DutyState.WAIVED:
            assert duty.waivers.filter(decision="granted").exists()
        if duty.state != DutyState.SETTLED:
            assert duty.reason
        assert duty.decided_by_id


DEEDS = (
    "advance",
    "work",
    "record",
    "not_case",
    "skip",
    "reopen",
    "ask",
    "decide",
    "evidence",
    "add",
    "send_back",
    "start",
    "retype",
    "end",
)
OFTEN = {"advance": 6, "work": 5, "record": 4, "decide": 3, "ask": 3, "reopen": 3}
STEPS = 60


def steps(seed):
    """A long walk of deeds by all kinds of people, most often by the officer."""
    chance = Random(seed)
    for _ in range(STEPS):
        role = "officer" if chance.random() < 0.6 else chance.choice(ROLES)
        deed = chance.choices(DEEDS, [OFTEN.get(deed, 1) for deed in DEEDS])[0]
        yield role, deed, chance.randrange(400), chance.randrange(400)


@pytest.mark.parametrize("governance_type", TYPES)
@settings(
    max_examples=examples(1, 20),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_no_order_of_deeds_passes_a_gate(governance_type, seed):
    with transaction.atomic():
        world = World(governance_type)
        for role, deed, pick, extra in steps(seed):
            try:
                with transaction.atomic():
                    getattr(world, deed)(world.people[role], pick, extra)
            except (ValidationError, PermissionDenied):
                continue
            world.holds_together()
        transaction.set_rollback(True)


OFFICES = ("officer2", "head", "governance", "both", "auditor", "administrator", "stranger", "citizen")


@pytest.mark.parametrize("role", OFFICES)
@pytest.mark.parametrize("governance_type", TYPES)
def test_no_office_passes_an_unmet_gate(governance_type, role):
    world = World(governance_type)
    for reason in ("", "급합니다."):
        with pytest.raises((ValidationError, PermissionDenied)):
            actions.advance(by=world.people[role], run=world.run, skip_reason=reason)
    assert world.run.stages.first().state == "open"
