"""What the API takes and gives, for its schema."""

from ninja import Schema

from projects.enums import GovernanceType, ProjectKind
from selection.enums import Mode, Origin, Question, ReasonCode, Scope, Status


class ErrorOut(Schema):
    detail: str
    field: str | None = None


READING = {304: None, 400: ErrorOut, 406: ErrorOut}
"""What every operation that reads may answer beside what it gives."""


class TypeOut(Schema):
    value: GovernanceType
    label: str
    definition: str
    strength: int


class EditionOut(Schema):
    id: int
    label: str
    source: str
    published_at: str


class RowOut(Schema):
    key: str
    text: list[str]
    details: list[str]
    types: list[GovernanceType]


class QuestionOut(Schema):
    key: Question
    text: str
    help: list[str]


class EditionDetailOut(EditionOut):
    matrix: dict[str, list[GovernanceType]]
    rows: list[RowOut]
    questions: list[QuestionOut]


class ProcessOut(Schema):
    governance_type: GovernanceType
    kind: ProjectKind
    edition: str
    source: str


class DueOut(Schema):
    days: int
    unit: str
    anchor: str


class DutyOut(Schema):
    key: str
    title: str
    kind: str
    actor: str
    necessity: str
    due: DueOut
    source: str
    is_seed: bool
    output: str
    question: str


class StageOut(Schema):
    key: str
    title: str
    phase: str
    days: int
    source: str
    duties: list[DutyOut]


class ProcessDetailOut(ProcessOut):
    stages: list[StageOut]


class RecommendationOut(Schema):
    status: Status
    governance_type: GovernanceType | None
    strict_types: list[GovernanceType]
    supplementary_modes: list[Mode]
    reason_code: ReasonCode | None
    citizen_sourced: bool
    edition: str
    explanation: str


FLAG = {"type": ["boolean", "null"]}
EDITION = "PublishedEdition"
"""By this title the schema finds where to name the editions."""
RECOMMENDATION_BODY = {
    "type": "object",
    "properties": {question.value: FLAG for question in Question}
    | {
        "origin": {"type": ["string", "null"], "enum": [*Origin.values, None]},
        "scope": {"type": ["string", "null"], "enum": [*Scope.values, None]},
        "modes": {"type": ["array", "null"], "items": {"type": "string", "enum": Mode.values}},
        "edition": {
            "title": EDITION,
            "type": ["string", "null"],
            "description": "기준표의 판 이름. 없으면 지금의 판",
        },
    },
    "example": {
        "is_it_project": True,
        "citizen_facing": True,
        "simple_maintenance": False,
        "closed_security": False,
        "urgent": False,
        "origin": "city",
        "scope": "general",
        "modes": ["opinion", "advisory"],
    },
}
