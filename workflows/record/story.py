"""A project's whole record, as one page tells it to anybody. Read in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Subquery

from panels.appointments.names import named
from panels.models import Panel
from projects.enums import GovernanceType, Phase, StageKey
from projects.models import Project
from selection.models import Assessment
from selection.records import answers_of, stored_result
from selection.sentences import result_sentence
from seoul_gov.papers.enums import PaperFormat, PaperState
from seoul_gov.ui.korean import SEOUL, josa, korean_date, korean_period, today
from workflows.reports.enums import ReportState
from workflows.reports.models import Paper
from workflows.runs.enums import DutyState, RunStatus, StageState
from workflows.runs.models import DutyRecord, DutyRun, ProcessRun

from .entries import SHOWN, Entry, entries_of
from .enums import Section
from .gatherings import Gathering, gathering_of, meetings_of

REASONED = (DutyState.SKIPPED, DutyState.NOT_CASE, DutyState.WAIVED)
"""Duties that were let go: why belongs to the public. Of the others no word of an official is shown."""


STAGE = tuple(
    f"stage__{name}"
    for name in ("pk", "key", "phase", "state", "planned_start", "planned_end", "opened_at", "closed_at")
)
DUTY = ("title", "state", "reason", "outcomes")


class StageFacts(NamedTuple):
    """What is read of a stage, in the order of ``STAGE``."""

    pk: int
    key: str
    phase: str
    state: str
    planned_start: date
    planned_end: date
    opened_at: datetime | None
    closed_at: datetime | None


class DutyFacts(NamedTuple):
    """What is read of a duty, in the order of ``DUTY``, and the outcome that was recorded last (None without one)."""

    title: str
    state: str
    reason: str
    outcomes: list[str]
    last_outcome: str | None


@dataclass(frozen=True)
class Why:
    """The type and how it came about. ``departure`` says that another type than the recommended one was chosen."""

    confirmed_at: datetime
    edition: str
    sentence: str
    reason_code: str
    reason: str
    departure: str
    override_reason: str


@dataclass(frozen=True)
class Task:
    """A duty as the public reads it: how it stands, how it came out, why it was let go; never its evidence."""

    title: str
    is_done: bool
    label: str
    tone: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class Step:
    """A stage on the timeline with what is asked for in it."""

    title: str
    phase: str
    state: str
    label: str
    dates: str
    tasks: list[Task]

    @property
    def is_open(self) -> bool:
        return self.state in ("open", "late")

    @property
    def summary(self) -> str:
        """How far it has come, as the head of the fold that holds its tasks."""
        done = sum(task.is_done for task in self.tasks)
        return f"과제 {len(self.tasks)}개 가운데 {done}개 처리"


@dataclass(frozen=True)
class Part:
    """A section with its newest entries; ``has_more`` where the others stand on a page of their own."""

    section: Section
    entries: list
    has_more: bool


@dataclass(frozen=True)
class Record:
    """Everything that the page shows."""

    project: Project
    why: Why | None
    run: ProcessRun | None
    superseded: list[ProcessRun]
    steps: list[Step]
    panels: list[Panel]
    meetings: list[Gathering]
    has_more_meetings: bool
    parts: list[Part]

    @property
    def definition(self) -> str:
        """What the project's type is, in one sentence."""
        return GovernanceType(self.project.governance_type).definition

    @property
    def silent(self) -> list[str]:
        """The sections in which nothing has happened."""
        return [part.section.label for part in self.parts if not part.entries]

    @property
    def has_published_report(self) -> bool:
        return self.run is not None and self.run.report_state == ReportState.PUBLISHED


def record_of(project: Project) -> Record:
    """The project's record, in eight queries however much has happened; the project comes with its department."""
    runs = runs_of(project)
    run = next((run for run in runs if run.status != RunStatus.SUPERSEDED), None)
    meetings = list(meetings_of(project)[: SHOWN + 1])
    return Record(
        project=project,
        why=why_of(project),
        run=run,
        superseded=[run for run in runs if run.status == RunStatus.SUPERSEDED],
        steps=steps_of(run) if run else [],
        panels=named(project.panels),
        meetings=[gathering_of(meeting) for meeting in meetings[:SHOWN]],
        has_more_meetings=len(meetings) > SHOWN,
        parts=[part(section, found) for section, found in entries_of(project).items()],
    )


def part(section: Section, found: list[Entry]) -> Part:
    return Part(section, found[:SHOWN], len(found) > SHOWN)


def why_of(project: Project) -> Why | None:
    """How the type was found, from the newest confirmed assessment; None where there is none."""
    confirmed = Assessment.objects.confirmed().filter(project=project).select_related("edition")
    assessment = confirmed.order_by("-confirmed_at", "-pk").first()
    if assessment is None:
        return None
    result = stored_result(assessment)
    return Why(
        confirmed_at=assessment.confirmed_at,
        edition=assessment.edition.label,
        sentence=result_sentence(answers_of(assessment), result),
        reason_code=assessment.reason_code,
        reason=result.reason_code.sentence if result.reason_code else "",
        departure=departure_of(assessment),
        override_reason=assessment.override_reason,
    )


def departure_of(assessment: Assessment) -> str:
    """That the department chose otherwise than recommended, in one sentence; empty where it did not."""
    if assessment.chosen_type == assessment.governance_type:
        return ""
    chosen = josa(assessment.get_chosen_type_display(), "으로/로")
    if not assessment.governance_type:
        return f"권고한 유형은 없으나 사업부서가 {chosen} 정하고 거버넌스 담당이 확인했습니다."
    recommended = josa(assessment.get_governance_type_display(), "을/를")
    return f"기준표는 {recommended} 권고했으나 사업부서가 {chosen} 정했습니다."


def runs_of(project: Project) -> list[ProcessRun]:
    """The project's processes, the newest first, each with its report as far as that is published."""
    ready = Paper.objects.filter(report__run=OuterRef("pk"), state=PaperState.READY)
    papers = {format.value: Exists(ready.filter(format=format)) for format in PaperFormat}
    runs = ProcessRun.objects.filter(project=project).defer("norms").order_by("-pk")
    return list(
        runs.annotate(
            report_pk=F("report__pk"),
            report_state=F("report__state"),
            reported_at=F("report__published_at"),
            **papers,
        )
    )


def steps_of(run: ProcessRun) -> list[Step]:
    """The run's stages with their duties; what nothing has called for is left out."""
    newest = DutyRecord.objects.filter(duty=OuterRef("pk")).order_by("-pk")
    rows = DutyRun.objects.filter(stage__run=run).order_by("stage__order", "order", "pk")
    rows = rows.values_list(*STAGE, *DUTY, Subquery(newest.values("outcome")[:1]))
    stages = {}
    for row in rows:
        stages.setdefault(StageFacts(*row[: len(STAGE)]), []).append(DutyFacts(*row[len(STAGE) :]))
    return [step_of(stage, duties) for stage, duties in stages.items()]


def step_of(stage: StageFacts, duties: list[DutyFacts]) -> Step:
    is_open = stage.state == StageState.OPEN
    late = is_open and stage.planned_end < today()
    state = {StageState.CLOSED: "done", StageState.PENDING: "todo"}.get(
        stage.state, "late" if late else "open"
    )
    label = StageState(stage.state).label
    return Step(
        title=StageKey(stage.key).label,
        phase=Phase(stage.phase).label,
        state=state,
        label=f"{label}(기한 지남)" if late else label,
        dates=dates_of(stage),
        tasks=[task_of(duty, is_open) for duty in duties if duty.state != DutyState.DORMANT],
    )


def dates_of(stage: StageFacts) -> str:
    """When the stage was, is or will be."""
    if stage.state == StageState.PENDING:
        return f"예정 {korean_period(stage.planned_start, stage.planned_end)}"
    begun = stage.opened_at.astimezone(SEOUL).date()
    if stage.state == StageState.OPEN:
        return f"{korean_date(begun)} 시작, {korean_date(stage.planned_end)}까지 예정"
    return korean_period(begun, stage.closed_at.astimezone(SEOUL).date())


def task_of(duty: DutyFacts, in_open_stage: bool) -> Task:
    state = DutyState(duty.state)
    waiting = "진행 중" if in_open_stage else "예정"
    return Task(
        title=duty.title,
        is_done=state.is_done,
        label=state.label if state.is_done else waiting,
        tone=state.tone if state.is_done or in_open_stage else "gray",
        outcome=duty.last_outcome if state.is_done and duty.last_outcome in duty.outcomes else "",
        reason=duty.reason if state in REASONED else "",
    )
