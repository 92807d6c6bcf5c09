"""What an applicant is asked, by kind of panel, and what is still missing (가이드라인 5-2, 구성 원칙). Pure: no database."""

from collections.abc import Mapping

from panels.enums import MemberSide, PanelKind

from .criteria import USUAL, side_of
from .enums import AgeBand, Criterion

EVERYBODY = ("name", "age_band", "gender", "occupation", "district")
CITIZENS = ("frequency", "record")
EXPERTS = ("expertise", "record")
ASKED: dict[str, tuple[str, ...]] = {
    PanelKind.ONLINE: ("frequency", "interest", "understanding"),
    PanelKind.CITIZEN: CITIZENS,
    PanelKind.EXPERT: EXPERTS,
    PanelKind.MIXED: ("side", "frequency", "expertise", "record"),
    PanelKind.WORKING: ("understanding", "record", "frequency"),
}
"""The questions that only some kinds ask, in their order; every kind asks the common ones and who has ties."""

ONE_SIDED = {"frequency": MemberSide.CITIZEN, "expertise": MemberSide.EXPERT}
"""Which side of a mixed panel alone answers a question."""

MOST_WANTED = 10
"""No kind wants more answers than these before an application can be handed in, beside the days, the ties and the
agreement: who has to fill more in than fits into five minutes does not apply."""

TIES = ("employer", "past_employers", "family", "bodies", "services")
GUARDIAN = ("guardian_name", "guardian_contact")
WANTED = {
    "name": "이름을 적어 주세요.",
    "age_band": "연령대를 골라 주세요.",
    "gender": "성별을 골라 주세요.",
    "occupation": "직업을 골라 주세요.",
    "district": "사는 곳을 골라 주세요.",
    "side": "시민참여단과 전문가자문단 가운데 하나를 골라 주세요.",
    "frequency": "서비스를 얼마나 자주 쓰는지 골라 주세요.",
    "interest": "어떤 점에 관심이 있는지 적어 주세요.",
    "understanding": "알고 있는 것이나 생각을 적어 주세요.",
    "record": "활동경력을 적어 주세요. 없으면 ‘없음’이라고 적어 주세요.",
    "expertise": "전문분야와 경력을 적어 주세요.",
    "guardian_name": "만 14세 미만이면 법정대리인의 이름을 적어 주세요.",
    "guardian_contact": "만 14세 미만이면 법정대리인의 연락처를 적어 주세요.",
}
NO_DECLARATION = "이해관계가 있는지 골라 주세요."
NO_DETAIL = "이해관계가 있으면 아래 칸 가운데 맞는 곳에 내용을 적어 주세요."


def takes_evidence(kind: str) -> bool:
    """Whether a paper may prove what is said: in the kinds that meet and look at records."""
    return kind != PanelKind.ONLINE


def scores_record(kind: str, side: object) -> bool:
    """Whether the record counts for a seat on that side of a panel of that kind: only then must it be told."""
    return Criterion.RECORD in USUAL[kind] and side_of(kind, Criterion.RECORD) in ("", side)


def wanted(kind: str, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The names of what must be answered by this applicant."""
    own = ASKED[kind]
    if kind == PanelKind.MIXED:
        sided = {MemberSide.CITIZEN: CITIZENS, MemberSide.EXPERT: EXPERTS}
        own = ("side", *sided.get(facts.get("side"), ()))
    if not scores_record(kind, facts.get("side")):
        own = tuple(name for name in own if name != "record")
    guarded = GUARDIAN if facts.get("age_band") == AgeBand.UNDER_14 else ()
    return (*EVERYBODY, *own, *guarded)


def gaps(kind: str, facts: Mapping[str, object]) -> dict[str, str]:
    """What is missing before the application can be handed in: a sentence by field, in the order of the page."""
    found = {name: WANTED[name] for name in wanted(kind, facts) if not str(facts.get(name) or "").strip()}
    if facts.get("has_conflict") is None:
        found["has_conflict"] = NO_DECLARATION
    elif facts["has_conflict"] and not any(str(facts.get(name) or "").strip() for name in TIES):
        found["has_conflict"] = NO_DETAIL
    return found
