"""What waits for a person in conflicts: a tie to look into, an opinion to give."""

from django.db.models import Q, QuerySet, Value
from django.urls import reverse

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import korean_date, today

from .enums import Ground
from .models import Suspension

ROOM = "conflicts"


def rows(user) -> QuerySet | None:
    """For officers and heads what their departments have to decide, for a suspended member their own."""
    if not user.is_authenticated:
        return None
    if departments := user.departments_as(Role.OFFICER, Role.HEAD):
        return told(decided_by(user, departments), "detail")
    return None if user.is_official else told(unanswered(user), "opinion")


def told(suspensions: QuerySet[Suspension], what: str) -> QuerySet:
    """The suspensions as rows: ``number`` is the seat's, ``moment`` when the member spoke."""
    return shaped(
        suspensions,
        ROOM,
        what=Value(what),
        thing="pk",
        label="membership__panel__name",
        project="membership__panel__project__title",
        due="decide_by",
        number="membership",
        moment="stated_at",
    )


def decided_by(user, departments) -> QuerySet[Suspension]:
    """The departments' open suspensions, as far as somebody else has reported them."""
    own = Q(ground=Ground.REPORTED, suspended_by=user)
    return (
        Suspension.objects.open().filter(membership__panel__project__department__in=departments).exclude(own)
    )


def unanswered(user) -> QuerySet[Suspension]:
    """The person's open suspensions about which they have said nothing and still may."""
    return Suspension.objects.open().filter(membership__user=user, stated_at=None, decide_by__gte=today())


def line(row: Row) -> Errand:
    url = reverse(f"conflicts:{row.what}", args=[row.thing])
    if row.what == "opinion":
        return Errand(f"‘{row.label}’ 직무 정지에 의견 내기", row.project, "의견 내기", url, row.due)
    title = f"‘{row.label}’ {row.number}번 단원의 이해관계 확인하기"
    term = korean_date(row.due)
    note = "본인이 의견을 냈습니다." if row.moment else f"{term}까지 본인이 의견을 낼 수 있습니다."
    return Errand(title, row.project, "이해관계 확인하기", url, row.due, note)
