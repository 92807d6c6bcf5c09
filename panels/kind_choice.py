"""Which kind of 시민추진단 fits what the department wants of it: 참여 형태 × 전문성 × 참여 정도 (가이드라인 5-1).

Pure. The guideline names the three axes and describes the kinds; its table is lost, so the cells follow the kinds'
descriptions and rules of composition. 혼합 exists only of 시민참여단 and 전문가자문단, which both advise.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from .composition import kind_refusal
from .enums import PanelKind
from .participation import Degree


class Form(TextChoices):
    """참여 형태: where the panel works."""

    ONLINE = "online", "온라인"
    OFFLINE = "offline", "오프라인"


class Expertise(TextChoices):
    """전문성: who is wanted."""

    GENERAL = "general", "일반(수혜자·사용자)"
    EXPERT = "expert", "전문(IT·해당 분야 전문가)"
    BOTH = "both", "일반과 전문을 함께"


DEGREES = (Degree.OPINION, Degree.ADVICE, Degree.DECISION)
"""참여 정도: how far the panel goes, from saying to deciding."""

PREMISE = "{kind} 활동은 오프라인을 전제로 합니다. 온라인으로만 운영하려면 화상회의처럼 서로 이야기할 방법을 마련해 주세요."
_REASONS = {
    PanelKind.ONLINE: "이용자들이 온라인에서 폭넓게 의견을 내는 모임이 필요합니다.",
    PanelKind.CITIZEN: "이용자들이 만나서 깊이 있게 의견을 내고 자문·검토하는 모임이 필요합니다.",
    PanelKind.EXPERT: "정보기술과 해당 분야의 전문지식으로 자문·검토하는 모임이 필요합니다.",
    PanelKind.MIXED: "이용자와 전문가가 한자리에서 자문·검토하는 모임이 필요합니다.",
    PanelKind.WORKING: "주요 사항을 사업부서와 함께 결정하는 모임이 필요합니다.",
}
NO_DECISION_ONLINE = (
    "함께 결정하려면 여러 차례의 오프라인 활동이 전제되어, 온라인으로만 활동하는 추진단은 둘 수 없습니다."
)
NO_MIXED_DECISION = (
    "실무추진단은 다른 추진단과 섞지 않습니다. 일반과 전문을 나누지 않고 한 모임으로 구성합니다."
)
NO_MIXED_OPINION = "시민참여단과 전문가자문단은 자문·검토를 함께할 때만 섞습니다."
EXPERTS_AS_USERS = "전문가도 이용자의 한 사람으로 의견을 냅니다."


@dataclass(frozen=True)
class Choice:
    """What three answers lead to: a kind with why and what to mind, or no kind with why not."""

    kind: PanelKind | None
    reason: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A choice within a governance type, with the sentence why the type does not allow the kind, if it does not."""

    choice: Choice
    refusal: str

    @property
    def allowed(self) -> bool:
        return self.choice.kind is not None and not self.refusal


def choose(form: str, expertise: str, degree: str) -> Choice:
    """The kind that fits the three answers. Raises ValueError for an answer that the guideline does not know."""
    form, expertise, degree = Form(form), Expertise(expertise), Degree(degree)
    if degree not in DEGREES:
        raise ValueError(f"no degree of a panel: {degree}")
    if degree == Degree.DECISION:
        return _deciding(form, expertise)
    if degree == Degree.OPINION and expertise == Expertise.BOTH:
        return Choice(None, NO_MIXED_OPINION)
    if degree == Degree.OPINION and form == Form.ONLINE:
        notes = (EXPERTS_AS_USERS,) if expertise == Expertise.EXPERT else ()
        return Choice(PanelKind.ONLINE, _REASONS[PanelKind.ONLINE], notes)
    return _advising(form, expertise)


def _deciding(form: Form, expertise: Expertise) -> Choice:
    if form == Form.ONLINE:
        return Choice(None, NO_DECISION_ONLINE)
    notes = (NO_MIXED_DECISION,) if expertise == Expertise.BOTH else ()
    return Choice(PanelKind.WORKING, _REASONS[PanelKind.WORKING], notes)


def _advising(form: Form, expertise: Expertise) -> Choice:
    kind = {
        Expertise.GENERAL: PanelKind.CITIZEN,
        Expertise.EXPERT: PanelKind.EXPERT,
        Expertise.BOTH: PanelKind.MIXED,
    }[expertise]
    notes = (PREMISE.format(kind=kind.label),) if form == Form.ONLINE else ()
    return Choice(kind, _REASONS[kind], notes)


def suggest(governance_type: str, form: str, expertise: str, degree: str) -> Suggestion:
    """The same within a governance type, which allows some kinds only (가이드라인 5-1); "" is one not yet chosen."""
    choice = choose(form, expertise, degree)
    return Suggestion(choice, kind_refusal(governance_type, choice.kind) if choice.kind else "")
