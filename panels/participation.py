"""How far each kind of 시민추진단 takes part in what (참여 범위). Pure data, for pages that explain the guideline.

The guideline has such a table (5-2), but its cells are lost: these are put together from the composition rules, the
touch points of chapter 4 and the exclusion of budget, contract and acceptance. ``NOTE`` says so to the reader.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

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


@dataclass(frozen=True)
class Part:
    """What one kind of panel does in one matter; ``note`` narrows it."""

    kind: PanelKind
    degree: Degree
    note: str = ""


@dataclass(frozen=True)
class Matter:
    """Something in which panels take part, with every kind's part in the order of ``KINDS``."""

    label: str
    parts: tuple[Part, ...]


_DEGREES = {"-": Degree.NONE, "o": Degree.OPINION, "a": Degree.ADVICE, "d": Degree.DECISION}


def _matter(label: str, *parts: str) -> Matter:
    """A matter from a letter and a note a kind: ``"d 과업 범위만"``."""
    cells = (part.partition(" ") for part in parts)
    return Matter(
        label,
        tuple(
            Part(kind, _DEGREES[letter], note) for kind, (letter, _, note) in zip(KINDS, cells, strict=True)
        ),
    )


MATTERS = (
    _matter("기획: 사업 방향과 요구사항", "o", "a", "a", "d"),
    _matter("기획: 제안요청서(안) 내용", "-", "a 요약본", "a", "d 과업 범위만"),
    _matter("예산·계약·제안서 평가·검수", "-", "-", "-", "-"),
    _matter("개발사업 분석: 요구사항정의", "o", "a", "a", "d"),
    _matter("개발사업 설계: 화면(UI)설계", "o 시안 투표", "a", "a", "d"),
    _matter("개발사업 개발·시험·전환: 화면·기능 점검", "o 시험판", "a 사용성", "a 기술", "d"),
    _matter("컨설팅사업 환경·현황분석", "o 설문", "a", "a", "d"),
    _matter("컨설팅사업 목표모델·이행계획수립", "o", "a", "a", "d 예산은 의견만"),
    _matter("완료보고와 성과평가", "o 만족도", "o", "o", "o"),
)
