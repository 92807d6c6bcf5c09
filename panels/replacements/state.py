"""The moment: whether a panel can be refilled by lot now. Raises, with one sentence, when not."""

from django.core.exceptions import ValidationError

from panels.calls.models import RecruitmentCall
from panels.calls.state import refuse_gone
from panels.selections.selectors import is_lottery
from seoul_gov.ui.korean import korean_date, today

NOT_BY_LOT = "추첨으로 구성한 추진단이 아닙니다. 빈자리는 예비 순번대로 채웁니다."


def refuse_moment(call: RecruitmentCall) -> None:
    """Raise ValidationError unless lots gave the seats and the panel still serves."""
    refuse_gone(call)
    if not is_lottery(call):
        raise ValidationError(NOT_BY_LOT)
    ends_on = call.panel.term_ends_on
    if ends_on and ends_on < today():
        raise ValidationError(f"추진단의 임기가 {korean_date(ends_on)}에 끝나 빈자리를 더 채우지 않습니다.")
