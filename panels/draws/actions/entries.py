"""The draw: two clerks enter what the source showed, each on their own."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.calls.state import refuse_gone
from panels.draws import drum, events, permissions
from panels.draws.enums import Source
from panels.draws.models import LotteryRun
from seoul_gov.ui.korean import korean_datetime
from seoul_gov.ui.verdicts import require

from .trail import record

DIFFERENT = "먼저 적은 값과 다릅니다. 두 사람이 값을 다시 확인하고 처음부터 다시 적어 주세요."


def enter(*, by, run: LotteryRun, value: str) -> LotteryRun:
    """Enter what the source showed. The first clerk's value waits; when a second one enters the same, it is drawn.

    Raises ValidationError before the announced time, once it is drawn, for a value that is not written as its source
    writes, and for one that differs from the first: then both begin anew.
    """
    run, differed = entered(by, run, "".join(value.split()))
    if differed:
        raise ValidationError(DIFFERENT)
    return run


@transaction.atomic
def entered(by, run: LotteryRun, value: str) -> tuple[LotteryRun, bool]:
    """The run after the entry, and whether the two values differed."""
    run = LotteryRun.objects.held().get(pk=run.pk)
    require(permissions.can_enter(by, run))
    refuse_entry(run, value)
    if not run.first_by_id:
        run.first_by, run.first_value = by, value
        run.save(update_fields=["first_by", "first_value"])
        record(by=by, kind=events.ENTERED, run=run)
        return run, False
    if run.first_value != value:
        values = {"first": run.first_value, "second": value}
        run.first_by, run.first_value = None, ""
        run.save(update_fields=["first_by", "first_value"])
        record(by=by, kind=events.DIFFERED, run=run, data=values)
        return run, True
    drawn = drum.draw(run.record, value)
    run.value, run.seed, run.ticket = value, drawn.draw.seed, drawn.draw.ticket
    run.panel, run.alternates = list(drawn.draw.panel), list(drawn.alternates)
    run.drawn_by, run.drawn_at = by, timezone.now()
    run.save()
    record(by=by, kind=events.DRAWN, run=run, data={"value": value, "seed": run.seed}, ticket=run.ticket)
    return run, False


def refuse_entry(run: LotteryRun, value: str) -> None:
    refuse_gone(run.call)
    if run.is_drawn:
        raise ValidationError("이미 추첨을 마쳤습니다.")
    if timezone.now() < run.draws_at:
        raise ValidationError(f"예고한 추첨일시({korean_datetime(run.draws_at)}) 뒤에 값을 적을 수 있습니다.")
    if not Source(run.source).shows(value):
        raise ValidationError(f"예고한 방법의 값이 아닙니다. {Source(run.source).example}")
