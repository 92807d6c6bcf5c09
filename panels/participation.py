"""How far each kind of 시민추진단 takes part in what (참여 범위). Pure: no database.

The guideline has such a table (5-2), but its cells are lost: these are put together from the composition rules, the
touch points of chapter 4 and the exclusion of budget, contract and acceptance. ``NOTE`` says so to the reader, and an
administrator may set every cell (``panels.norms.scope``) but those of what the city decides alone.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from projects.enums import Matter as Paper
from projects.enums import StageKey
from seoul_gov.ui.korean import josa

from .enums import PanelKind

NOTE = (
    "가이드라인 원문의 참여 범위 표는 남아 있지 않습니다. 이 표는 구성 원칙과 단계별 접점, "
    "행정적 의사결정 제외 원칙에 비추어 다시 짠 것으로, 원문을 찾으면 바꿉니다."
)
KINDS = (PanelKind.ONLINE, PanelKind.CITIZEN, PanelKind.EXPERT, PanelKind.WORKING)


class Degree(TextChoices):
    """How far a panel takes part, from not at all to deciding with the department."""

    NONE = "none", "없음"
    OPINION = "opinion", "의견제시"
    ADVICE = "advice", "자문·검토"
    DECISION = "decision", "공동결정"

    @property
    def sign(self) -> str:
        return {"none": "–", "opinion": "○", "advice": "◎", "decision": "●"}[self.value]

    @property
    def strength(self) -> int:
        """0 for not at all to 3 for deciding; degrees are strings and are not compared themselves."""
        return list(Degree).index(self)


@dataclass(frozen=True)
class Part:
    """What one kind of panel does in one matter; ``note`` narrows it."""

    kind: PanelKind
    degree: Degree
    note: str = ""


@dataclass(frozen=True)
class Matter:
    """Something in which panels take part, with every kind's part in the order of ``KINDS``."""

    key: str
    label: str
    parts: tuple[Part, ...]


_DEGREES = {"-": Degree.NONE, "o": Degree.OPINION, "a": Degree.ADVICE, "d": Degree.DECISION}


def _matter(key: str, label: str, *parts: str) -> Matter:
    """A matter from a letter and a note a kind: ``"d 과업 범위만"``."""
    cells = (part.partition(" ") for part in parts)
    return Matter(
        key,
        label,
        tuple(
            Part(kind, _DEGREES[letter], note) for kind, (letter, _, note) in zip(KINDS, cells, strict=True)
        ),
    )


MATTERS = (
    _matter("direction", "기획: 사업 방향과 요구사항", "o", "a", "a", "d"),
    _matter("request", "기획: 제안요청서(안) 내용", "-", "a 요약본", "a", "d 과업 범위만"),
    _matter("reserved", "예산·계약·제안서 평가·검수", "-", "-", "-", "-"),
    _matter("analysis", "개발사업 분석: 요구사항정의", "o", "a", "a", "d"),
    _matter("design", "개발사업 설계: 화면(UI)설계", "o 시안 투표", "a", "a", "d"),
    _matter("build", "개발사업 개발·시험·전환: 화면·기능 점검", "o 시험판", "a 사용성", "a 기술", "d"),
    _matter("as_is", "컨설팅사업 환경·현황분석", "o 설문", "a", "a", "d"),
    _matter("to_be", "컨설팅사업 목표모델·이행계획수립", "o", "a", "a", "d 예산은 의견만"),
    _matter("closing", "완료보고와 성과평가", "o 만족도", "o", "o", "o"),
)
BODIES = {PanelKind.JOINT_BODY: Degree.DECISION, PanelKind.PB_COMMITTEE: Degree.ADVICE}
"""The bodies that are no 시민추진단: one carries the project out with the department (가이드라인 3-4), one deliberates on
proposals. They are not in the table, and nobody sets how far they take part."""
RESERVED = "reserved"
"""The row of what the city decides alone."""

_ROWS = {
    StageKey.ANALYSIS: "analysis",
    StageKey.DESIGN: "design",
    StageKey.BUILD: "build",
    StageKey.ENVIRONMENT: "as_is",
    StageKey.AS_IS: "as_is",
    StageKey.TO_BE: "to_be",
    StageKey.ROADMAP: "to_be",
    StageKey.CLOSING: "closing",
}


def row_of(stage_key: str, paper: str = Paper.GENERAL) -> str:
    """The key of the row that holds for a paper, or for talk without one, in a stage."""
    if Paper(paper).is_inner:
        return RESERVED
    return "request" if paper == Paper.REQUEST else _ROWS.get(stage_key, "direction")


def degree(kind: str, row: str, table: tuple[Matter, ...]) -> Degree:
    """How far a panel of this kind takes part in a row of the table: a mixed one as far as the further of its sides."""
    if kind in BODIES:
        return BODIES[kind]
    kinds = (PanelKind.CITIZEN, PanelKind.EXPERT) if kind == PanelKind.MIXED else (kind,)
    matter = next(matter for matter in table if matter.key == row)
    own = [part.degree for part in matter.parts if part.kind in kinds]
    return max(own, key=lambda degree: degree.strength)


def refusal(kind: str, row: str, degree: Degree, wanted: Degree) -> str:
    """Why a panel of this kind, which takes part to this ``degree``, cannot be asked for what is ``wanted``, in one Korean
    sentence; "" when it can."""
    if row == RESERVED:
        return "계약·제안서 평가·검수는 시가 맡는 일이라 그 문서는 추진단에 보이지 않습니다(가이드라인 2)."
    if degree.strength >= wanted.strength:
        return ""
    who, what = josa(PanelKind(kind).label, "은/는"), next(m.label for m in MATTERS if m.key == row)
    if degree == Degree.NONE:
        return f"{who} ‘{what}’에 참여하지 않습니다(참여 범위)."
    return f"{who} ‘{what}’에서 {degree.label}까지만 합니다. {josa(wanted.label, '을/를')} 맡길 수 없습니다(참여 범위)."
