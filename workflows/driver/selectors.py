"""What the pages of a process show."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.urls import resolve, reverse

from seoul_gov.ui.korean import korean_period, today
from workflows.definitions import Necessity
from workflows.runs.contract import Missing
from workflows.runs.duties import with_last_record
from workflows.runs.enums import DutyState, StageState, WaiverDecision
from workflows.runs.models import DutyRecord, DutyRun, ProcessRun, StageRun, Waiver
from workflows.runs.state import is_stale, refuse_closed_stage

from . import gates, permissions, register
from .actions.duties import UNDONE

NOT_YET = "아직 기록되지 않았습니다."


@dataclass(frozen=True)
class Choice:
    """One more thing that may be done about a duty."""

    label: str
    name: str
    duty: DutyRun

    @property
    def url(self) -> str:
        return reverse(self.name, args=[self.duty.pk])


@dataclass(frozen=True)
class Line:
    """A duty as a page shows it: what it lacks, and the one button, if this person has one. ``may_work``: whether they
    do in the other rooms what the duty is done with; who does not still looks there."""

    duty: DutyRun
    lack: Missing | None = None
    may_act: bool = False
    may_decide: bool = False
    may_work: bool = False

    @property
    def reading(self) -> str:
        """How it stands, for who cannot act on it: what is under way is told, nobody is asked to begin anything."""
        return self.lack.sentence if self.lack.begun else NOT_YET

    @property
    def has_button(self) -> bool:
        if not (self.may_act and self.lack and self.lack.url):
            return False
        door = resolve(urlsplit(self.lack.url).path)
        return self.may_work or door.namespace == "driver" or door.url_name == "detail"


@dataclass(frozen=True)
class StageLine:
    """A stage as the timeline shows it."""

    stage: StageRun
    duties: list[DutyRun]
    met: int = 0
    """How many open duties have their evidence and only wait to be stamped."""

    @property
    def title(self) -> str:
        return f"{self.stage.order}. {self.stage.title}"

    @property
    def state(self) -> str:
        if self.stage.state == StageState.CLOSED:
            return "done"
        if self.stage.state == StageState.PENDING:
            return "todo"
        return "late" if self.stage.planned_end < today() else "open"

    @property
    def heading(self) -> str:
        return f"{self.title} ({self.stage.get_state_display()})"

    @property
    def dates(self) -> str:
        return korean_period(self.stage.planned_start, self.stage.planned_end)

    @property
    def note(self) -> str:
        asked = [duty for duty in self.duties if duty.state != DutyState.DORMANT]
        done = [duty for duty in asked if DutyState(duty.state).is_done]
        return f"과제 {len(asked)}개 가운데 {len(done) + self.met}개 처리"


@dataclass(frozen=True)
class ProcessPage:
    """A process as one person reads it; everything is read in a constant number of queries."""

    run: ProcessRun
    stages: list[StageLine]
    gate: gates.Gate
    may_drive: bool
    user: object
    others: list[ProcessRun] = field(default_factory=list)

    @cached_property
    def open(self) -> StageLine | None:
        """The open stage of a running process, or the one at which a superseded process stood."""
        return next((line for line in self.stages if line.stage.is_open), None)

    @cached_property
    def is_stale(self) -> bool:
        return is_stale(self.run)

    @property
    def may_act(self) -> bool:
        """Whether the person may do something here now: a process that ended or went stale is only read."""
        return bool(self.may_drive and self.run.is_running and not self.is_stale)

    @cached_property
    def may_work(self) -> bool:
        return bool(permissions.can_work(self.user, self.run.project))

    @property
    def may_go_back(self) -> bool:
        return any(line.state == "done" for line in self.stages)

    @property
    def lacking(self) -> list[Line]:
        return [self._line(duty, lack) for duty, lack in self.gate.lacking]

    @property
    def optional(self) -> list[Line]:
        return [self._line(duty, lack) for duty, lack in self.gate.optional]

    @property
    def met(self) -> list[DutyRun]:
        """Out of the way: done, and what only waits to be stamped."""
        return sorted([*self.gate.done, *self.gate.met], key=lambda duty: duty.order)

    @property
    def met_heading(self) -> str:
        return f"처리한 과제 {len(self.met)}건"

    @property
    def waived(self) -> list[DutyRun]:
        """Duties let go with a reason, in all stages."""
        return [duty for line in self.stages for duty in line.duties if duty.state == DutyState.WAIVED]

    def _line(self, duty: DutyRun, lack: Missing) -> Line:
        return Line(duty, lack, self.may_act, may_decide(self.user, duty), self.may_work)


def may_decide(user, duty: DutyRun) -> bool:
    """Whether the person may decide on the waiver that the duty waits for, if it does."""
    if not duty.pending_waiver:
        return False
    waiver = Waiver(pk=duty.pending_waiver, duty=duty, requested_by_id=duty.waiver_asker)
    return bool(permissions.can_decide_waiver(user, waiver))


def with_pending_waiver(duties):
    """The duties, each with the id of its waiver that waits for a decision and of who asked (None without one)."""
    pending = Waiver.objects.filter(duty=OuterRef("pk"), decision=WaiverDecision.PENDING)
    return duties.annotate(
        pending_waiver=Subquery(pending.values("pk")[:1]),
        waiver_asker=Subquery(pending.values("requested_by")[:1]),
    )


def process_page(run: ProcessRun, user, others=()) -> ProcessPage:
    """The process as this person reads it; the run comes with its project."""
    duties = with_pending_waiver(gates.duties_of(run.stages.all()))
    by_stage = {}
    for duty in duties.select_related("stage", "decided_by").order_by("stage__order", "order", "pk"):
        duty.stage.run = run
        by_stage.setdefault(duty.stage, []).append(duty)
    opened = next((theirs for stage, theirs in by_stage.items() if stage.is_open), [])
    gate = next(iter(gates.read_all(opened).values()), gates.Gate())
    stages = [
        StageLine(stage, theirs, len(gate.met) if stage.is_open else 0) for stage, theirs in by_stage.items()
    ]
    may_drive = bool(permissions.can_drive(user, run.project))
    return ProcessPage(run, stages, gate, may_drive, user, list(others))


@dataclass(frozen=True)
class DutyPage:
    """A duty as one person reads it, with what they may do about it now."""

    line: Line
    may_drive: bool
    refusal: str
    choices: list[Choice]


def duty_page(duty: DutyRun, user) -> DutyPage:
    """The duty as this person reads it; it was read by ``readable_duties``."""
    may_drive = bool(permissions.can_drive(user, duty.stage.run.project))
    refusal = refusal_of(duty)
    lack = register.ask([duty])[duty.pk] if duty.is_open else None
    may_act = may_drive and not refusal
    may_work = bool(permissions.can_work(user, duty.stage.run.project))
    line = Line(duty, lack, may_act, may_decide(user, duty), may_work)
    return DutyPage(line, may_drive, refusal, list(choices_of(duty, lack)) if may_drive else [])


def refusal_of(duty: DutyRun) -> str:
    """Why nothing can be done about the duty at this moment, in one sentence; empty when something can."""
    try:
        refuse_closed_stage(duty)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


def choices_of(duty: DutyRun, lack: Missing | None):
    """The ways on from a duty besides doing it, for who moves the process."""
    run, stage = duty.stage.run, duty.stage
    if not run.is_running or is_stale(run) or stage.state == StageState.CLOSED:
        return
    if stage.is_open and duty.is_open:
        if duty.may_be_not_case:
            yield Choice("해당 없음으로 표시", "driver:not_case", duty)
        if duty.necessity == Necessity.DISCRETIONARY:
            yield Choice("건너뛰기", "driver:skip", duty)
        if duty.is_added and lack and not lack.begun:
            yield Choice("더한 과제 빼기", "driver:skip", duty)
        if duty.necessity != Necessity.DISCRETIONARY and not duty.pending_waiver:
            yield Choice("면제 요청", "driver:request_waiver", duty)
    if stage.is_open and DutyState(duty.state).is_done:
        yield Choice("다시 열기", "driver:reopen", duty)
    if duty.state in UNDONE:
        yield Choice("기한 바꾸기", "driver:move_duty", duty)


def readable_duties():
    """Duties as pages read them: with run, project, newest record and pending waiver."""
    duties = DutyRun.objects.select_related("stage__run__project__department", "decided_by")
    return with_pending_waiver(with_last_record(duties))


def records_of(duty: DutyRun):
    """What was recorded for a duty, newest first."""
    return DutyRecord.objects.filter(duty=duty).select_related("document", "recorded_by").order_by("-pk")


def waivers_of(duty: DutyRun, *, for_staff: bool):
    """The waivers that were asked for a duty, newest first; beyond the city's staff those that were granted."""
    waivers = duty.waivers.select_related("requested_by", "decided_by")
    return waivers if for_staff else waivers.filter(decision=WaiverDecision.GRANTED)


def granted_waivers():
    """Every granted waiver, the latest first, with its duty, stage and project; what anybody may read."""
    granted = Waiver.objects.filter(decision=WaiverDecision.GRANTED)
    return granted.select_related("duty__stage__run__project__department").order_by("-decided_at", "-pk")
