"""What the guideline page says of types and panels, put together from the definitions of all rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from panels.composition import PRINCIPLES, Band
from panels.enums import KINDS_FOR, PanelKind
from projects.enums import GovernanceType, ProjectKind
from workflows.definitions import Process
from workflows.processes import PROCESSES

from .swimlanes import legs_of, picture_of

PARTICIPATION = {
    GovernanceType.CONSULTATION: (
        "불특정 다수 시민이 의견수렴에 의견을 냅니다. 기획 단계와 실행/통제 단계에서 필요할 때 비정기로 엽니다."
    ),
    GovernanceType.ADVISORY: (
        "선별된 시민 사용자와 전문가로 꾸린 시민추진단이 단계마다 정기 자문을 합니다. "
        "이미 활동하는 자문위원회를 추진단으로 삼을 수 있습니다."
    ),
    GovernanceType.COLLABORATION: (
        "실무추진단이 단계마다 정기 회의를 하고 사업부서와 함께 결정합니다. "
        "예산, 계약·검수 같은 행정적 의사결정은 함께 정하지 않습니다."
    ),
    GovernanceType.CITIZEN_LED: (
        "시민이 제안하고 시민투표로 뽑은 사업을 제안한 시민과 사업부서가 함께 수행합니다. "
        "개인의 제안은 일반참여예산형, 시민 3명 이상이나 단체의 제안은 협치형입니다."
    ),
}
PLANNED_BY = {GovernanceType.CITIZEN_LED: "시민"}
HEADS_IN_A_ROW = 12
HEAD_STEP, HEAD_LEAP = 26, 34


@dataclass(frozen=True)
class Way:
    """A type's process for one kind of project: its picture with its table, ready to stand in a page."""

    key: str
    kind: str
    html: SafeString


@dataclass(frozen=True)
class TypeGuide:
    """What a type is and how it goes on."""

    type: GovernanceType
    planned_by: str
    participation: str
    bodies: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Head:
    """A person of a panel's picture; ``is_firm`` up to the least of the recommended numbers."""

    x: int
    y: int
    is_firm: bool


@dataclass(frozen=True)
class PanelGuide:
    """What a kind of panel is, with its size as a picture where there is a recommended one."""

    kind: PanelKind
    band: Band | None
    principles: tuple[str, ...]
    types: str
    heads: tuple[Head, ...]

    @property
    def width(self) -> int:
        return min(len(self.heads), HEADS_IN_A_ROW) * HEAD_STEP

    @property
    def height(self) -> int:
        return -(-len(self.heads) // HEADS_IN_A_ROW) * HEAD_LEAP


@cache
def types() -> tuple[TypeGuide, ...]:
    """The four types; drawn once a process, since definitions are code."""
    return tuple(
        TypeGuide(
            type=type,
            planned_by=PLANNED_BY.get(type, "서울시"),
            participation=PARTICIPATION[type],
            bodies=", ".join(kind.label for kind in KINDS_FOR[type]),
            ways=tuple(way(PROCESSES[type, kind]) for kind in ProjectKind),
        )
        for type in GovernanceType
    )


def way(process: Process) -> Way:
    legs = legs_of(process)
    key = process.key.replace(".", "-")
    context = {"process": process, "key": key, "legs": legs, "picture": picture_of(legs)}
    return Way(key, process.kind.label, render_to_string("workflows/record/_process.html", context))


def panels(sizes: Mapping[PanelKind, Band]) -> list[PanelGuide]:
    """Every kind of body with the size in force."""
    return [panel(kind, sizes.get(kind)) for kind in PanelKind]


def panel(kind: PanelKind, band: Band | None) -> PanelGuide:
    kinds = [type.label for type in GovernanceType if kind in KINDS_FOR[type]]
    return PanelGuide(kind, band, PRINCIPLES.get(kind, ()), ", ".join(kinds), heads(band) if band else ())


def heads(band: Band) -> tuple[Head, ...]:
    """As many persons as the band takes at most."""
    return tuple(
        Head(
            x=place % HEADS_IN_A_ROW * HEAD_STEP + HEAD_STEP // 2,
            y=place // HEADS_IN_A_ROW * HEAD_LEAP,
            is_firm=place < band.least,
        )
        for place in range(band.most)
    )
