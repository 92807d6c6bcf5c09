"""How often members came, for the rooms below (``panels.attendance``)."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Count, Q

from panels.attendance import Attended
from panels.models import Membership
from seoul_gov.ui.korean import SEOUL

from .enums import AttendanceState, MeetingState
from .models import Attendance

CAME = (AttendanceState.PRESENT, AttendanceState.VIDEO)
"""Who joined by video was there."""


def count(seats: Iterable[Membership], since: date | None) -> dict[int, Attended]:
    """Of the meetings held with attendance written down, how many each seat had and came to; one query."""
    rows = Attendance.objects.filter(membership__in=seats, meeting__state=MeetingState.HELD)
    if since is not None:
        rows = rows.filter(meeting__starts_at__gte=datetime.combine(since, time.min, SEOUL))
    counted = rows.values("membership").annotate(held=Count("pk"), came=Count("pk", filter=Q(state__in=CAME)))
    return {row["membership"]: Attended(row["held"], row["came"]) for row in counted.order_by()}
