"""What a process is: frozen data that says which stages and duties a governance type asks for.

A definition is code and a run is rows: changing a process is a reviewed commit that gives the process a
new ``edition``; running processes keep the edition that they started under.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from projects.enums import GovernanceType, Phase, ProjectKind, StageKey


class Necessity(TextChoices):
    """Whether a stage may close without the duty."""

    REQUIRED = "required", "필수"
    DISCRETIONARY = "discretionary", "선택"
    IF_CASE = "if_case", "해당 시 필수"
    ONCE_OPENED = "once_opened", "시작하면 필수"


class DutyKind(TextChoices):
    """What settles the duty, and so which room is asked whether it is settled.

    ``MILESTONE`` and ``RECORD`` are settled by what an official records (runs); ``PANEL`` by a body with
    members in office (panels); ``MEETING`` and ``MINUTES`` by the meetings room; ``REVIEW`` by the reviews room;
    ``OPINION`` and ``ANSWERS`` by the opinions room; ``DECISION`` by the decisions room; ``ISSUE`` by the issues
    room; ``REPORT`` by the reports room.
    """

    MILESTONE = "milestone", "행정 절차"
    RECORD = "record", "기록 과제"
    PANEL = "panel", "추진단 구성"
    MEETING = "meeting", "자문회의"
    MINUTES = "minutes", "회의록"
    REVIEW = "review", "산출물 검토"
    OPINION = "opinion", "의견수렴"
    ANSWERS = "answers", "의견 처리"
    DECISION = "decision", "공동결정"
    ISSUE = "issue", "수시 협의"
    REPORT = "report", "결과보고"


class Actor(TextChoices):
    """Who has to act next on a duty."""

    OFFICER = "officer", "사업담당자"
    HEAD = "head", "부서장"
    GOVERNANCE_OFFICER = "governance_officer", "거버넌스 담당"
    COORDINATOR = "coordinator", "총괄부서"
    CONTRACT_OFFICE = "contract_office", "계약부서"
    BUDGET_OFFICE = "budget_office", "예산부서"
    PB_OFFICE = "pb_office", "참여예산 담당부서"
    VENDOR = "vendor", "수행사"
    PANEL = "panel", "추진단"
    JOINT_BODY = "joint_body", "민관협의체"
    PB_COMMITTEE = "pb_committee", "참여예산위원회"
    SECRETARY = "secretary", "간사"
    CITIZEN = "citizen", "시민"


class Unit(TextChoices):
    WORKING = "working", "근무일"
    CALENDAR = "calendar", "일"


class Anchor(TextChoices):
    STAGE_START = "stage_start", "단계 시작일"
    STAGE_END = "stage_end", "단계 종료일"


@dataclass(frozen=True)
class Due:
    """When a duty falls due: ``days`` of ``unit`` after the anchor (negative: before it).

    ``days`` is the default of an editable norm whose key is ``duty.<process>.<duty>.days``.
    """

    days: int
    unit: Unit = Unit.WORKING
    anchor: Anchor = Anchor.STAGE_START


@dataclass(frozen=True)
class Duty:
    """One thing that a stage asks for.

    ``key`` is unique in its process and stable over editions. ``source`` names the guideline section or the
    rule behind it; ``is_seed`` is true where the guideline itself asks for it, which decides who may confirm
    a waiver. ``question`` is put to the official for IF_CASE duties; ``opened_by`` names the duty whose
    activity spawns an ONCE_OPENED one. ``outcomes`` are the words offered for a recorded outcome. ``bodies``
    names for a PANEL duty the kinds of panel (values of ``PanelKind``) that settle it, any one of them.
    """

    key: str
    title: str
    kind: DutyKind
    actor: Actor
    necessity: Necessity
    due: Due
    source: str
    is_seed: bool = False
    output: str = ""
    help: str = ""
    question: str = ""
    opened_by: str = ""
    outcomes: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A stretch of a process, closed by its gate. ``days`` is its proposed length in working days."""

    key: StageKey
    phase: Phase
    days: int
    source: str
    duties: tuple[Duty, ...]

    @property
    def title(self) -> str:
        return self.key.label


@dataclass(frozen=True)
class Process:
    """The whole way of one governance type for one kind of project."""

    governance_type: GovernanceType
    kind: ProjectKind
    edition: str
    source: str
    stages: tuple[Stage, ...]

    @property
    def key(self) -> str:
        return f"{self.governance_type}.{self.kind}"

    def stage(self, key: str) -> Stage:
        """The stage of that key; raises KeyError where the process has none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)

    def duty(self, key: str) -> Duty:
        """The duty of that key; raises KeyError where the process has none."""
        for stage in self.stages:
            for duty in stage.duties:
                if duty.key == key:
                    return duty
        raise KeyError(key)
