"""How single values of the facts are written in a paper. Pure."""

from datetime import date, datetime

from seoul_gov.ui.korean import korean_date, korean_datetime, korean_period

NOTHING = "-"


def day(text: str) -> str:
    """An ISO date as a paper writes it."""
    return korean_date(date.fromisoformat(text)) if text else NOTHING


def moment(text: str) -> str:
    return korean_datetime(datetime.fromisoformat(text))


def period(start: str, end: str) -> str:
    """Two ISO dates, one of which may be empty."""
    sides = [date.fromisoformat(side) if side else None for side in (start, end)]
    return korean_period(*sides) or NOTHING


def share(part: int, whole: int) -> str:
    """``8/10명(80.0%)``; a dash where nobody was asked."""
    return f"{part}/{whole}명({percent(100 * part / whole)})" if whole else NOTHING


def percent(number: float | None) -> str:
    return NOTHING if number is None else f"{number:.1f}%"


def count(number: int, unit: str = "건") -> str:
    return f"{number:,}{unit}"
