"""Seats that became free: given in order of points, or to numbers that a replacement lottery drew."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from panels.calls.state import refuse_gone
from panels.selections import events, permissions, selectors
from panels.selections.enums import Standing
from panels.selections.models import Choice, Selection
from panels.selections.proposal import ALL
from seoul_gov.ui.verdicts import require

from .rows import held, invited, record, refuse_barred, tell

REFILLED = "추첨으로 구성한 추진단의 빈자리는 교체 추첨으로 채웁니다."


@transaction.atomic
def seat(*, by, selection: Selection, numbers: Iterable[str], turn: int) -> list[Choice]:
    """Give free seats to these numbers: they are chosen with that replacement (1 or more), invited and told.

    This is where a replacement comes in, whoever computed it. Raises ValidationError for more numbers than free seats,
    for who has a seat, may not have one or does not want to be asked, and for who can not sit now.
    """
    selection = held(selection)
    require(permissions.can_decide(by, selection.call))
    refuse_gone(selection.call)
    if turn < 1:
        raise ValidationError("충원 차수는 1부터 셉니다.")
    numbers = list(dict.fromkeys(numbers))
    rows = selection.choices.asked_again().filter(application__number__in=numbers)
    asked = {one.application.number: one for one in rows.select_related("application__applicant")}
    for number in numbers:
        if number not in asked:
            raise ValidationError(f"지원서 {number}: 빈자리에 연락할 수 있는 지원서가 아닙니다.")
    choices = [asked[number] for number in numbers]
    refuse_no_room(selection, choices)
    barred = selectors.obstacles(selection.call, [one.application for one in choices])
    refuse_barred(numbers, barred)
    return [fill(by, selection, one, turn) for one in choices]


def refuse_no_room(selection: Selection, choices: list[Choice]) -> None:
    for side, free in selectors.free_by_side(selection).items():
        wanted = sum(side in (ALL, one.application.side) for one in choices)
        if wanted > free:
            raise ValidationError(f"비어 있는 자리는 {free}개인데 {wanted}명을 넣으려 했습니다.")


@transaction.atomic
def next_in_order(*, by, selection: Selection) -> Choice:
    """Give one free seat to the next who waits for it; who can not sit now is passed over and keeps the place.

    Raises ValidationError where no seat is free, nobody waits, and for a panel that was drawn: a lottery refills it.
    """
    selection = held(selection)
    require(permissions.can_decide(by, selection.call))
    refuse_gone(selection.call)
    if selectors.is_lottery(selection.call):
        raise ValidationError(REFILLED)
    free = selectors.free_by_side(selection)
    if not any(free.values()):
        raise ValidationError("비어 있는 자리가 없습니다.")
    rows = selection.choices.waiting().select_related("application__applicant")
    waiting = [one for one in rows if free.get(ALL) or free.get(one.application.side)]
    barred = selectors.obstacles(selection.call, [one.application for one in waiting])
    following = next((one for one in waiting if one.application.number not in barred), None)
    if following is None:
        raise ValidationError("지금 연락할 수 있는 예비 신청자가 없습니다.")
    before = [one.application.number for one in waiting[: waiting.index(following)]]
    turn = selection.choices.aggregate(last=Max("turn"))["last"] + 1
    return fill(by, selection, following, turn, {number: barred[number] for number in before})


def fill(
    by, selection: Selection, choice: Choice, turn: int, passed: Mapping[str, str] | None = None
) -> Choice:
    """Put one applicant into a free seat; ``passed`` are those before them who can not sit, and why."""
    choice.selection = selection
    choice.standing, choice.rank, choice.turn = Standing.CHOSEN, None, turn
    choice.membership = invited(by, selection, choice.application)
    choice.save()
    number = choice.application.number
    data = {"membership": choice.membership_id, "turn": turn, "passed": dict(passed or {})}
    record(by=by, kind=events.SEATED, selection=selection, data=data, number=number)
    tell(events.SEATED, selection, [choice], number=number)
    return choice
