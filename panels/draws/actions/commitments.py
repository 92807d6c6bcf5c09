"""The commitment: source and time are fixed, and everybody can read what will be drawn from."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.calls.models import RecruitmentCall
from panels.calls.state import A_YEAR
from panels.draws import drum, events, norms, permissions, selectors, sources
from panels.draws.drum import Drum
from panels.draws.enums import Source, Way
from panels.draws.models import LotteryRun, Trial
from panels.lottery import OutOfTime
from panels.lottery.record import read_pool_file, read_rules
from seoul_gov.ui.korean import korean_datetime
from seoul_gov.ui.verdicts import require

from .moment import people_to_draw
from .trail import record

HOUR = timedelta(hours=1)
NO_DRAW = "점수만으로 정해져 추첨할 것이 없습니다."
WANTS_TRIAL = "할당을 지키는 추첨은 시안을 먼저 계산하고, 그 시안을 확정합니다."
NOT_READY = "계산이 끝난 시안만 확정할 수 있습니다."
CHANGED = "그 사이 심사 결과가 바뀌었습니다. 지금 결과로 시안을 다시 계산해 주세요."
CHANGED_TIES = "계산하는 사이 심사 결과가 바뀌었습니다. 추첨 명단을 다시 확정해 주세요."
TOO_LONG = "정해진 시간 안에 추첨 명단을 만들지 못했습니다. 잠시 뒤에 다시 해 주세요."


@dataclass(frozen=True)
class Plan:
    """Where the value comes from, when, and in words that everybody understands.

    ``round`` names the one of a source that speaks in rounds, and with it the time; dice have a time alone.
    """

    source: str
    draws_at: datetime | None
    detail: str
    round: int | None = None


@dataclass(frozen=True)
class Equals:
    """Among whom equals are drawn: everybody with their points, and the seats of each side."""

    people: list[drum.Entrant]
    seats: dict[str, int]


@transaction.atomic
def commit(*, by, trial: Trial, plan: Plan) -> LotteryRun:
    """Publish the commitment to the list of tickets of a trial, once a call.

    The call's row is held, so that no reading changes the pool meanwhile. Raises ValidationError for a trial that is not
    ready or whose pool is no longer that of screening, for a plan that cannot stand or comes too soon, and once a draw is
    committed to.
    """
    call = RecruitmentCall.objects.held().get(pk=trial.call_id)
    require(permissions.can_commit(by, call))
    people = people_to_draw(by, call)
    plan = settled(plan)
    trial = Trial.objects.get(pk=trial.pk)
    refuse_trial(trial, call, people)
    return publish(by, call, drum_of(trial), plan, trial)


def commit_ties(*, by, call: RecruitmentCall, plan: Plan) -> LotteryRun:
    """The same for a call that goes by points, among equals at the cut line; it is computed at once, before the call's
    row is held.

    Raises ValidationError as ``commit``, where the points alone decide, and when screening changed while it computed.
    """
    call = RecruitmentCall.objects.with_facts().get(pk=call.pk)
    equals = equals_of(by, call)
    settled(plan)
    if call.draws_lots:
        raise ValidationError(WANTS_TRIAL)
    try:
        made = ties_of(equals)
    except OutOfTime:
        raise ValidationError(TOO_LONG) from None
    if made is None:
        raise ValidationError(NO_DRAW)
    return keep_ties(by=by, call=call, plan=plan, equals=equals, made=made)


@transaction.atomic
def keep_ties(*, by, call: RecruitmentCall, plan: Plan, equals: Equals, made: Drum) -> LotteryRun:
    """Publish what ``commit_ties`` computed, as long as everybody stands where they stood then."""
    call = RecruitmentCall.objects.held().get(pk=call.pk)
    if equals_of(by, call) != equals:
        raise ValidationError(CHANGED_TIES)
    return publish(by, call, made, settled(plan))


def drum_of(trial: Trial) -> Drum:
    """The lottery that a trial has computed."""
    rules = read_rules(trial.rules.encode())
    pool = read_pool_file(trial.pool.encode(), rules)
    return Drum(pool, rules, trial.lottery, trial.tickets, trial.bound, trial.achieved)


def publish(by, call: RecruitmentCall, made: Drum, plan: Plan, trial: Trial | None = None) -> LotteryRun:
    """Write the four files and the commitment to them where everybody reads them."""
    when = plan.draws_at.isoformat(timespec="seconds" if plan.round else "minutes")
    told = sources.announced(plan.source, plan.round, plan.detail)
    bound = drum.commit(made, source=plan.source, when=when, detail=told)
    texts = [data.decode() for data in bound.files.values()]
    run = LotteryRun.objects.create(
        call=call,
        trial=trial,
        way=Way.PANEL if call.draws_lots else Way.TIE,
        seats=made.rules.size,
        inside=list(made.inside),
        **dict(zip(("pool", "rules", "lottery", "plan"), texts, strict=True)),
        commitment=bound.hex,
        tickets=made.tickets,
        bound=made.bound,
        achieved=made.achieved,
        source=plan.source,
        round=plan.round,
        draws_at=plan.draws_at,
        detail=plan.detail,
        committed_by=by,
    )
    record(by=by, kind=events.COMMITTED, run=run, commitment=run.commitment)
    return run


def refuse_trial(trial: Trial, call: RecruitmentCall, people: list[drum.Entrant]) -> None:
    """Raise ValidationError for a trial that is not ready, or whose people are no longer those of screening."""
    if not trial.is_ready:
        raise ValidationError(NOT_READY, code="trial")
    if trial.fingerprint != drum.fingerprint(people, call.seats):
        raise ValidationError(CHANGED, code="trial")


def settled(plan: Plan) -> Plan:
    """The plan with its time, which a named round tells.

    Raises ValidationError for an unknown source, without words, without the round or time that the source wants, and for a
    time before the lead has passed, in which everybody can look at the commitment.
    """
    if plan.source not in Source.values:
        raise ValidationError("추첨 방법을 골라 주세요.")
    if found := sources.faults(plan.source, plan.round, plan.draws_at):
        raise ValidationError(list(found.values()))
    if not plan.detail.strip():
        raise ValidationError("어디에서 어떻게 추첨하는지 적어 주세요.")
    if plan.round is not None:
        plan = replace(plan, draws_at=sources.time_of(plan.source, plan.round))
    refuse_time(plan)
    return plan


def refuse_time(plan: Plan) -> None:
    """Raise ValidationError where the draw comes too soon, or its round more than a year later."""
    now, lead = timezone.now(), norms.lead()
    if plan.draws_at <= now:
        raise ValidationError("추첨일시는 지금보다 뒤여야 합니다. 약속값을 먼저 공개하고 추첨합니다.")
    if plan.draws_at < now + lead:
        raise ValidationError(
            f"약속값을 누구나 미리 확인하도록 추첨은 공개한 때부터 {lead // HOUR}시간 뒤에 할 수 있습니다. "
            f"지금 확정하면 {korean_datetime(now + lead)} 뒤여야 합니다."
        )
    if plan.round is not None and plan.draws_at > now + A_YEAR:
        raise ValidationError(
            f"{sources.named(plan.source, plan.round)}는 1년 넘게 남았습니다. 회차를 다시 확인해 주세요."
        )


def equals_of(by, call: RecruitmentCall) -> Equals:
    """Who may be drawn; raises ValidationError as ``people_to_draw``."""
    require(permissions.can_commit(by, call))
    return Equals(people_to_draw(by, call), selectors.seats_by_name(call))


def ties_of(equals: Equals) -> Drum | None:
    """The lottery among equals, on each side of a mixed panel its own; None where the points alone decide."""
    seats = equals.seats
    return drum.of_ties(equals.people, seats[""]) if "" in seats else drum.of_sided_ties(equals.people, seats)
