"""From an appointment to the words of its papers, and to the bytes of a file."""

from django.template.loader import render_to_string

from panels import attendance
from panels.enums import MemberRole, PanelKind
from panels.models import Membership
from seoul_gov.papers import making
from seoul_gov.papers.enums import PaperFormat
from seoul_gov.ui.korean import SEOUL

from .enums import PaperKind
from .letters import Certificate, Letter, Paper, Seat
from .models import Appointment, AppointmentPaper


def paper_of(appointment: Appointment, kind: str, attended: attendance.Attended | None = None) -> Paper:
    """What the paper says now; ``attended`` where the caller has counted many at once."""
    return letter_of(appointment) if kind == PaperKind.LETTER else certificate_of(appointment, attended)


def letter_of(appointment: Appointment) -> Letter:
    """The letter, dated with the day of the appointment or of the last renewal."""
    day = (appointment.renewed_at or appointment.issued_at).astimezone(SEOUL).date()
    return Letter(appointment.number, seat_of(appointment), appointment.issuer, day)


def certificate_of(appointment: Appointment, attended: attendance.Attended | None = None) -> Certificate:
    """The certificate, dated with the day on which it got its number."""
    membership = appointment.membership
    attended = attended or attendance.of([membership])[membership.pk]
    return Certificate(
        appointment.certificate_number,
        seat_of(appointment),
        appointment.issuer,
        appointment.certified_at.astimezone(SEOUL).date(),
        appointed=appointment.number,
        held=attended.held,
        came=attended.came,
    )


def seat_of(appointment: Appointment) -> Seat:
    """The seat as papers name it, to the day on which it ended if that was before the end of the term."""
    membership: Membership = appointment.membership
    panel, last = membership.panel, appointment.ends_on
    if membership.ended_at:
        last = min(last, membership.ended_at.astimezone(SEOUL).date())
    return Seat(
        name=membership.name,
        body=panel.name,
        kind=membership.get_side_display() or PanelKind(panel.kind).label,
        project=panel.project.title,
        role=MemberRole(membership.role).label,
        first=appointment.starts_on,
        last=max(last, appointment.starts_on),
    )


def file_name(paper: AppointmentPaper) -> str:
    """``위촉장 제2026-12호(연임 1회).pdf``: the number and no name, for files are seen on shared screens."""
    appointment, is_letter = paper.appointment, paper.kind == PaperKind.LETTER
    number = appointment.number if is_letter else appointment.certificate_number
    again = f"(연임 {paper.renewals}회)" if paper.renewals else ""
    return f"{paper.get_kind_display()} {number}{again}.{paper.format}"


def make(paper: Paper, format: str) -> bytes:
    """The file of a paper. Raises CannotBeMade."""
    if format == PaperFormat.PDF:
        return making.pdf_of(render_to_string(paper.template, {"paper": paper}))
    return making.hwpx_of(paper.to_json())
