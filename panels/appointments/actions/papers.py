"""Letters and certificates: ordered on a page, made by the worker."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from panels import selectors as panels
from panels.actions.seats import facts_of, held, panel_scope
from panels.appointments import events, making, permissions, selectors
from panels.appointments.enums import PaperKind
from panels.appointments.models import Appointment, AppointmentPaper
from panels.models import Membership, Panel
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.papers import presses
from seoul_gov.papers.enums import PaperFormat, PaperState
from seoul_gov.papers.making import CannotBeMade
from seoul_gov.ui.korean import today
from seoul_gov.ui.verdicts import require

from .appointing import take_numbers
from .terms import refuse_ended, seated

LEFT = "그 사이 직무가 정지되거나 자리가 끝나 위촉장을 만들지 않았습니다."
NOTHING = "이미 만든 파일이 있습니다. 내용이 바뀌면 다시 만들 수 있습니다."


class AppointmentPress(presses.Press):
    """Papers as they read at the moment of their making, kept on behalf of who ordered them."""

    model = AppointmentPaper
    facts = ("appointment__membership__panel__project__department", "ordered_by")

    def make(self, order):
        """Nothing for who was suspended or left since the letter was ordered."""
        if order.kind == PaperKind.LETTER and not order.appointment.membership.is_active:
            raise CannotBeMade(LEFT, is_final=True)
        paper = making.paper_of(order.appointment, order.kind)
        order.digest = paper.digest
        return making.make(paper, order.format)

    def name(self, order):
        return making.file_name(order)

    def keeper(self, order):
        return order.ordered_by

    def made(self, order):
        order.save(update_fields=["digest"])
        audit.record(by=None, kind=events.PAPER_MADE, **told_of(order))

    def failed(self, order):
        """Tell the officials too."""
        facts, membership = told_of(order), order.appointment.membership
        audit.record(by=None, kind=events.PAPER_FAILED, **facts | {"data": {"reason": order.error}})
        panel = membership.panel
        message = Message(
            subject=events.PAPER_FAILED.say(
                **facts_of(membership), paper=facts["paper"], format=facts["format"]
            ),
            url=reverse("appointments:panel", args=[panel.pk]),
            detail=order.error,
        )
        notify(
            kind=events.PAPER_FAILED,
            to=map(Recipient.of, panels.officials(panel.project)),
            message=message,
            scope=f"{panel_scope(panel)}:officials",
            key=f"appointment-paper:{order.pk}:failed:{order.started_at}",
        )


PRESS = AppointmentPress()


def claim_paper() -> AppointmentPaper | None:
    """The next paper to be made, claimed for this worker; None when there is none."""
    return presses.claim(PRESS)


def make_paper(*, paper: AppointmentPaper) -> None:
    """Make the file of a claimed paper and keep it (``presses.print_paper``)."""
    presses.print_paper(PRESS, paper)


def told_of(order: AppointmentPaper) -> dict:
    """What the trail keeps about a paper: whose seat it is about, which paper, and its format."""
    membership = order.appointment.membership
    panel = membership.panel
    return facts_of(membership) | {
        "on": panel,
        "chain": panel.project.audit_chain,
        "data": {"membership": membership.pk},
        "paper": order.get_kind_display(),
        "format": order.get_format_display(),
    }


@transaction.atomic
def order_letter(*, by, appointment: Appointment) -> int:
    """Have the letter made in every format in which it is missing, failed, or says what is no longer so.

    Answers how many files that are. Raises ValidationError for a seat that has ended, for a member who is suspended,
    and where there is nothing to make.
    """
    appointment = seated(appointment)
    require(permissions.can_order(by, appointment))
    refuse_ended(appointment)
    if selectors.is_suspended(appointment.membership):
        raise ValidationError(selectors.SUSPENDED)
    return ordered(by, appointment, PaperKind.LETTER)


@transaction.atomic
def order_certificate(*, by, appointment: Appointment) -> int:
    """Have the certificate of what a member did made, as ``order_letter``; the first time it gets its number.

    Raises ValidationError before the member's time is over, for who was released before, and while they are suspended.
    """
    appointment = seated(appointment)
    require(permissions.can_order(by, appointment))
    if sentence := selectors.why_no_certificate(appointment.membership):
        raise ValidationError(sentence)
    if appointment.certified_at is None:
        certify(by, appointment)
    return ordered(by, appointment, PaperKind.CERTIFICATE)


def certify(by, appointment: Appointment) -> None:
    """Give the certificate its number."""
    year = today().year
    (serial,) = take_numbers(PaperKind.CERTIFICATE, year, 1)
    appointment.certificate_year, appointment.certificate_serial = year, serial
    appointment.certified_at = timezone.now()
    appointment.save(update_fields=["certificate_year", "certificate_serial", "certified_at"])
    membership = appointment.membership
    panel, number = membership.panel, appointment.certificate_number
    facts = facts_of(membership) | {"number": number}
    data = {"membership": membership.pk, "number": number}
    by, chain = office_of(by, membership), panel.project.audit_chain
    audit.record(by=by, kind=events.CERTIFIED, on=panel, chain=chain, data=data, **facts)


def office_of(by, membership: Membership):
    """Who is written down: the official, and nobody where members have their own papers made."""
    return None if by.pk == membership.user_id else by


def ordered(by, appointment: Appointment, kind: PaperKind) -> int:
    """Order the files of this kind that are wanted; raises ValidationError where none is."""
    count = place(by, appointment, kind)
    if not count:
        raise ValidationError(NOTHING)
    record(by, appointment, kind)
    return count


def place(by, appointment: Appointment, kind: PaperKind) -> int:
    """Order what is missing, failed or out of date; answers how many files that are."""
    term = term_of(appointment, kind)
    found = appointment.papers.filter(kind=kind, renewals=term["renewals"])
    now = making.paper_of(appointment, kind).digest
    presses.take_back(by=by, orders=found.filter(state=PaperState.READY).exclude(digest=now))
    count = presses.order_again(found)
    missing = set(PaperFormat.values) - set(found.values_list("format", flat=True))
    AppointmentPaper.objects.bulk_create(
        AppointmentPaper(appointment=appointment, kind=kind, format=format, ordered_by=by, **term)
        for format in sorted(missing)
    )
    return count + len(missing)


def term_of(appointment: Appointment, kind: PaperKind) -> dict:
    """The term that a paper ordered now is of; a certificate is of none."""
    if kind == PaperKind.CERTIFICATE:
        return {"renewals": 0, "ends_on": None}
    return {"renewals": appointment.renewals, "ends_on": appointment.ends_on}


def record(by, appointment: Appointment, kind: PaperKind) -> None:
    membership = appointment.membership
    panel = membership.panel
    data = {"membership": membership.pk}
    audit.record(
        by=office_of(by, membership),
        kind=events.PAPERS_ORDERED,
        on=panel,
        chain=panel.project.audit_chain,
        data=data,
        paper=kind.label,
        **facts_of(membership),
    )


@transaction.atomic
def order_letters(*, by, panel: Panel) -> int:
    """Have the letters of everybody in office and not suspended made, as ``order_letter``; answers how many files that are.

    Raises ValidationError where there is nothing to make.
    """
    panel = held(panel)
    require(permissions.can_set_term(by, panel))
    appointments = Appointment.objects.with_facts().at_work().filter(membership__panel=panel)
    count = 0
    for appointment in appointments.order_by("year", "serial"):
        if placed := place(by, appointment, PaperKind.LETTER):
            record(by, appointment, PaperKind.LETTER)
            count += placed
    if not count:
        raise ValidationError(NOTHING)
    return count
