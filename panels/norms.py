"""Numbers about panels that an administrator may edit."""

from dataclasses import replace

from projects import norms
from projects.norms import NormSpec

from . import participation
from .composition import BANDS, Band
from .enums import PanelKind
from .participation import Degree, Matter

SIZE_SOURCE = "가이드라인 5-2 구성 인원(권고사항)"
SCOPE_SOURCE = "가이드라인 5-2 참여 범위(표가 남아 있지 않아 구성 원칙과 단계별 접점에서 추론)"
BAND_SOURCE = "가이드라인 5-2의 ‘내외’를 20% 안팎으로 읽은 운영 기본값"

INVITATION_DAYS = NormSpec(
    "panel.invitation.days", "추진단 초대에 답할 수 있는 기간", 14, "일", "운영 기본값"
)

SEATS_AT_ONCE = NormSpec(
    "panel.seats.most",
    "한 사람이 함께 맡는 추진단(넘으면 알림)",
    3,
    "곳",
    "서울특별시 각종 위원회의 설치·운영에 관한 조례 제8조",
)


LEAST_ATTENDANCE = NormSpec(
    "panel.attendance.least",
    "최근 1년의 회의 출석률(못 미치면 위촉 해제의 근거가 됨을 알림)",
    50,
    "%",
    "서울특별시 각종 위원회의 설치·운영에 관한 조례 제8조의2",
)


def size_key(kind: str, part: str = "") -> str:
    """The norm that holds a kind's recommended size, or its band's ``min``, ``max`` or ``side``."""
    return f"panel.size.{kind}.{part}" if part else f"panel.size.{kind}"


def specs_of(kind: PanelKind) -> list[NormSpec]:
    """The numbers of one kind's band; none for a kind without one."""
    band = BANDS.get(kind)
    if band is None:
        return []
    numbers = [
        NormSpec(size_key(kind), f"{kind.label} 권고 인원", band.around, "명", SIZE_SOURCE),
        NormSpec(size_key(kind, "min"), f"{kind.label} 권고 하한", band.least, "명", BAND_SOURCE),
        NormSpec(size_key(kind, "max"), f"{kind.label} 권고 상한", band.most, "명", BAND_SOURCE),
    ]
    if band.side_least:
        label = f"{kind.label} 한쪽의 최소 인원"
        numbers.append(NormSpec(size_key(kind, "side"), label, band.side_least, "명", "운영 기본값"))
    return numbers


def scope_key(row: str, kind: str) -> str:
    """The norm that holds how far a kind takes part in a matter, 0 for not at all to 3 for deciding."""
    return f"panel.scope.{row}.{kind}"


def scope_specs(matter: Matter) -> list[NormSpec]:
    """The numbers of one row of 참여 범위; none for what the city decides alone."""
    if matter.key == participation.RESERVED:
        return []
    return [
        NormSpec(
            scope_key(matter.key, part.kind),
            f"참여 범위: {matter.label} – {part.kind.label} (0 없음, 1 의견제시, 2 자문·검토, 3 공동결정)",
            part.degree.strength,
            "단계",
            SCOPE_SOURCE,
        )
        for part in matter.parts
    ]


SCOPE: list[NormSpec] = [spec for matter in participation.MATTERS for spec in scope_specs(matter)]
SIZES: list[NormSpec] = [spec for kind in PanelKind for spec in specs_of(kind)]
SPECS: list[NormSpec] = [
    *SIZES,
    INVITATION_DAYS,
    *SCOPE,
    SEATS_AT_ONCE,
    LEAST_ATTENDANCE,
]


def band_of(kind: str) -> Band | None:
    """The band in force for a kind, with what an administrator has edited; in one query, none without a band."""
    specs = specs_of(PanelKind(kind))
    return _band(PanelKind(kind), norms.values(specs)) if specs else None


def bands_and_scope() -> tuple[dict[PanelKind, Band], tuple[Matter, ...]]:
    """The bands of all kinds that have one and the table of 참여 범위, as they are in force, in one query."""
    numbers = norms.values([*SIZES, *SCOPE])
    return {kind: _band(kind, numbers) for kind in PanelKind if kind in BANDS}, _scope(numbers)


def _band(kind: PanelKind, numbers: dict[str, int]) -> Band:
    return Band(
        around=numbers[size_key(kind)],
        least=numbers[size_key(kind, "min")],
        most=numbers[size_key(kind, "max")],
        side_least=numbers.get(size_key(kind, "side"), 0),
    )


def invitation_days() -> int:
    """How many days an invitation can be answered."""
    return norms.value(INVITATION_DAYS)


def scope() -> tuple[Matter, ...]:
    """The table of 참여 범위 in force, in one query."""
    return _scope(norms.values(SCOPE))


def _scope(numbers: dict[str, int]) -> tuple[Matter, ...]:
    return tuple(
        replace(matter, parts=tuple(replace(p, degree=_degree(numbers, matter.key, p)) for p in matter.parts))
        for matter in participation.MATTERS
    )


def _degree(numbers: dict[str, int], row: str, part: participation.Part) -> Degree:
    number = numbers.get(scope_key(row, part.kind), part.degree.strength)
    return list(Degree)[min(number, len(Degree) - 1)]


def scope_refusal(kind: str, row: str, wanted: Degree) -> str:
    """Why a panel of this kind cannot be asked for what is wanted in a matter, in one Korean sentence; "" when it can.

    A mixed panel takes part as far as the further of its sides. Bodies that are no 시민추진단 do so in every matter but
    what the city decides alone.
    """
    return participation.refusal(kind, row, participation.degree(kind, row, scope()), wanted)


def paper_refusal(kind: str, stage_key: str, matter: str) -> str:
    """Why a panel of this kind may not be shown a paper on a matter in a stage, in one Korean sentence; "" when it may."""
    return scope_refusal(kind, participation.row_of(stage_key, matter), Degree.OPINION)


def kinds_for(row: str, wanted: Degree) -> list[PanelKind]:
    """The kinds of panel that may be asked for what is wanted in a matter, in one query."""
    table = scope()
    return [
        kind
        for kind in PanelKind
        if not participation.refusal(kind, row, participation.degree(kind, row, table), wanted)
    ]


def seats_at_once() -> int:
    """How many panels one person should sit in at most at the same time."""
    return norms.value(SEATS_AT_ONCE)


def least_attendance() -> int:
    """The percentage of a year's meetings below which a member may be released."""
    return norms.value(LEAST_ATTENDANCE)
