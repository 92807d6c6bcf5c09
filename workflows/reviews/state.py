"""The moment: whether a round can still be written to. Raises, with one sentence, when not."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError

from seoul_gov.ui.korean import SEOUL, korean_date, today
from workflows.runs.state import refuse_done

from .enums import RoundState
from .models import ReviewRound


def ends_at(round: ReviewRound) -> datetime:
    """The first moment that is too late: midnight in Seoul after the due day."""
    return datetime.combine(round.due_on + timedelta(days=1), time.min, SEOUL)


def is_past_due(round: ReviewRound) -> bool:
    """Whether the due day is over in Seoul."""
    return today() > round.due_on


def refuse_over(round: ReviewRound) -> None:
    """Raise ValidationError unless the round is still open."""
    if round.state == RoundState.CLOSED:
        raise ValidationError("이미 마감한 검토입니다.")
    if round.state == RoundState.CANCELLED:
        raise ValidationError("취소한 검토입니다.")


def refuse_late(round: ReviewRound) -> None:
    """Raise ValidationError unless members may still write: an open round of an open duty, in time."""
    refuse_over(round)
    refuse_done(round.duty)
    if is_past_due(round):
        raise ValidationError(
            f"검토 기한({korean_date(round.due_on)})이 지났습니다. 담당자에게 문의해 주세요."
        )


def takes_words(round: ReviewRound) -> bool:
    """Whether members may still write."""
    try:
        refuse_late(round)
    except ValidationError:
        return False
    return True


def refuse_past(due_on) -> None:
    """Raise ValidationError for a due day that is already over."""
    if due_on < today():
        raise ValidationError(f"검토 기한은 오늘({korean_date(today())})이나 그 뒤로 정해 주세요.")
