"""The moment: when rules may be tried out and a draw committed to."""

from django.core.exceptions import ValidationError

from panels.calls import state
from panels.calls.enums import CallPhase
from panels.calls.models import RecruitmentCall
from panels.draws import selectors
from panels.draws.drum import Entrant
from panels.draws.models import LotteryRun
from panels.screening.selectors import queue

ONCE = "이 모집의 추첨 명단은 이미 확정했습니다. 추첨은 한 번만 합니다."
BY_POINTS = "점수로 정하는 모집은 시안이 필요 없습니다. 동점자가 있으면 바로 추첨 명단을 확정합니다."
ROUND = "신청자가 모집 인원보다 많지 않아 추첨하지 않습니다."


def people_to_draw(by, call: RecruitmentCall) -> list[Entrant]:
    """Everybody who may be drawn; raises ValidationError unless the call is over, every application read and nothing
    committed to yet. Its code says what is to be done: "once" to look at the draw, "unread" to read."""
    state.refuse_gone(call)
    if state.phase(call) != CallPhase.OVER:
        raise ValidationError("접수가 끝난 뒤에 추첨할 수 있습니다.")
    if LotteryRun.objects.filter(call=call).exists():
        raise ValidationError(ONCE, code="once")
    lines = queue(by, call)
    if left := selectors.unsettled(lines):
        raise ValidationError(f"아직 심사를 마치지 않은 지원서가 {left}건 있습니다.", code="unread")
    return selectors.entrants(lines)


def people_to_try(by, call: RecruitmentCall) -> list[Entrant]:
    """Those whose draw wants a trial; raises ValidationError as ``people_to_draw``, with the code "points" where a call
    goes by points and "round" where everybody has a seat."""
    people = people_to_draw(by, call)
    if not call.draws_lots:
        raise ValidationError(BY_POINTS, code="points")
    if len(people) <= call.seats:
        raise ValidationError(ROUND, code="round")
    return people
