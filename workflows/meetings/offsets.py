"""When members are reminded of a meeting. Pure, no database."""

from datetime import datetime, timedelta

OFFSETS = {
    "7d": timedelta(days=7),
    "1d": timedelta(days=1),
    "2h": timedelta(hours=2),
}
"""How long before the start, by the name that the ledger keeps; the farthest first."""

FARTHEST = max(OFFSETS.values())


def due_offset(*, starts_at: datetime, announced_at: datetime, now: datetime) -> str | None:
    """The reminder that is due at ``now``, None where there is none. All moments are aware.

    Of those whose moment has passed only the nearest to the start is due: after an outage nobody gets two. What
    lay before the announcement never was due, and nothing is once the meeting has begun.
    """
    if now >= starts_at:
        return None
    passed = [name for name, offset in OFFSETS.items() if announced_at <= starts_at - offset <= now]
    return passed[-1] if passed else None
