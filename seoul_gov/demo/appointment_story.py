"""What becomes of the demo's appointments: a renewal, letters that were asked for, a term that ends soon, and one that is
over."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from panels.appointments import actions as appointments
from panels.appointments.models import Appointment
from panels.enums import MemberState, PanelState
from panels.models import Membership, Panel
from projects.enums import ProjectStatus
from seoul_gov.ui.korean import today

from . import people

FEW_DAYS = 10
SERVED_DAYS = 240


def load() -> bool:
    """Tell it once; answers whether it was told now."""
    if Membership.objects.filter(state=MemberState.ENDED).exists():
        return False
    in_office = (
        Panel.objects.filter(state=PanelState.ACTIVE).select_related("project__officer").order_by("pk")
    )
    finished = in_office.filter(project__status=ProjectStatus.COMPLETED).first()
    running = in_office.exclude(project__status=ProjectStatus.COMPLETED)
    own = running.filter(project__officer=people.person("officer")).first()
    if own:
        serve_again(own)
        ask_for_letters(own)
        bring_to_its_end(own)
    if finished:
        complete(finished)
    return True


def serve_again(panel: Panel) -> None:
    """The first member was given the letter of a term that is nearly over, and serves another one."""
    officer, first, day = panel.project.officer, members_of(panel)[0], today()
    until, began = first.ends_on, timedelta(days=SERVED_DAYS)
    move(
        first,
        starts_on=day - began,
        ends_on=day + timedelta(days=FEW_DAYS),
        issued_at=timezone.now() - began,
    )
    appointments.order_letter(by=officer, appointment=first)
    while paper := appointments.claim_paper():  # the demo is told before a worker runs
        appointments.make_paper(paper=paper)
    appointments.renew(by=officer, appointment=first, ends_on=until)


def ask_for_letters(panel: Panel) -> None:
    """The officer has the letters of the first two made; the worker makes them."""
    for appointment in members_of(panel)[:2]:
        appointments.order_letter(by=panel.project.officer, appointment=appointment)


def bring_to_its_end(panel: Panel) -> None:
    """The term of the last two members ends in a few days, so that the officer is asked about them."""
    for appointment in members_of(panel)[-2:]:
        move(appointment, ends_on=today() + timedelta(days=FEW_DAYS))


@transaction.atomic
def complete(panel: Panel) -> None:
    """The panel's term ended yesterday; two members have asked for their certificates."""
    end = today() - timedelta(days=1)
    rows = members_of(panel)
    for appointment in rows:
        began = end - timedelta(days=SERVED_DAYS)
        move(
            appointment,
            starts_on=began,
            ends_on=end,
            issued_at=timezone.now() - timedelta(days=SERVED_DAYS + 1),
        )
        appointments.end_term(appointment=appointment)
    for appointment in rows[:2]:
        appointments.order_certificate(by=appointment.membership.user, appointment=appointment)


def members_of(panel: Panel) -> list[Appointment]:
    rows = Appointment.objects.with_facts().select_related("membership__user").filter(membership__panel=panel)
    return list(rows.order_by("year", "serial"))


def move(appointment: Appointment, **moments) -> None:
    Appointment.objects.filter(pk=appointment.pk).update(**moments)
