"""The one door through which accesses to personal data are written down, checked, and forgotten when their time is over."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.audit.middleware import current_address
from seoul_gov.ui.korean import today
from seoul_gov.ui.verdicts import require

from . import events, permissions
from .enums import Deed
from .models import AccessEntry, MonthlyCheck
from .months import last_day, said

NOT_OVER = "아직 끝나지 않은 달입니다. 달이 끝난 뒤에 점검해 주세요."
CHECKED_ALREADY = "이미 점검을 마친 달입니다."


def note(
    *,
    by,
    deed: Deed,
    page: str,
    subject: str,
    subject_ids: Iterable[int] = (),
    count: int = 0,
    reason: str = "",
) -> AccessEntry | None:
    """Write that ``by`` saw, searched, took out or changed somebody's personal data; None where it was nobody's.

    ``page`` says where in Korean (``추진단 명단``), ``subject`` whose data it was (``‘…’ 시민참여단 단원 8명``),
    ``subject_ids`` the keys of their accounts as far as there are any and ``count`` how many persons they are where
    some have none. A person's own data is no access: their key is left out. A download without a reason is refused
    by the database.
    """
    others = sorted({pk for pk in subject_ids if pk and pk != by.pk})
    persons = max(count, len(others))
    if not persons:
        return None
    return AccessEntry.objects.create(
        actor_id=by.pk,
        actor=str(by)[:100],
        address=current_address(),
        deed=deed,
        page=page[:100],
        subject=subject[:200],
        subject_ids=others,
        count=persons,
        reason=reason,
    )


@transaction.atomic
def check(*, by, month: date, note: str) -> MonthlyCheck:
    """Write that the month, named by its first day, was gone through, and what was found; once a month.

    Raises ValidationError for a month that is not over and for one that somebody has checked.
    """
    require(permissions.can_check(by))
    if last_day(month) >= today():
        raise ValidationError(NOT_OVER)
    try:
        with transaction.atomic():
            done = MonthlyCheck.objects.create(month=month, checked_by=by, note=note)
    except IntegrityError:
        raise ValidationError(CHECKED_ALREADY) from None
    audit.record(by=by, kind=events.CHECKED, on=done, chain=f"privacy:{month:%Y-%m}", month=said(month))
    return done


@transaction.atomic
def forget() -> int:
    """Delete what is older than PORTAL_ACCESS_LOG_DAYS; answers how many entries that were."""
    before = timezone.now() - timedelta(days=settings.PORTAL_ACCESS_LOG_DAYS)
    past = AccessEntry.objects.past_their_time(before)
    newest = past.first()
    if newest is None:
        return 0
    count = past.forget()
    facts = {"before": before.isoformat(timespec="seconds"), "count": count}
    audit.record(by=None, kind=events.FORGOTTEN, on=newest, chain="privacy:log", data=facts, count=count)
    return count
