"""Members come into office: each gets a number and a term."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from panels.actions.seats import facts_of, held
from panels.appointments import events, norms, permissions, service, terms
from panels.appointments.enums import PaperKind
from panels.appointments.models import Appointment, NumberSeries
from panels.enums import PanelState
from panels.models import Membership, Panel
from seoul_gov.audit import actions as audit
from seoul_gov.ui.korean import SEOUL, korean_date, today
from seoul_gov.ui.verdicts import require


@transaction.atomic
def appoint(*, by, panel: Panel, seats: list[Membership]) -> list[Appointment]:
    """Give these seats of the held panel a number each and the panel's term, in the order in which they stand.

    The term begins with the panel's office or, later, with the acceptance. Where nobody has set the panel's term, the
    usual one is: to the end of the project, within the longest. ``by`` is None where a member comes by accepting, who
    is then appointed on behalf of who invited them. A term ends no later than the years allow that one person may serve
    in the same body; raises ValidationError for who has served them all.
    """
    if not seats:
        return []
    if panel.term_ends_on is None:
        panel.term_ends_on = usual_end(panel, min(begin(panel, seat) for seat in seats))
        panel.save(update_fields=["term_ends_on"])
    lasts = service.last_days(panel, {seat.user_id: begin(panel, seat) for seat in seats})
    refuse_used_up(panel, seats, lasts)
    year = today().year
    numbers = take_numbers(PaperKind.LETTER, year, len(seats))
    return [
        one(by, panel, seat, year, serial, lasts[seat.user_id])
        for seat, serial in zip(seats, numbers, strict=True)
    ]


def refuse_used_up(panel: Panel, seats: list[Membership], lasts: dict[int, date]) -> None:
    """Raise ValidationError, naming each seat, where somebody has served all the years already."""
    told = [
        f"{seat.pk}번 단원: {service.USED_UP.format(years=norms.service_years())}"
        for seat in seats
        if lasts[seat.user_id] < begin(panel, seat)
    ]
    if told:
        raise ValidationError(told)


def one(by, panel: Panel, seat: Membership, year: int, serial: int, last: date) -> Appointment:
    """Appoint one member under this number, to no later than ``last``."""
    starts_on = begin(panel, seat)
    appointment = Appointment.objects.create(
        membership=seat,
        year=year,
        serial=serial,
        starts_on=starts_on,
        ends_on=min(end_for(panel, starts_on), last),
        issuer=settings.PORTAL_ISSUER,
        issued_by=by or seat.invited_by,
    )
    facts = facts_of(seat) | {"number": appointment.number, "until": korean_date(appointment.ends_on)}
    data = {"membership": seat.pk, "number": appointment.number}
    chain = panel.project.audit_chain
    audit.record(by=by, kind=events.APPOINTED, on=panel, chain=chain, data=data, **facts)
    return appointment


def begin(panel: Panel, seat: Membership) -> date:
    """The first day of the seat's term: when both the panel and its member are in office."""
    moments = filter(None, (panel.activated_at, seat.accepted_at))
    return max(moments).astimezone(SEOUL).date()


def usual_end(panel: Panel, starts_on: date) -> date:
    return terms.usual(starts_on, panel.project.end_date, norms.months_of(panel))


def end_for(panel: Panel, starts_on: date) -> date:
    """The last day of a term in the panel; the usual one from today on, where the panel's is over already."""
    ends_on, day = panel.term_ends_on, today()
    return ends_on if ends_on >= max(starts_on, day) else usual_end(panel, max(starts_on, day))


def take_numbers(kind: PaperKind, year: int, count: int) -> range:
    """So many numbers of the year's series; its row is held until the end of the transaction."""
    NumberSeries.objects.get_or_create(kind=kind, year=year)
    series = NumberSeries.objects.select_for_update().get(kind=kind, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, series.last + 1)


@transaction.atomic
def appoint_missing(*, by, panel: Panel) -> list[Appointment]:
    """Appoint who sits in a panel in office and has no number yet, because they came before numbers were given.

    Raises ValidationError where the panel is not in office and where nobody is left.
    """
    panel = held(panel)
    require(permissions.can_appoint(by, panel))
    if panel.state != PanelState.ACTIVE:
        raise ValidationError("활동 중인 추진단에서만 위촉할 수 있습니다.")
    seats = list(panel.memberships.counted().filter(appointment=None).order_by("accepted_at", "pk"))
    if not seats:
        raise ValidationError("위촉 번호가 없는 단원이 없습니다.")
    return appoint(by=by, panel=panel, seats=seats)
