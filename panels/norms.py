"""Numbers about panels that an administrator may edit."""

from projects import norms
from projects.norms import NormSpec

from .composition import BANDS, Band
from .enums import PanelKind

SIZE_SOURCE = "가이드라인 5-2 구성 인원(권고사항)"
BAND_SOURCE = "가이드라인 5-2의 ‘내외’를 20% 안팎으로 읽은 운영 기본값"

INVITATION_DAYS = NormSpec(
    "panel.invitation.days", "추진단 초대에 답할 수 있는 기간", 14, "일", "운영 기본값"
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


SPECS: list[NormSpec] = [spec for kind in PanelKind for spec in specs_of(kind)] + [INVITATION_DAYS]


def band_of(kind: str) -> Band | None:
    """The band in force for a kind, with what an administrator has edited; in one query, none without a band."""
    specs = specs_of(PanelKind(kind))
    return _band(PanelKind(kind), norms.values(specs)) if specs else None


def bands() -> dict[PanelKind, Band]:
    """The bands in force of all kinds that have one, in one query."""
    numbers = norms.values([spec for kind in PanelKind for spec in specs_of(kind)])
    return {kind: _band(kind, numbers) for kind in PanelKind if kind in BANDS}


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
