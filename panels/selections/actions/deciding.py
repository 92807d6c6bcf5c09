"""The decision: who is chosen, who waits and who is not, once a call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from panels.calls.actions.calls import held_call
from panels.calls.models import Application, RecruitmentCall
from panels.resident_numbers import refuse_resident_number
from panels.selections import events, permissions, selectors, state
from panels.selections.enums import Ground, Standing
from panels.selections.models import Choice, Selection
from panels.selections.proposal import Proposal, settle
from seoul_gov.ui.personal import masked
from seoul_gov.ui.verdicts import require

from .rows import invited, record, refuse_barred, tell

REASON_LENGTH = 1000
DRAWN = "추첨으로 정한 추진단에는 뽑히지 않은 사람을 넣을 수 없습니다."


@dataclass(frozen=True)
class Departure:
    """That the person behind a number is left out or taken in, other than the principle says: on one of the grounds for
    which a lottery may be undone, or for a reason in words."""

    number: str
    reason: str = ""
    ground: str = ""

    @property
    def told(self) -> str:
        """The ground and the words together; empty without both."""
        label = Ground(self.ground).label if self.ground in Ground.values else ""
        return ": ".join(filter(None, (label, self.reason.strip())))


@transaction.atomic
def decide(*, by, call: RecruitmentCall, departures: Iterable[Departure] = (), remark: str = "") -> Selection:
    """Give the seats of a call, once: write what became of everybody, invite the chosen, tell all (가이드라인 5-2).

    The call's row is held, so that nothing is read or drawn meanwhile. Where points decide, somebody may be left out or
    taken in for a reason, and the next in order moves up; of a drawn panel somebody may be left out on a ``Ground`` alone,
    and the seat stays free. Raises ValidationError before everything is read and drawn, for the second time, for a
    departure that cannot stand, and while somebody is among the chosen who can not sit.
    """
    call = held_call(call)
    require(permissions.can_decide(by, call))
    state.refuse_moment(call)
    case = selectors.case_of(call)
    found = state.proposal_of(case)
    moved = {one.number: one for one in departures}
    refuse_departures(found, moved)
    refuse_resident_number(remark, "비고", field="remark")
    barred = selectors.obstacles(call, case.applications)
    final = settle(found, moved.keys(), barred.keys())
    refuse_overfull(final)
    refuse_barred(final.chosen, barred)
    selection = Selection(call=call, decided_by=by, remark=remark)
    selection.full_clean(exclude=["decided_by"])
    selection.save()
    reasons = {**found.ineligible, **{number: one.told for number, one in moved.items()}}
    choices = write(by, selection, case.applications, final, reasons)
    note_decision(by, selection, final)
    note_departures(by, selection, found, moved)
    announce(by, selection, choices)
    return selection


def refuse_departures(found: Proposal, moved: Mapping[str, Departure]) -> None:
    """Raise ValidationError for a departure that the principle leaves no room for, or without a reason."""
    chosen, waiting = set(found.chosen), set(found.waiting)
    for number, one in moved.items():
        if number in found.ineligible:
            raise ValidationError(f"지원서 {number}: 신청 자격이 없는 사람은 선정할 수 없습니다.")
        if number not in chosen | waiting:
            raise ValidationError(f"지원서 {number}: 이 모집에 접수된 지원서가 아닙니다.")
        if number in waiting:
            refuse_taken_in(one, found.is_lottery)
        elif found.is_lottery and one.ground not in Ground.values:
            raise ValidationError(
                f"지원서 {number}: 추첨으로 뽑힌 사람은 정해진 사유가 있을 때만 뺄 수 있습니다. 사유를 골라 주세요."
            )
        if not one.told:
            raise ValidationError(f"지원서 {number}: 원칙과 다르게 정하는 사유를 적어 주세요.")
        if len(one.reason) > REASON_LENGTH:
            raise ValidationError(f"지원서 {number}: 사유는 {REASON_LENGTH:,}자까지 적을 수 있습니다.")
        refuse_resident_number(one.reason, f"지원서 {number}의 사유", field=f"reason-{number}")


def refuse_taken_in(departure: Departure, is_lottery: bool) -> None:
    if is_lottery:
        raise ValidationError(f"지원서 {departure.number}: {DRAWN}")
    if departure.ground:
        raise ValidationError(f"지원서 {departure.number}: 빼는 사유로 사람을 넣을 수 없습니다.")


def refuse_overfull(final: Proposal) -> None:
    for side in final.sides:
        if side.is_overfull:
            raise ValidationError(
                f"모집 인원은 {side.seats}명인데 {len(side.chosen)}명을 골랐습니다. 넣은 만큼 다른 사람을 빼 주세요."
            )


def write(
    by, selection: Selection, applications: list[Application], final: Proposal, reasons: Mapping[str, str]
) -> list[Choice]:
    """A row for every application, with an invitation for each of the chosen."""
    by_number = {one.number: one for one in applications}
    choices = []
    for number, (standing, rank) in final.placed.items():
        application = by_number[number]
        seat = invited(by, selection, application) if standing == Standing.CHOSEN else None
        choices.append(
            Choice(
                selection=selection,
                application=application,
                standing=standing,
                rank=rank,
                reason=reasons.get(number, ""),
                membership=seat,
            )
        )
    return Choice.objects.bulk_create(choices)


def note_decision(by, selection: Selection, final: Proposal) -> None:
    """Write to the trail who got which standing, by number."""
    placed = final.placed
    numbers = {
        standing.value: [number for number, (own, _) in placed.items() if own == standing]
        for standing in Standing
    }
    chosen, alternates = (len(numbers[one]) for one in (Standing.CHOSEN, Standing.ALTERNATE))
    record(
        by=by, kind=events.DECIDED, selection=selection, data=numbers, chosen=chosen, alternates=alternates
    )


def note_departures(by, selection: Selection, found: Proposal, moved: Mapping[str, Departure]) -> None:
    """Write to the trail what departs from the principle, and why."""
    chosen = set(found.chosen)
    for number, one in moved.items():
        data = {"reason": masked(one.told)}
        if number in chosen:
            record(by=by, kind=events.LEFT_OUT, selection=selection, data=data, number=number)
        else:
            record(by=by, kind=events.TAKEN_IN, selection=selection, data=data, number=number)


def announce(by, selection: Selection, choices: list[Choice]) -> None:
    """Tell everybody what became of their application."""
    of = {standing: [one for one in choices if one.standing == standing] for standing in Standing}
    if of[Standing.CHOSEN]:
        record(by=by, kind=events.CHOSEN, selection=selection, data=numbers_of(of[Standing.CHOSEN]))
        tell(events.CHOSEN, selection, of[Standing.CHOSEN])
    if of[Standing.ALTERNATE]:
        record(by=by, kind=events.ALTERNATE, selection=selection, data=numbers_of(of[Standing.ALTERNATE]))
        tell(events.ALTERNATE, selection, of[Standing.ALTERNATE])
    if of[Standing.NOT_CHOSEN]:
        record(by=by, kind=events.NOT_CHOSEN, selection=selection, data=numbers_of(of[Standing.NOT_CHOSEN]))
        tell(events.NOT_CHOSEN, selection, of[Standing.NOT_CHOSEN])


def numbers_of(choices: list[Choice]) -> dict:
    return {"told": [one.application.number for one in choices]}
