"""The moment: whether a panel can be refilled by lot now. Raises, with one sentence, when not."""

from collections.abc import Collection

from django.core.exceptions import ValidationError

from panels.calls.models import RecruitmentCall
from panels.calls.state import refuse_gone
from panels.selections.selectors import is_lottery
from seoul_gov.ui.korean import korean_date, today

DOUBTFUL = (
    "지원서 {numbers}의 확인이 끝나야 다시 추첨할 수 있습니다. ‘선정 결과’ 화면에서 먼저 확인해 주세요."
)
NOT_BY_LOT = "추첨으로 구성한 추진단이 아닙니다. 빈자리는 예비 순번대로 채웁니다."


def refuse_moment(call: RecruitmentCall) -> None:
    """Raise ValidationError unless lots gave the seats and the panel still serves."""
    refuse_gone(call)
    if not is_lottery(call):
        raise ValidationError(NOT_BY_LOT)
    ends_on = call.panel.term_ends_on
    if ends_on and ends_on < today():
        raise ValidationError(f"추진단의 임기가 {korean_date(ends_on)}에 끝나 빈자리를 더 채우지 않습니다.")


def refuse_doubtful(numbers: Collection[str]) -> None:
    """Raise ValidationError while somebody willing waits to be looked into: the value is known by now, so that to leave
    them out, or not, would steer who is drawn."""
    if numbers:
        raise ValidationError(DOUBTFUL.format(numbers=", ".join(numbers)))
