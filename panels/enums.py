"""The words of chapter 5: kinds of panels, members and texts they sign."""

from django.db.models import TextChoices

from projects.enums import GovernanceType


class PanelKind(TextChoices):
    """A body that takes part in a project.

    시민추진단 is the umbrella of the first five; 시민참여단 is one kind of it (가이드라인 5-2). The last two are not
    시민추진단 but act like them.
    """

    ONLINE = "online", "온라인참여단"
    CITIZEN = "citizen", "시민참여단"
    EXPERT = "expert", "전문가자문단"
    MIXED = "mixed", "혼합(시민참여단+전문가자문단)"
    WORKING = "working", "실무추진단"
    JOINT_BODY = "joint_body", "민관협의체"
    PB_COMMITTEE = "pb_committee", "참여예산위원회"

    @property
    def is_citizen_panel(self) -> bool:
        """Whether the body is a 시민추진단 in the guideline's sense."""
        return self not in (PanelKind.JOINT_BODY, PanelKind.PB_COMMITTEE)

    @property
    def umbrella(self) -> str:
        """What is written before the kind's name, so that 시민추진단 and 시민참여단 are never confused."""
        return "시민추진단" if self.is_citizen_panel else "협의 기구"

    @property
    def excludes_conflicts(self) -> bool:
        """Stakeholders of companies related to the project are kept out (가이드라인 5-2, 실무추진단 구성 원칙 3)."""
        return self is PanelKind.WORKING

    @property
    def definition(self) -> str:
        """One Korean sentence that tells the kind from its neighbours (가이드라인 5-2)."""
        head = f"{_UMBRELLA} " if self.is_citizen_panel else ""
        return head + _DEFINITIONS[self]


_UMBRELLA = "시민추진단은 여러 추진단을 함께 부르는 이름입니다."
_DEFINITIONS = {
    PanelKind.ONLINE: "온라인참여단은 그 가운데 서비스 이용자들이 온라인에서 폭넓게 의견을 내는 모임입니다.",
    PanelKind.CITIZEN: (
        "시민참여단은 그 가운데 서비스 이용자들이 만나서 깊이 있게 의견을 내고 자문·검토하는 모임입니다."
    ),
    PanelKind.EXPERT: "전문가자문단은 그 가운데 정보기술과 해당 분야의 전문가들이 자문·검토하는 모임입니다.",
    PanelKind.MIXED: "혼합 추진단은 그 가운데 시민참여단과 전문가자문단을 한 모임으로 구성한 것입니다.",
    PanelKind.WORKING: (
        "실무추진단은 그 가운데 주요 사항을 사업부서와 함께 결정하는 모임이어서 이해관계자를 제외합니다."
    ),
    PanelKind.JOINT_BODY: "민관협의체는 시민추진단과 달리, 제안한 시민과 사업부서가 사업을 함께 수행하는 기구입니다.",
    PanelKind.PB_COMMITTEE: "참여예산위원회는 시민추진단과 달리, 시민참여예산 제안을 숙의하고 심사하는 기구입니다.",
}


KINDS_FOR: dict[str, tuple[PanelKind, ...]] = {
    GovernanceType.CONSULTATION: (PanelKind.ONLINE,),
    GovernanceType.ADVISORY: (PanelKind.CITIZEN, PanelKind.EXPERT, PanelKind.MIXED, PanelKind.ONLINE),
    GovernanceType.COLLABORATION: (
        PanelKind.WORKING,
        PanelKind.CITIZEN,
        PanelKind.EXPERT,
        PanelKind.MIXED,
        PanelKind.ONLINE,
    ),
    GovernanceType.CITIZEN_LED: (PanelKind.JOINT_BODY, PanelKind.PB_COMMITTEE),
}
"""Which kinds a governance type allows, its main ones first."""


class PanelState(TextChoices):
    FORMING = "forming", "구성 중"
    ACTIVE = "active", "활동 중"
    DISSOLVED = "dissolved", "해산"


class MemberRole(TextChoices):
    MEMBER = "member", "단원"
    CHAIR = "chair", "단장"
    SECRETARY = "secretary", "간사"


class MemberSide(TextChoices):
    """The half of a mixed panel that a member sits on."""

    CITIZEN = "citizen", "시민참여단"
    EXPERT = "expert", "전문가자문단"


class MemberState(TextChoices):
    INVITED = "invited", "초대함"
    ACTIVE = "active", "활동 중"
    SUSPENDED = "suspended", "직무 정지"
    DECLINED = "declined", "사양함"
    EXCLUDED = "excluded", "이해관계로 제외"
    WITHDRAWN = "withdrawn", "그만둠"
    RELEASED = "released", "위촉 해제"
    ENDED = "ended", "임기 만료"
    CANCELLED = "cancelled", "초대 취소"

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return _TONES.get(self, "gray")


_TONES = {
    MemberState.ACTIVE: "success",
    MemberState.INVITED: "info",
    MemberState.EXCLUDED: "danger",
    MemberState.RELEASED: "warning",
    MemberState.SUSPENDED: "warning",
}
OPEN = (MemberState.INVITED, MemberState.ACTIVE, MemberState.SUSPENDED)
"""The states of a seat that is offered or taken."""
SEATED = (MemberState.ACTIVE, MemberState.SUSPENDED)
"""Who holds a seat. Only who is active may use it: a suspended member sees, gets and decides nothing until it is settled."""


class ReleaseGround(TextChoices):
    """Why a member's appointment ends before its time. Panels borrow what binds the city's committees
    (서울특별시 각종 위원회의 설치·운영에 관한 조례 제8조의2).

    The last one is what the dissolution of the panel writes; nobody chooses it.
    """

    WISH = "wish", "본인이 그만두기를 바라는 경우"
    UNABLE = "unable", "6개월 이상 활동하기 어려운 경우"
    DISCLOSURE = "disclosure", "활동하며 알게 된 비밀을 누설한 경우"
    MISCONDUCT = "misconduct", "추진단과 관련한 비위가 있는 경우"
    NO_RECUSAL = "no_recusal", "이해관계가 있는데도 회피하지 않은 경우"
    ATTENDANCE = "attendance", "최근 1년의 회의 출석률이 기준에 못 미치는 경우"
    NEGLECT = "neglect", "맡은 일을 게을리하거나 품위를 손상한 경우"
    OTHER = "other", "그 밖의 경우"
    DISSOLUTION = "dissolution", "추진단 해산"

    @classmethod
    def offered(cls) -> list[tuple[str, str]]:
        """Those that an officer chooses from."""
        return [choice for choice in cls.choices if choice[0] != cls.DISSOLUTION]


class TextKind(TextChoices):
    """What a member agrees to when accepting, and an applicant when applying."""

    PLEDGE = "pledge", "비밀유지·청렴 서약"
    CONSENT = "consent", "개인정보 수집·이용 동의(필수)"
    CONSENT_NAME = "consent_name", "이름 공개 동의(선택)"
    APPLY = "apply", "신청자 개인정보 수집·이용 동의(필수)"
    APPLY_NEWS = "apply_news", "다음 모집 안내 동의(선택)"
    GUARDIAN = "guardian", "법정대리인 동의(만 14세 미만 필수)"

    @property
    def is_required(self) -> bool:
        return self not in (TextKind.CONSENT_NAME, TextKind.APPLY_NEWS)

    @property
    def short(self) -> str:
        return _SHORT[self]

    @property
    def agreement(self) -> str:
        """What is said by ticking the text."""
        return _AGREEMENTS[self]


_SHORT = {
    TextKind.PLEDGE: "서약",
    TextKind.CONSENT: "개인정보 동의",
    TextKind.CONSENT_NAME: "이름 공개 동의",
    TextKind.APPLY: "신청 개인정보 동의",
    TextKind.APPLY_NEWS: "다음 모집 안내 동의",
    TextKind.GUARDIAN: "법정대리인 동의",
}
_AGREEMENTS = {
    TextKind.PLEDGE: "위 내용을 지킬 것을 서약합니다.",
    TextKind.CONSENT: "개인정보 수집·이용에 동의합니다.",
    TextKind.CONSENT_NAME: "이름 공개에 동의합니다.",
    TextKind.APPLY: "개인정보 수집·이용에 동의합니다.",
    TextKind.APPLY_NEWS: "다음 모집 안내를 받는 데 동의합니다.",
    TextKind.GUARDIAN: "법정대리인으로서 위 내용에 동의합니다.",
}
MEMBER_TEXTS = (TextKind.PLEDGE, TextKind.CONSENT, TextKind.CONSENT_NAME)
"""What is put before somebody who accepts a seat."""
APPLICANT_TEXTS = (TextKind.APPLY, TextKind.APPLY_NEWS, TextKind.GUARDIAN)
"""What is put before somebody who applies for one."""
