"""The draw: two clerks enter what the source showed, each on their own."""

import unicodedata
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.calls.state import refuse_gone
from panels.draws import drum, events, permissions
from panels.draws.enums import Source
from panels.draws.models import LotteryRun
from panels.lottery import Result
from seoul_gov.ui.korean import korean_datetime
from seoul_gov.ui.verdicts import require

from .trail import record

DIFFERENT = "먼저 적은 값과 다릅니다. 두 사람이 값을 다시 확인하고 처음부터 다시 적어 주세요."


class Outcome(Enum):
    """What an entry came to; EARLY where the same value was entered by another clerk only after it was looked for."""

    WAITS, DIFFERED, EARLY, DRAWN = range(4)


def enter(*, by, run: LotteryRun, value: str) -> LotteryRun:
    """Enter what the source showed. The first clerk's value waits; when a second one enters the same, it is drawn.

    Spaces go, and figures as wide as Hangul are read as figures. Raises ValidationError before the announced time, once it
    is drawn, for a value that is not written as its source writes, and for one that differs from the first: then both
    begin anew.
    """
    value, outcome = "".join(unicodedata.normalize("NFKC", value).split()), Outcome.EARLY
    while outcome == Outcome.EARLY:
        run, outcome = entered(by, run, value, drawn_from(by, run, value))
    if outcome == Outcome.DIFFERED:
        raise ValidationError(DIFFERENT)
    return run


def drawn_from(by, run: LotteryRun, value: str) -> Result | None:
    """What the value draws where another clerk has entered it already; computed before the draw's row is held, for who can
    step in takes the longer the more people there are."""
    run = LotteryRun.objects.with_facts().get(pk=run.pk)
    refuse_entry(by, run, value)
    return drum.draw(run.record, value) if run.first_by_id and run.first_value == value else None


@transaction.atomic
def entered(by, run: LotteryRun, value: str, drawn: Result | None) -> tuple[LotteryRun, Outcome]:
    """The run after the entry, and what came of it. The files of a commitment never change, so that what was drawn from
    them and the value holds as long as the first value is still that one."""
    run = LotteryRun.objects.held().get(pk=run.pk)
    refuse_entry(by, run, value)
    if not run.first_by_id:
        run.first_by, run.first_value = by, value
        run.save(update_fields=["first_by", "first_value"])
        record(by=by, kind=events.ENTERED, run=run)
        return run, Outcome.WAITS
    if run.first_value != value:
        values = {"first": run.first_value, "second": value}
        run.first_by, run.first_value = None, ""
        run.save(update_fields=["first_by", "first_value"])
        record(by=by, kind=events.DIFFERED, run=run, data=values)
        return run, Outcome.DIFFERED
    if drawn is None:
        return run, Outcome.EARLY
    run.value, run.seed, run.ticket = value, drawn.draw.seed, drawn.draw.ticket
    run.panel, run.alternates = list(drawn.draw.panel), list(drawn.alternates)
    run.drawn_by, run.drawn_at = by, timezone.now()
    run.save()
    record(by=by, kind=events.DRAWN, run=run, data={"value": value, "seed": run.seed}, ticket=run.ticket)
    return run, Outcome.DRAWN


def refuse_entry(by, run: LotteryRun, value: str) -> None:
    require(permissions.can_enter(by, run))
    refuse_gone(run.call)
    if run.is_drawn:
        raise ValidationError("이미 추첨을 마쳤습니다.")
    if timezone.now() < run.draws_at:
        raise ValidationError(f"예고한 추첨일시({korean_datetime(run.draws_at)}) 뒤에 값을 적을 수 있습니다.")
    if not Source(run.source).shows(value):
        raise ValidationError(f"예고한 방법의 값이 아닙니다. {Source(run.source).example}")
