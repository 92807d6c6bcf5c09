"""What waits for a person in issues: the officials answer and settle them; the other sides are told by mail."""

from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import today

from .enums import Side
from .models import Issue

ROOM = "issues"
ACTS = {"detail": ("협의에 답하기", "답하기"), "settle": ("조정결과 적기", "결과 적기")}


def rows(user) -> QuerySet | None:
    """Issues of the person's offices to answer or to settle; none while the department's own question still has time
    to be answered."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return None
    asked = Q(answered_at=None) & ~Q(side=Side.OFFICER)
    ours = Issue.objects.open().in_work().filter(duty__stage__run__project__department__in=offices)
    ours = ours.filter(asked | Q(answered_at__isnull=False) | Q(reply_due_on__lt=today()))
    return shaped(
        ours,
        ROOM,
        what=Case(When(asked, then=Value("detail")), default=Value("settle")),
        thing="pk",
        label="title",
        project="duty__stage__run__project__title",
        due="reply_due_on",
        detail="side",
    )


def line(row: Row) -> Errand:
    what, action = ACTS[row.what]
    url = reverse(f"issues:{row.what}", args=[row.thing])
    note = f"{Side(row.detail).label} 제기"
    return Errand(f"{what}: {row.label}", row.project, action, url, row.due, note)
