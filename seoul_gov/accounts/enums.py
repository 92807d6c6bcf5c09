from django.db.models import TextChoices


class Role(TextChoices):
    """What city staff may be granted.

    Citizens, panel members and contractors hold no grant: panels and projects know them.
    """

    OFFICER = "officer", "사업담당자"
    HEAD = "head", "부서장"
    GOVERNANCE_OFFICER = "governance_officer", "거버넌스 담당"
    AUDITOR = "auditor", "감사 담당"
    DPO = "dpo", "개인정보 담당"
    ADMINISTRATOR = "administrator", "시스템 관리자"

    @property
    def needs_department(self) -> bool:
        return self in (Role.OFFICER, Role.HEAD)
