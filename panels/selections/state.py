"""The moment: whether a call's result can be decided now. Raises, with one sentence, when not."""

from django.core.exceptions import ValidationError

from panels.calls import state
from panels.calls.enums import CallPhase
from panels.calls.models import RecruitmentCall

from .proposal import NotDrawn, Proposal, propose
from .selectors import Case

ONCE = "이 모집의 선정 결과는 이미 확정했습니다. 확정은 한 번만 합니다."


def refuse_moment(call: RecruitmentCall) -> None:
    """Raise ValidationError unless the call is over and nothing decided yet."""
    state.refuse_gone(call)
    if state.phase(call) != CallPhase.OVER:
        raise ValidationError("접수가 끝난 뒤에 선정 결과를 확정할 수 있습니다.")
    if hasattr(call, "selection"):
        raise ValidationError(ONCE)


def proposal_of(case: Case) -> Proposal:
    """What the principle says; raises ValidationError before everything is read and, where needed, drawn."""
    if not case.applications:
        raise ValidationError("접수된 지원서가 없어 확정할 것이 없습니다.")
    if left := case.unsettled:
        raise ValidationError(f"아직 심사를 마치지 않은 지원서가 {left}건 있습니다.", code="unread")
    try:
        return propose(case.facts, case.terms, case.draw)
    except NotDrawn:
        raise ValidationError("추첨을 마친 뒤에 선정 결과를 확정할 수 있습니다.", code="undrawn") from None
