"""How a panel should be composed (가이드라인 5-2): its size, its sides, and what each kind asks of its members.

Pure: no database. The guideline recommends sizes, so a departure found here is told and never an obstacle.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from projects.enums import GovernanceType
from seoul_gov.ui.verdicts import YES, Verdict, allow, no

from .enums import KINDS_FOR, MemberRole, MemberSide, PanelKind


@dataclass(frozen=True)
class Band:
    """A recommended size in persons: "``around``명 내외" is read as ``least`` to ``most``, both included.

    ``side_least`` is the least number on each side of a mixed panel, 0 where there are no sides.
    """

    around: int
    least: int
    most: int
    side_least: int = 0

    def holds(self, size: int) -> bool:
        return self.least <= size <= self.most

    def __str__(self):
        return f"{self.around}명 내외({self.least}~{self.most}명)"


@dataclass(frozen=True)
class Departure:
    """Something that departs from a recommendation, in one Korean sentence."""

    sentence: str


BANDS: dict[str, Band] = {
    PanelKind.ONLINE: Band(30, 24, 36),
    PanelKind.CITIZEN: Band(10, 8, 12),
    PanelKind.EXPERT: Band(10, 8, 12),
    PanelKind.MIXED: Band(10, 8, 12, side_least=3),
    PanelKind.WORKING: Band(10, 8, 12),
}
"""What the guideline recommends; 민관협의체 and 참여예산위원회 are no 시민추진단 and have no band."""


PRINCIPLES: dict[str, tuple[str, ...]] = {
    PanelKind.ONLINE: (
        "온라인참여단 일정에 참여할 수 있는 사람으로 구성합니다.",
        "해당 정보서비스의 수혜자와 사용자로 구성합니다.",
        "정보서비스 사용여부, 관심과 이해도를 우선 고려하고, 다양한 연령·성별·직업으로 대표성을 확보합니다.",
    ),
    PanelKind.CITIZEN: (
        "오프라인 활동을 전제로, 일정에 참여할 수 있는 사람으로 구성합니다.",
        "해당 정보서비스의 수혜자와 사용자로 구성합니다.",
        "대표성은 고려하지 않고, 정보서비스 관련 활동경력과 활용도를 고려합니다.",
    ),
    PanelKind.EXPERT: (
        "오프라인 활동을 전제로, 일정에 참여할 수 있는 사람으로 구성합니다.",
        "대표성은 고려하지 않고, IT 분야와 해당 분야의 전문지식을 갖춘 사람으로 구성합니다.",
    ),
    PanelKind.MIXED: (
        "시민참여단과 전문가자문단만 섞을 수 있고, 두 추진단의 구성 원칙을 각각 따릅니다.",
        "인원은 둘을 더하여 셉니다.",
    ),
    PanelKind.WORKING: (
        "다수의 오프라인 활동을 전제로, 일정에 참여할 수 있는 사람으로 구성합니다.",
        "대표성은 고려하지 않고, 사업 이해도, 정보서비스 관련 활동경력과 활용도를 고려합니다.",
        "사업과 직간접적 관련이 있는 민간기업 등의 이해관계자는 구성에서 제외합니다.",
    ),
}
"""The guideline's rules of composition by kind (가이드라인 5-2, 구성 원칙)."""


SEATED_ELSEWHERE = (
    "같은 사업의 ‘{panel}’에 이미 있는 사람입니다. 한 사람은 한 사업에서 한 추진단에만 참여할 수 있습니다."
)


def check_size(
    kind: str, counted: int, sides: Mapping[str, int] | None = None, band: Band | None = None
) -> list[Departure]:
    """What departs from the recommended size of this kind of panel.

    ``counted`` are the persons in office without the secretary, ``sides`` how many of them sit on each
    ``MemberSide``. ``band`` replaces the guideline's own. Empty when all is as recommended or nothing is.
    """
    band = band or BANDS.get(kind)
    if band is None:
        return []
    label = PanelKind(kind).label
    found = []
    if not band.holds(counted):
        found.append(Departure(f"권고 인원은 {label} {band}인데 지금은 {counted}명입니다."))
    if kind == PanelKind.MIXED:
        found += _thin_sides(sides or {}, band.side_least)
    return found


def _thin_sides(sides: Mapping[str, int], least: int) -> list[Departure]:
    return [
        Departure(
            f"혼합 추진단의 {side.label}은 {least}명 이상을 권고하는데 지금은 {sides.get(side, 0)}명입니다."
        )
        for side in MemberSide
        if sides.get(side, 0) < least
    ]


SEATED_HERE = "이 추진단에 이미 초대했거나 활동 중인 사람입니다."


def can_hold(official: bool, role: str) -> Verdict:
    """The secretary is an official and nobody else is: citizens speak for citizens.

    The city's participation ordinances exclude its own staff from citizens' seats; panels follow them.
    """
    if role == MemberRole.SECRETARY:
        return allow(official, "간사는 시 직원만 맡을 수 있습니다.")
    return no("시 직원은 추진단의 간사로만 참여할 수 있습니다.") if official else YES


def kind_refusal(governance_type: str, kind: str) -> str:
    """Why a project of this type may not have that kind of panel (가이드라인 5-1), or "" when it may; "" is no type yet."""
    if not governance_type:
        return "거버넌스 유형이 확정된 사업에서만 추진단을 구성할 수 있습니다."
    kinds = KINDS_FOR[governance_type]
    if kind in kinds:
        return ""
    allowed = ", ".join(allowed.label for allowed in kinds)
    return f"{GovernanceType(governance_type).label} 사업에는 {allowed}만 둘 수 있습니다."


def side_refusal(kind: str, role: str, side: str) -> str:
    """Why a person may not be put on that side of the panel, or "" when it is right.

    Only 시민참여단 and 전문가자문단 are ever mixed (가이드라인 5-2, 구성 인원), so every other kind, 실무추진단 above
    all, has no sides; nor has the secretary, who gives no advice.
    """
    if kind != PanelKind.MIXED:
        return (
            "섞어서 구성할 수 있는 것은 시민참여단과 전문가자문단뿐이어서 구분을 둘 수 없습니다."
            if side
            else ""
        )
    if role == MemberRole.SECRETARY:
        return "간사는 시민참여단이나 전문가자문단 어느 쪽에도 속하지 않습니다." if side else ""
    return (
        ""
        if side in MemberSide.values
        else "혼합 추진단에서는 시민참여단과 전문가자문단 가운데 하나를 골라 주세요."
    )
