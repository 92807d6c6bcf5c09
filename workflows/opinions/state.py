"""The moment: whether a round takes words, and how it stands. Raises, with one sentence, when it does not."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError

from seoul_gov.ui.korean import SEOUL, korean_date, today
from workflows.runs.state import refuse_done

from .enums import RoundPhase, RoundState
from .models import OpinionRound

SHORTEST, LONGEST = timedelta(days=7), timedelta(days=30)
"""What is recommended; a shorter or longer round is warned of and not refused."""
A_YEAR = timedelta(days=365)


def ends_at(round: OpinionRound) -> datetime:
    """The first moment that is too late: midnight in Seoul after the last day."""
    return datetime.combine(round.closes_on + timedelta(days=1), time.min, SEOUL)


def is_over(round: OpinionRound) -> bool:
    """Whether the last day has passed in Seoul."""
    return today() > round.closes_on


def has_begun(round: OpinionRound) -> bool:
    """Whether the first day has come in Seoul."""
    return today() >= round.opens_on


def refuse_ended_round(round: OpinionRound) -> None:
    """Raise ValidationError unless the round is still open."""
    if round.state == RoundState.CLOSED:
        raise ValidationError("이미 마감한 의견수렴입니다.")
    if round.state == RoundState.CANCELLED:
        raise ValidationError("취소한 의견수렴입니다.")


def refuse_deaf(round: OpinionRound) -> None:
    """Raise ValidationError unless citizens may speak now: an open round of an open duty, between its days."""
    refuse_ended_round(round)
    if not has_begun(round):
        raise ValidationError(f"{korean_date(round.opens_on)}부터 의견을 낼 수 있습니다.")
    if is_over(round):
        raise ValidationError(f"의견을 받는 기간({korean_date(round.closes_on)}까지)이 지났습니다.")
    try:
        refuse_done(round.duty)
    except ValidationError:
        raise ValidationError("사업의 절차가 바뀌어 지금은 의견을 받지 않습니다.") from None


def takes_words(round: OpinionRound) -> bool:
    """Whether citizens may speak now."""
    try:
        refuse_deaf(round)
    except ValidationError:
        return False
    return True


def phase(round: OpinionRound) -> RoundPhase:
    """How the round stands today; it comes with its duty, stage, run and project."""
    if not round.is_open:
        return RoundPhase.CLOSED if round.is_closed else RoundPhase.CANCELLED
    if not has_begun(round):
        return RoundPhase.PLANNED
    if is_over(round):
        return RoundPhase.ANSWERING
    return RoundPhase.TAKING if takes_words(round) else RoundPhase.PAUSED


def refuse_past(closes_on: date) -> None:
    """Raise ValidationError for a last day that has passed already."""
    if closes_on < today():
        raise ValidationError(f"마감일은 오늘({korean_date(today())})이나 그 뒤로 정해 주세요.")


def refuse_dates(opens_on: date, closes_on: date) -> None:
    """Raise ValidationError unless the days lie ahead, in their order and within a year."""
    if opens_on < today():
        raise ValidationError(f"시작일은 오늘({korean_date(today())})이나 그 뒤로 정해 주세요.")
    if closes_on < opens_on:
        raise ValidationError("마감일은 시작일과 같거나 그 뒤여야 합니다.")
    refuse_too_long(opens_on, closes_on)


def refuse_too_long(opens_on: date, closes_on: date) -> None:
    last = opens_on + A_YEAR
    if closes_on > last:
        raise ValidationError(f"의견수렴은 1년을 넘길 수 없습니다. {korean_date(last)}까지로 정해 주세요.")


def advice_on_length(round: OpinionRound) -> str:
    """What to say about a round that is shorter or longer than is recommended; empty for the others."""
    length = round.closes_on - round.opens_on
    if SHORTEST <= length <= LONGEST:
        return ""
    found = "짧습니다" if length < SHORTEST else "깁니다"
    return (
        f"의견을 받는 기간이 {length.days}일로, 권고하는 {SHORTEST.days}~{LONGEST.days}일보다 {found}. "
        "기간이 알맞은지 살펴 주세요."
    )
