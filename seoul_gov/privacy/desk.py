"""What waits for the privacy officer."""

from django.urls import reverse

from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import today

from . import permissions, selectors
from .months import said

DUE_DAY = 7
"""The first week of a month is there for the month before."""


def waiting(user) -> list[Errand]:
    """Last month's log, until somebody has gone through it; in one query, and none for others."""
    if not permissions.can_check(user):
        return []
    month = selectors.to_check()
    if month is None:
        return []
    url = reverse("privacy:month", args=[f"{month:%Y-%m}"])
    title = f"{said(month)} 개인정보 접속기록 점검하기"
    return [Errand(title, "개인정보 접속기록", "점검하기", url, due=today().replace(day=DUE_DAY))]
