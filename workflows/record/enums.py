from django.db.models import TextChoices


class Section(TextChoices):
    """The parts of a project's record that may grow long; each has a page of its own."""

    OPINIONS = "opinions", "시민 의견수렴"
    REVIEWS = "reviews", "산출물 검토"
    DECISIONS = "decisions", "공동결정"
    ISSUES = "issues", "수시 협의"
    DELIVERABLES = "deliverables", "공개 산출물"

    @property
    def url_name(self) -> str:
        return f"record:{self}"

    @property
    def nothing(self) -> str:
        """What is said where it has no rows."""
        return _NOTHING[self]


_NOTHING = {
    Section.OPINIONS: "시민 의견을 들은 적이 아직 없습니다.",
    Section.REVIEWS: "추진단이 검토한 산출물이 아직 없습니다.",
    Section.DECISIONS: "함께 정한 것이 아직 없습니다.",
    Section.ISSUES: "회의 사이에 따로 협의한 일이 아직 없습니다.",
    Section.DELIVERABLES: "공개한 산출물이 아직 없습니다.",
}
