"""The words of chapter 4: the rows of the criteria table, the questions, the outcomes and their reasons."""

from django.db.models import TextChoices


class Origin(TextChoices):
    """사업 기획 주체 (제안 경로 포함): who planned or proposed the project (가이드라인 4-1)."""

    CITY = "city", "서울시"
    CITIZEN = "citizen", "시민"


class Scope(TextChoices):
    """사업 수혜 범위: who benefits, the widest that is true (가이드라인 4-1)."""

    GENERAL = "general", "일반시민"
    SPECIFIC_GROUP = "specific_group", "특정계층 시민"
    LOCAL = "local", "지역주민"


class Mode(TextChoices):
    """시민참여 방식: how citizens take part; a project may need several (가이드라인 4-1).

    Members are strings: ``Mode.ADVISORY == GovernanceType.ADVISORY``. Never mix the two in one set.
    """

    OPINION = "opinion", "의견제시"
    ADVISORY = "advisory", "자문"
    DECISION = "decision", "의사결정 참여"


class Question(TextChoices):
    """Every question of an assessment, in the order asked. The values are the fields of ``Answers``."""

    IS_IT_PROJECT = "is_it_project", "정보화사업 여부"
    CITIZEN_FACING = "citizen_facing", "대시민 서비스 여부"
    SIMPLE_MAINTENANCE = "simple_maintenance", "단순 유지관리 여부"
    CLOSED_SECURITY = "closed_security", "보안상 비공개 여부"
    URGENT = "urgent", "긴급 여부"
    ORIGIN = "origin", "사업 기획 주체"
    ABSORBABLE = "absorbable", "기존 사업 포함 가능 여부"
    DISTRICT_AFFAIR = "district_affair", "자치구 소관 여부"
    PB_FIT = "pb_fit", "시민참여예산제 적합 여부"
    SCOPE = "scope", "수혜 범위"
    MODES = "modes", "시민참여 방식"


class Status(TextChoices):
    """What came out of an assessment."""

    RECOMMENDED = "recommended", "권고"
    RESOLVED = "resolved", "규칙에 따른 권고"
    REVIEW = "review", "검토 필요"
    NOT_APPLICABLE = "not_applicable", "적용 대상 아님"
    REDIRECT = "redirect", "다른 창구 안내"
    INCOMPLETE = "incomplete", "답변 미완료"


class Verdict(TextChoices):
    """What one criterion says about one governance type."""

    IN = "in", "맞음"
    OUT = "out", "맞지 않음"
    UNANSWERED = "unanswered", "답하지 않음"


class ReasonCode(TextChoices):
    """Why an assessment did not simply end in a recommendation from the table's cells."""

    NA_1 = "NA-1", "정보화사업 아님"
    NA_2 = "NA-2", "대시민 서비스 아님"
    NA_3 = "NA-3", "단순 유지관리"
    NA_4 = "NA-4", "보안상 비공개"
    NA_5 = "NA-5", "긴급 사업"
    NA_6 = "NA-6", "시민참여 방식 없음"
    RD_1 = "RD-1", "시민참여예산제에 맞지 않음"
    RD_2 = "RD-2", "자치구 소관"
    IN_1 = "IN-1", "답하지 않은 물음 있음"
    RS_1 = "RS-1", "특정계층 시민의 의견제시"
    RS_2 = "RS-2", "시민참여예산제 대상 시민 제안"
    RV_1 = "RV-1", "지역주민 대상 사업"
    RV_2 = "RV-2", "기준표에 맞는 칸 없음"

    @property
    def status(self) -> Status:
        """The outcome that this reason belongs to."""
        return _STATUS_OF_FAMILY[self.value[:2]]

    @property
    def sentence(self) -> str:
        """The reason in one Korean sentence, for the person who answered."""
        return _SENTENCES[self]


_STATUS_OF_FAMILY = {
    "NA": Status.NOT_APPLICABLE,
    "RD": Status.REDIRECT,
    "IN": Status.INCOMPLETE,
    "RS": Status.RESOLVED,
    "RV": Status.REVIEW,
}

_SENTENCES = {
    ReasonCode.NA_1: "정보화사업이 아니므로 거버넌스를 적용하지 않습니다.",
    ReasonCode.NA_2: "시민에게 제공하는 서비스가 아니므로 거버넌스를 적용하지 않습니다.",
    ReasonCode.NA_3: "단순 유지관리·운영이나 장비·상용 소프트웨어 구매이므로 거버넌스를 적용하지 않습니다.",
    ReasonCode.NA_4: "보안상 시민에게 공개할 수 없는 사업이므로 거버넌스를 적용하지 않습니다.",
    ReasonCode.NA_5: "시민참여 절차를 밟을 시간이 없는 긴급한 사업이므로 거버넌스를 적용하지 않습니다.",
    ReasonCode.NA_6: "의견제시, 자문, 의사결정 참여가 모두 필요하지 않으므로 거버넌스를 적용하지 않습니다.",
    ReasonCode.RD_1: "시민참여예산제의 성격에 맞지 않는 제안이므로 시민제안 창구로 안내합니다.",
    ReasonCode.RD_2: "자치구 소관 사무이므로 해당 자치구의 주민참여예산으로 안내합니다.",
    ReasonCode.IN_1: "답하지 않은 물음이 남아 있으면 결과를 내지 않습니다.",
    ReasonCode.RS_1: (
        "특정계층 시민의 의견만 듣는 사업은 기준표에 맞는 유형이 없으므로, "
        "그 계층의 사용자로 추진단을 꾸리는 시민자문형으로 정합니다."
    ),
    ReasonCode.RS_2: (
        "기존 사업에 포함할 수 없고 시민참여예산제에 맞는 시민 제안이므로, "
        "수혜 범위나 참여 방식과 관계없이 시민주도형으로 정합니다."
    ),
    ReasonCode.RV_1: (
        "지역주민이 대상인 이 답에는 맞는 칸이 없어, "
        "가장 가까운 ‘특정계층 시민’의 기준을 참고하여 임시 유형을 둡니다."
    ),
    ReasonCode.RV_2: (
        "사업 기획 주체, 수혜 범위, 시민참여 방식에 모두 맞는 유형이 없고, 정해진 규칙에도 해당하지 않습니다."
    ),
}


class EditionState(TextChoices):
    """A criteria edition is edited as a draft and never again once it is published."""

    DRAFT = "draft", "작성 중"
    PUBLISHED = "published", "발행"


class AssessmentState(TextChoices):
    """Where an assessment stands on its way to a confirmed type (기안 → 협의 → 결재)."""

    DRAFTING = "drafting", "기안 중"
    SUBMITTED = "submitted", "결재 중"
    RETURNED = "returned", "반려"
    CONFIRMED = "confirmed", "확정"
    ABANDONED = "abandoned", "그만둠"


class ApprovalStep(TextChoices):
    """The line of approval: 기안·검토·협조·결재, and the ends that it may take before: 반려, 그만둠."""

    DRAFT = "draft", "기안"
    REVIEW = "review", "확인"
    CONCUR = "concur", "협의"
    APPROVE = "approve", "결재"
    RETURN = "return", "반려"
    ABANDON = "abandon", "그만둠"
