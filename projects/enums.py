"""The words of chapters 1 and 2 that every room above shares."""

from django.db.models import TextChoices


class ProjectKind(TextChoices):
    """What is bought: a system or a study. Decides which stages the work passes (가이드라인 4-1, ※ 항목)."""

    DEVELOPMENT = "development", "개발사업"
    CONSULTING = "consulting", "컨설팅사업"


class GovernanceType(TextChoices):
    """How a project is run with citizens (가이드라인 2), written from the weakest to the strongest.

    Never compare members with ``<``: they are strings. Compare ``strength``.
    The third type is printed 시민협력형 in the head of the criteria table; it is the 시민협업형 of chapter 2.
    """

    CONSULTATION = "consultation", "시민협의형"
    ADVISORY = "advisory", "시민자문형"
    COLLABORATION = "collaboration", "시민협업형"
    CITIZEN_LED = "citizen_led", "시민주도형"

    @property
    def strength(self) -> int:
        """How far citizens take part, 1 to 4 (가이드라인 3: each type is "강화된 형태" of the one before)."""
        return list(GovernanceType).index(self) + 1

    @property
    def definition(self) -> str:
        """One Korean sentence that says what the type is (가이드라인 2와 3)."""
        return _DEFINITIONS[self]


_DEFINITIONS = {
    GovernanceType.CONSULTATION: (
        "서울시가 기획한 사업에서 불특정 다수 시민의 의견을 필요할 때 선택적으로 수렴하는 유형입니다."
    ),
    GovernanceType.ADVISORY: (
        "서울시가 기획한 사업에서 선별된 시민 사용자와 전문가 그룹이 추진 단계별로 정기 자문하는 유형입니다."
    ),
    GovernanceType.COLLABORATION: (
        "서울시가 기획한 사업에서 시민이 단계별 의사결정을 공동으로 진행하는 유형입니다"
        "(예산, 계약·검수 등 행정적 의사결정은 제외)."
    ),
    GovernanceType.CITIZEN_LED: (
        "시민이 제안한 신규 사업에 시민참여예산제를 적용하여 전 과정을 민관이 함께 추진하는 유형입니다."
    ),
}


class Phase(TextChoices):
    """The four stretches of a project. 기획 and 실행/통제 are the guideline's words (가이드라인 3)."""

    PLANNING = "planning", "기획"
    PROCUREMENT = "procurement", "발주·계약"
    EXECUTION = "execution", "실행/통제"
    CLOSING = "closing", "종료"


class StageKey(TextChoices):
    """Every stage that some process has; a process definition picks and orders its own.

    Proposal to preparation belong to the citizen-led type, analysis to build to development projects,
    environment to roadmap to consulting projects (가이드라인 3-4와 4-1, ※ 항목); the others to all.
    """

    PROPOSAL = "proposal", "제안"
    SUITABILITY = "suitability", "적정성 검토"
    DELIBERATION = "deliberation", "숙의·심사"
    VOTE = "vote", "시민투표·총회"
    BUDGETING = "budgeting", "예산 편성"
    PREPARATION = "preparation", "실행 준비"
    PLANNING = "planning", "기획"
    PROCUREMENT = "procurement", "발주"
    ANALYSIS = "analysis", "분석"
    DESIGN = "design", "설계"
    BUILD = "build", "개발·시험·전환"
    ENVIRONMENT = "environment", "환경분석"
    AS_IS = "as_is", "현황분석"
    TO_BE = "to_be", "목표모델수립"
    ROADMAP = "roadmap", "이행계획수립"
    CLOSING = "closing", "종료"


class ProjectStatus(TextChoices):
    """How far a project has come; written by ``projects.actions`` alone."""

    DRAFT = "draft", "작성 중"
    REGISTERED = "registered", "등록"
    SELECTING = "selecting", "유형 선정 중"
    CONFIRMED = "confirmed", "유형 확정"
    RUNNING = "running", "추진 중"
    COMPLETED = "completed", "종료"
    NOT_APPLICABLE = "not_applicable", "적용 대상 아님"

    @property
    def tone(self) -> str:
        """The colour family of its badge; the word always stands beside it."""
        return _TONES[self]


PUBLIC_STATUSES = (ProjectStatus.CONFIRMED, ProjectStatus.RUNNING, ProjectStatus.COMPLETED)
"""The states in which anybody may follow a project; before, and where no governance applies, only staff do."""

_TONES = {
    ProjectStatus.DRAFT: "gray",
    ProjectStatus.REGISTERED: "info",
    ProjectStatus.SELECTING: "warning",
    ProjectStatus.CONFIRMED: "info",
    ProjectStatus.RUNNING: "primary",
    ProjectStatus.COMPLETED: "success",
    ProjectStatus.NOT_APPLICABLE: "gray",
}


class Audience(TextChoices):
    """Whom a project is for, as registered; the assessment asks it again in the guideline's own words."""

    GENERAL = "general", "시민 전체"
    SPECIFIC_GROUP = "specific_group", "특정계층 시민"
    LOCAL = "local", "지역주민"
    INTERNAL = "internal", "내부 직원(시민 대상 아님)"


class Matter(TextChoices):
    """What a paper is about. Some papers stay inside the city: what it decides alone is not for panels (가이드라인 2)."""

    GENERAL = "general", "일반 문서"
    REQUEST = "request", "제안요청서(안)"
    BUDGET = "budget", "예산"
    CONTRACT = "contract", "계약"
    EVALUATION = "evaluation", "제안서 평가"
    ACCEPTANCE = "acceptance", "검수"

    @property
    def is_inner(self) -> bool:
        """Whether only city staff and, of its own deliverables, the contractor ever read it."""
        return self in (Matter.CONTRACT, Matter.EVALUATION, Matter.ACCEPTANCE)


INNER_MATTERS = tuple(matter for matter in Matter if matter.is_inner)
NAMELESS = "공개하지 않는 문서"
"""What such a paper is called where others than the city's staff read of it."""


class PartyKind(TextChoices):
    """A company's part in a project; the first three are under contract, the others only have to do with it."""

    CONTRACTOR = "contractor", "수행사"
    SUBCONTRACTOR = "subcontractor", "하도급사"
    SUPPLIER = "supplier", "공급사"
    BIDDER = "bidder", "입찰 참여사"
    AFFILIATE = "affiliate", "계열사"
    CONSULTANT = "consultant", "계획 자문사"

    @property
    def is_under_contract(self) -> bool:
        """Whether its people take part in the work: nobody else of a company has any right in the portal."""
        return self in (PartyKind.CONTRACTOR, PartyKind.SUBCONTRACTOR, PartyKind.SUPPLIER)

    @property
    def definition(self) -> str:
        """One Korean sentence that tells the kind from its neighbours."""
        return _PARTS[self]


_PARTS = {
    PartyKind.CONTRACTOR: "시와 계약한 업체",
    PartyKind.SUBCONTRACTOR: "일의 일부를 맡은 업체",
    PartyKind.SUPPLIER: "장비나 소프트웨어를 대는 업체",
    PartyKind.BIDDER: "제안서를 낸 업체. 시 직원에게만 보입니다.",
    PartyKind.AFFILIATE: "계약한 업체의 계열사",
    PartyKind.CONSULTANT: "사업 계획이나 제안요청서를 도운 업체",
}
UNDER_CONTRACT = tuple(kind for kind in PartyKind if kind.is_under_contract)
