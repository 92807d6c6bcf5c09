"""What waits for the privacy officer."""

from django.db.models import QuerySet, Value
from django.urls import reverse

from seoul_gov.accounts.models import User
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import today

from . import permissions, selectors
from .months import month_before, said

ROOM = "privacy"
DUE_DAY = 7
"""The first week of a month is there for the month before."""


def rows(user) -> QuerySet | None:
    """The officer's own row, until somebody has gone through last month's log."""
    if not permissions.can_check(user):
        return None
    return shaped(
        User.objects.filter(selectors.is_to_check(month_before(today())), pk=user.pk),
        ROOM,
        what=Value("month"),
        thing="pk",
        due=Value(today().replace(day=DUE_DAY)),
    )


def line(row: Row) -> Errand:
    month = month_before(row.due)
    url = reverse("privacy:month", args=[f"{month:%Y-%m}"])
    title = f"{said(month)} 개인정보 접속기록 점검하기"
    return Errand(title, "개인정보 접속기록", "점검하기", url, due=row.due)
