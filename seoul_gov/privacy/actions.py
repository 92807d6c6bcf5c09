"""The one door through which accesses to personal data are written down."""

from collections.abc import Iterable

from seoul_gov.audit.middleware import current_address

from .enums import Deed
from .models import AccessEntry


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
        page=page,
        subject=subject[:200],
        subject_ids=others,
        count=persons,
        reason=reason,
    )
