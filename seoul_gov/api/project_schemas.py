"""What the API gives of public projects, for its schema."""

from datetime import date

from django.db.models import TextChoices
from ninja import Field, Schema

from projects.enums import Audience, GovernanceType, Phase, ProjectKind, ProjectStatus, StageKey
from workflows.decisions.enums import Motion, ResolutionState
from workflows.definitions import Actor, DutyKind, Necessity
from workflows.dispositions import Disposition
from workflows.meetings.enums import AgendaCategory
from workflows.opinions.enums import RoundState
from workflows.runs.enums import DutyState, RunStatus, StageState

from .paging import Slice

LONGEST_QUERY = 200


class PublicStatus(TextChoices):
    """The states in which a project is public."""

    CONFIRMED = ProjectStatus.CONFIRMED.value, ProjectStatus.CONFIRMED.label
    RUNNING = ProjectStatus.RUNNING.value, ProjectStatus.RUNNING.label
    COMPLETED = ProjectStatus.COMPLETED.value, ProjectStatus.COMPLETED.label


class Result(TextChoices):
    """How a vote ended."""

    CARRIED = ResolutionState.CARRIED.value, ResolutionState.CARRIED.label
    REJECTED = ResolutionState.REJECTED.value, ResolutionState.REJECTED.label
    NO_QUORUM = ResolutionState.NO_QUORUM.value, ResolutionState.NO_QUORUM.label


class ProjectsAsked(Slice):
    q: str = Field(
        None, max_length=LONGEST_QUERY, description="사업명과 개요에 모두 들어 있는 말, 또는 사업번호"
    )
    type: GovernanceType = Field(None, description="거버넌스 유형")
    kind: ProjectKind = Field(None, description="사업 구분")
    phase: Phase = Field(None, description="단계(국면)")
    status: PublicStatus = Field(None, description="상태: 유형 확정, 추진 중, 종료")
    department: int = Field(None, ge=1, lt=2**63, description="사업부서의 번호(department.id)")
    year: int = Field(None, ge=2000, le=2100, description="사업을 등록한 해")


class DepartmentOut(Schema):
    id: int
    name: str


class ProjectOut(Schema):
    number: str = Field(description="사업번호")
    title: str = Field(description="사업명")
    kind: ProjectKind = Field(description="사업 구분")
    governance_type: GovernanceType = Field(description="거버넌스 유형")
    phase: Phase | None = Field(description="단계(국면). 시작하기 전에는 null")
    status: PublicStatus = Field(description="상태")
    department: DepartmentOut = Field(description="사업부서")
    start_date: date | None = Field(description="사업 시작일")
    end_date: date | None = Field(description="사업 종료일")
    registered_on: date = Field(description="등록일")
    url: str = Field(description="포털의 사업 기록")


class ProjectDetailOut(ProjectOut):
    summary: str = Field(description="사업 개요")
    budget: int | None = Field(description="예산(원)")
    channel: str = Field(description="제안 경로")
    audience: Audience | None = Field(description="수혜 대상")


class ProjectsOut(Schema):
    items: list[ProjectOut]
    next: str | None = Field(description="다음 쪽의 주소. 마지막이면 null")


class ProjectProcessOut(Schema):
    governance_type: GovernanceType = Field(description="거버넌스 유형")
    kind: ProjectKind = Field(description="사업 구분")
    edition: str = Field(description="따르는 절차의 판")
    status: RunStatus = Field(description="상태")
    started_on: date = Field(description="시작일")
    ended_on: date | None = Field(description="종료일")


class ProjectDutyOut(Schema):
    title: str = Field(description="과제명")
    kind: DutyKind = Field(description="종류")
    actor: Actor = Field(description="할 사람")
    necessity: Necessity = Field(description="필수 여부")
    state: DutyState = Field(description="상태")
    due_on: date = Field(description="기한")
    source: str = Field(description="근거")
    waived_because: str | None = Field(description="면제한 과제는 그 사유, 그 밖에는 null")


class ProjectStageOut(Schema):
    key: StageKey = Field(description="단계")
    title: str = Field(description="단계 이름")
    phase: Phase = Field(description="국면")
    state: StageState = Field(description="상태")
    planned_start: date = Field(description="예정 시작일")
    planned_end: date = Field(description="예정 종료일")
    opened_on: date | None = Field(description="시작한 날")
    closed_on: date | None = Field(description="마친 날")
    duties: list[ProjectDutyOut]


class StagesOut(Schema):
    process: ProjectProcessOut | None = Field(description="지금(마지막) 절차. 시작하기 전에는 null")
    stages: list[ProjectStageOut]


class OpinionRoundOut(Schema):
    id: int = Field(description="회차의 번호. 의견의 round가 이것을 가리킴")
    number: int = Field(description="몇 번째 회차인지")
    stage: StageKey = Field(description="단계")
    topic: str = Field(description="주제")
    guide: str = Field(description="안내")
    opens_on: date = Field(description="시작일")
    closes_on: date = Field(description="마감일")
    state: RoundState = Field(description="상태")


class OpinionOut(Schema):
    id: int = Field(description="의견 번호")
    round: int = Field(description="회차의 번호(rounds의 id)")
    body: str = Field(description="의견")
    given_on: date = Field(description="낸 날")
    disposition: Disposition | None = Field(description="처리 결과. 회차를 마감하기 전에는 null")
    answer: str | None = Field(description="처리 사유. 회차를 마감하기 전에는 null")
    answered_on: date | None = Field(description="답변한 날. 회차를 마감하기 전에는 null")


class OpinionsOut(Schema):
    rounds: list[OpinionRoundOut]
    items: list[OpinionOut]
    next: str | None = Field(description="다음 쪽의 주소. 마지막이면 null")


class CountsOut(Schema):
    electorate: int = Field(description="표결할 수 있던 수")
    votes_for: int = Field(description="찬성")
    votes_against: int = Field(description="반대")
    votes_abstain: int = Field(description="기권")
    recused: int = Field(description="제척·기피·회피로 뺀 수. 표결할 수 있던 수에 들지 않습니다")


class ResolutionOut(Schema):
    id: int = Field(description="의결 번호")
    stage: StageKey = Field(description="단계")
    item: str = Field(description="안건")
    category: AgendaCategory = Field(description="안건 구분")
    motion: Motion = Field(description="의결 내용")
    text: str = Field(description="주문")
    rule: str = Field(description="의사정족수와 의결정족수")
    result: Result = Field(description="결과: 가결, 부결, 정족수 미달")
    counts: CountsOut
    closed_on: date = Field(description="표결을 마친 날")


class ResolutionsOut(Schema):
    items: list[ResolutionOut]
    next: str | None = Field(description="다음 쪽의 주소. 마지막이면 null")
