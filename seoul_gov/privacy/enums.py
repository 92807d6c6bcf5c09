from django.db.models import TextChoices


class Deed(TextChoices):
    """What was done with personal data (개인정보의 안전성 확보조치 기준 제8조: 수행업무)."""

    VIEW = "view", "조회"
    SEARCH = "search", "검색"
    DOWNLOAD = "download", "내려받기"
    CHANGE = "change", "변경"


class Hours(TextChoices):
    """When in the week it was done."""

    OFF = "off", "업무시간 밖"
