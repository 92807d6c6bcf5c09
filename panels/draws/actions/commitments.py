"""The commitment: quotas, source and time are fixed, and everybody can read what will be drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.calls import state
from panels.calls.enums import CallPhase
from panels.calls.models import RecruitmentCall
from panels.draws import drum, events, permissions, selectors
from panels.draws.enums import Source, Way
from panels.draws.models import LotteryRun
from panels.lottery import Infeasible, NoPanel, OutOfTime, Quota, sentences
from panels.screening.selectors import queue
from seoul_gov.audit import actions as audit
from seoul_gov.ui.verdicts import require

ONCE = "이 모집의 추첨 명단은 이미 확정했습니다. 추첨은 한 번만 합니다."
NO_DRAW = "점수만으로 정해져 추첨할 것이 없습니다."
ROUND = "신청자가 모집 인원보다 많지 않아 추첨하지 않습니다."
TOO_LONG = "정해진 시간 안에 추첨 명단을 만들지 못했습니다. 할당을 줄여 다시 해 주세요."


@dataclass(frozen=True)
class Plan:
    """Where the value comes from, when, and in words that everybody understands."""

    source: str
    draws_at: datetime
    detail: str


@transaction.atomic
def commit(*, by, call: RecruitmentCall, plan: Plan, quotas: Iterable[Quota] = ()) -> LotteryRun:
    """Compute the whole list of tickets and publish the commitment to it, once a call.

    A call that draws lots draws a whole panel under the quotas; any other only equals at the cut line. The call's row is
    held, so that no reading changes the pool meanwhile. Raises ValidationError before everything is read, for a time that has
    passed, where there is nothing to draw, and for quotas that no panel keeps, with the smallest change that would help.
    """
    call = RecruitmentCall.objects.held().get(pk=call.pk)
    require(permissions.can_commit(by, call))
    refuse_moment(by, call)
    refuse_plan(plan)
    quotas = tuple(quotas)
    made = drum_for(by, call, quotas)
    record = drum.commit(
        made, source=plan.source, when=plan.draws_at.isoformat(timespec="minutes"), detail=plan.detail
    )
    run = LotteryRun(
        call=call,
        way=Way.PANEL if call.draws_lots else Way.TIE,
        seats=made.rules.size,
        inside=list(made.inside),
        pool=record.pool.decode(),
        rules=record.rules.decode(),
        lottery=record.lottery.decode(),
        plan=record.draw.decode(),
        commitment=record.hex,
        tickets=made.tickets,
        bound=made.bound,
        achieved=made.achieved,
        source=plan.source,
        draws_at=plan.draws_at,
        detail=plan.detail,
        committed_by=by,
    )
    run.save()
    chain = call.panel.project.audit_chain
    audit.record(by=by, kind=events.COMMITTED, on=run, chain=chain, call=call, commitment=run.commitment)
    return run


def refuse_moment(by, call: RecruitmentCall) -> None:
    """Raise ValidationError unless the call is over, every application read and nothing committed to yet."""
    state.refuse_gone(call)
    if state.phase(call) != CallPhase.OVER:
        raise ValidationError("접수가 끝난 뒤에 추첨할 수 있습니다.")
    if LotteryRun.objects.filter(call=call).exists():
        raise ValidationError(ONCE)
    if left := selectors.unsettled(queue(by, call)):
        raise ValidationError(f"아직 심사를 마치지 않은 지원서가 {left}건 있습니다.")


def refuse_plan(plan: Plan) -> None:
    if plan.source not in Source.values:
        raise ValidationError("추첨 방법을 골라 주세요.")
    if plan.draws_at <= timezone.now():
        raise ValidationError("추첨일시는 지금보다 뒤여야 합니다. 약속값을 먼저 공개하고 추첨합니다.")
    if not plan.detail.strip():
        raise ValidationError("어디에서 어떻게 추첨하는지 적어 주세요.")


def drum_for(by, call: RecruitmentCall, quotas: tuple[Quota, ...]) -> drum.Drum:
    """The lottery of the call; raises ValidationError where there is none."""
    people = selectors.entrants(by, call)
    try:
        if not call.draws_lots:
            made = ties_of(call, people)
            if made is None:
                raise ValidationError(NO_DRAW)
            return made
        if len(people) <= call.seats:
            raise ValidationError(ROUND)
        return drum.of_panels(people, call.seats, quotas)
    except NoPanel:
        raise ValidationError(why_none(drum.check(people, call.seats, quotas))) from None
    except OutOfTime:
        raise ValidationError(TOO_LONG) from None


def ties_of(call: RecruitmentCall, people: list[drum.Entrant]) -> drum.Drum | None:
    """The lottery among equals, on each side of a mixed panel its own; None where the points alone decide."""
    seats = selectors.seats_by_name(call)
    return drum.of_ties(people, call.seats) if "" in seats else drum.of_sided_ties(people, seats)


def why_none(found: Infeasible) -> list[str]:
    """What clashes, the smallest change that would help (there are more people than seats, so that some change does),
    and who else would have to apply."""
    said = [
        sentences.conflict(found.conflict),
        f"가장 적게 바꾸려면: {sentences.way(found.relaxation.in_order)}",
    ]
    if found.recruit:
        said.append(sentences.recruits(found.recruit))
    return said
