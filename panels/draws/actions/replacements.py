"""Replacements: those who stay, stay, and the seats of those who left are drawn anew among the willing (guideline chapter
5-2), with the next ticket of the seed that the first draw made."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from panels.calls import state
from panels.draws import drum, events, permissions, selectors
from panels.draws.enums import Way
from panels.draws.models import LotteryRun, Replacement
from panels.draws.selectors import Departure
from panels.lottery import Change, Infeasible, OutOfTime, sentences
from panels.resident_numbers import refuse_resident_number
from seoul_gov.ui.verdicts import require

from .trail import record

NOT_DRAWN = "아직 추첨하지 않았습니다. 교체는 추첨을 마친 뒤에 합니다."
ONLY_PANELS = "할당을 지키는 추첨에서만 교체 추첨을 합니다. 동점자 추첨의 빈자리는 예비 번호 차례로 채웁니다."
NOBODY_GONE = "지금 추진단에서 빠지는 사람이 없습니다."
NO_SEAT = "빈자리가 없습니다."
NOBODY_WILLING = "빈자리를 채울 뜻이 있는 신청자가 남아 있지 않습니다."
TOO_FEW = "빈자리 {open}개를 채우기에 뜻이 있는 신청자가 모자랍니다(지금 {willing}명)."
BREACH = "남은 신청자로는 할당을 모두 지킬 수 없습니다. 가장 적게 어기는 길({breach})을 승인해야 추첨할 수 있습니다."
NO_REASON = "할당을 어기는 교체를 승인한 까닭을 적어 주세요."
CHANGED = "계산하는 사이 빈자리나 뜻이 있는 신청자가 바뀌었습니다. 다시 추첨해 주세요."
TOO_LONG = "정해진 시간 안에 교체 추첨을 마치지 못했습니다. 잠시 뒤에 다시 해 주세요."


@dataclass(frozen=True)
class Foreseen:
    """What a replacement would do now: how many seats are drawn among how many; ``breach`` says in words which quotas it
    would break (empty when it keeps all of them), ``refusal`` why there can be none."""

    open: int
    willing: int
    breach: str = ""
    refusal: str = ""


def foresee(
    *, run: LotteryRun, gone: Iterable[str], willing: Iterable[str], stood_in: Iterable[str] = ()
) -> Foreseen:
    """What ``replace`` would do with the same arguments, in the second that a page has to say so; nothing is drawn."""
    run = LotteryRun.objects.with_facts().get(pk=run.pk)
    found = selectors.departure(run, gone, willing, stood_in)
    facts = {"open": found.open, "willing": len(found.willing)}
    try:
        refuse_departure(run, found)
        against = drum.foresee(found.now, found.left, found.willing)
        changes = least_breach(found, against) if against else ()
    except ValidationError as refusal:
        return Foreseen(**facts, refusal=refusal.messages[0])
    except OutOfTime:
        return Foreseen(**facts, refusal=TOO_LONG)
    return Foreseen(**facts, breach=sentences.way(changes))


@dataclass(frozen=True)
class Prepared:
    """A replacement that was computed before anything is held: who left and who may come, and the lottery among them."""

    departure: Departure
    made: drum.Replacement


def prepare(
    *,
    run: LotteryRun,
    gone: Iterable[str],
    willing: Iterable[str],
    stood_in: Iterable[str] = (),
    approve_breach: bool = False,
    reason: str = "",
) -> Prepared:
    """Compute what ``keep`` writes, which may take most of a minute; nothing is written and no row held.

    Raises ValidationError before the first draw, for a draw among equals, when nobody is gone or willing, and when the
    quotas cannot be kept, unless the least breach is approved with a reason that everybody reads.
    """
    run = LotteryRun.objects.with_facts().get(pk=run.pk)
    found = selectors.departure(run, gone, willing, stood_in)
    refuse_departure(run, found)
    refuse_resident_number(reason, "승인한 까닭", field="reason")
    try:
        if against := drum.foresee(found.now, found.left, found.willing):
            refuse_breach(least_breach(found, against), approve_breach, reason)
        return Prepared(found, drum.replace(found.now, found.left, found.willing))
    except OutOfTime:
        raise ValidationError(TOO_LONG) from None


@transaction.atomic
def keep(
    *,
    by,
    run: LotteryRun,
    gone: Iterable[str],
    willing: Iterable[str],
    stood_in: Iterable[str] = (),
    prepared: Prepared,
    reason: str = "",
) -> Replacement:
    """Write a prepared replacement of the numbers that are ``gone`` among those that are ``willing``.

    The draw's row is held: of two officials at once the second finds nobody gone any more. Raises ValidationError as
    ``prepare`` does, and where anybody left, came or changed their mind since it computed.
    """
    run = LotteryRun.objects.held().get(pk=run.pk)
    require(permissions.can_replace(by, run))
    found = selectors.departure(run, gone, willing, stood_in)
    refuse_departure(run, found)
    if found != prepared.departure:
        raise ValidationError(CHANGED)
    replacement = replacement_of(run, found, prepared.made)
    replacement.reason = reason.strip() if prepared.made.breach else ""
    replacement.computed_by = by
    replacement.full_clean()
    replacement.save()
    tell(by, replacement)
    return replacement


def replace(*, by, run: LotteryRun, approve_breach: bool = False, reason: str = "", **people) -> Replacement:
    """Draw the seats of the numbers that are ``gone`` among those that are ``willing``.

    Everybody else keeps the seat, as do the alternates who took one meanwhile (``stood_in``). Whoever is gone once does
    not come back. The lottery is computed before the draw's row is held. Raises ValidationError as ``prepare`` and
    ``keep`` do.
    """
    require(permissions.can_replace(by, run))
    prepared = prepare(run=run, **people, approve_breach=approve_breach, reason=reason)
    return keep(by=by, run=run, **people, prepared=prepared, reason=reason)


def replacement_of(run: LotteryRun, found: Departure, made: drum.Replacement) -> Replacement:
    """The row of what was drawn."""
    files = [data.decode() for data in made.record.files.values()]
    panel = list(made.result.draw.panel)
    return Replacement(
        run=run,
        turn=made.result.i,
        gone=list(found.gone),
        stay=list(made.stay),
        willing=list(found.willing),
        **dict(zip(("pool", "rules", "lottery", "plan"), files, strict=True)),
        commitment=made.record.hex,
        tickets=made.tickets,
        bound=made.bound,
        achieved=made.achieved,
        breach=[[one.feature, one.value, one.side, one.old, one.new] for one in made.breach],
        ticket=made.result.draw.ticket,
        panel=panel,
        added=[number for number in panel if number not in made.stay],
    )


def tell(by, replacement: Replacement) -> None:
    """Write who left and who came, and what gave way for it, to the project's record."""
    kept = ("turn", "gone", "added", "breach", "reason", "commitment")
    record(
        by=by,
        kind=events.REPLACED,
        run=replacement.run,
        data={name: getattr(replacement, name) for name in kept},
        turn=replacement.turn,
        ticket=replacement.ticket,
        gone=", ".join(replacement.gone),
        added=", ".join(replacement.added),
    )


def refuse_departure(run: LotteryRun, found: Departure) -> None:
    """Raise ValidationError unless there are seats to fill and somebody to fill them."""
    state.refuse_gone(run.call)
    if run.way != Way.PANEL:
        raise ValidationError(ONLY_PANELS)
    if not run.is_drawn:
        raise ValidationError(NOT_DRAWN)
    if found.unknown:
        raise ValidationError(f"이 추첨에 없는 번호입니다: {', '.join(found.unknown)}")
    if not found.gone:
        raise ValidationError(NOBODY_GONE)
    if found.open < 1:
        raise ValidationError(NO_SEAT)
    if not found.willing:
        raise ValidationError(NOBODY_WILLING)


def least_breach(found: Departure, against: Infeasible) -> tuple[Change, ...]:
    """The least breach of quotas; raises ValidationError where no breach fills the seats."""
    if against.relaxation is None:
        raise ValidationError(TOO_FEW.format(open=found.open, willing=len(found.willing)))
    return against.relaxation.in_order


def refuse_breach(changes: tuple[Change, ...], is_approved: bool, reason: str) -> None:
    if not is_approved:
        raise ValidationError(BREACH.format(breach=sentences.way(changes)))
    if not reason.strip():
        raise ValidationError(NO_REASON)
