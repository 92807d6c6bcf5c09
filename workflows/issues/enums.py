from django.db.models import TextChoices


class Side(TextChoices):
    """On whose behalf somebody speaks."""

    MEMBER = "member", "추진단"
    OFFICER = "officer", "사업부서"
    VENDOR = "vendor", "수행사"


class IssueState(TextChoices):
    OPEN = "open", "협의 중"
    SETTLED = "settled", "조정 완료"
    WITHDRAWN = "withdrawn", "철회"
