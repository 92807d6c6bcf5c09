"""Reads about appointments, shaped for their pages and for the worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from panels import attendance
from panels.enums import SEATED, MemberState, PanelState, ReleaseGround, TextKind
from panels.models import Membership, Panel, Signature
from projects.enums import ProjectStatus
from seoul_gov.papers.enums import PaperState
from seoul_gov.ui.korean import today

from . import norms
from .enums import PaperKind
from .making import paper_of
from .models import Appointment, AppointmentPaper
from .names import consents, may_be_named

TOO_EARLY = "활동확인서는 임기나 사업이 끝난 뒤에 받을 수 있습니다."
SUSPENDED = "직무가 정지된 동안에는 위촉장과 활동확인서를 만들거나 내려받을 수 없습니다. 정지가 풀리면 다시 받을 수 있습니다."
NOT_COMPLETED = "임기를 마치거나 스스로 그만둔 단원에게 활동확인서를 드립니다."


def why_no_certificate(membership: Membership) -> str:
    """Why nothing can be certified about this seat, in one sentence; empty when it can.

    It can once the term, the panel or the project is over, and for who left by their own will; not while the member is
    suspended.
    """
    if is_suspended(membership):
        return SUSPENDED
    if membership.state in SEATED:
        is_over = membership.panel.project.status == ProjectStatus.COMPLETED
        return "" if is_over else TOO_EARLY
    return NOT_COMPLETED if is_dismissed(membership) else ""


def is_suspended(membership: Membership) -> bool:
    return membership.state == MemberState.SUSPENDED


def is_dismissed(membership: Membership) -> bool:
    """Whether the appointment was ended against the person's will, before the panel's end."""
    if membership.state == MemberState.RELEASED:
        return membership.ended_ground != ReleaseGround.DISSOLUTION
    return membership.state == MemberState.EXCLUDED


def over() -> QuerySet[Appointment]:
    """Those whose term is over and whose seat is not."""
    return Appointment.objects.with_facts().over(today()).order_by("pk")


def outlived() -> QuerySet[Panel]:
    """The panels that are not dissolved although their project is over, on its last day too, and nobody's term runs on."""
    day = today()
    panels = Panel.objects.exclude(state=PanelState.DISSOLVED).filter(
        Q(project__end_date=None) | Q(project__end_date__lt=day),
        Q(term_ends_on=None) | Q(term_ends_on__lt=day),
        project__status=ProjectStatus.COMPLETED,
    )
    running = Appointment.objects.in_force().filter(membership__panel=OuterRef("pk"))
    return panels.exclude(Exists(running)).select_related("project").order_by("pk")


def ending_soon() -> QuerySet[Panel]:
    """The panels in which terms end within the days of notice."""
    day = today()
    soon = Appointment.objects.ending(day, day + timedelta(days=norms.notice_days()))
    panels = Panel.objects.filter(pk__in=soon.order_by().values("membership__panel"))
    return panels.select_related("project__department", "project__officer").order_by("pk")


def ends_of(panel: Panel) -> list[dict]:
    """The last days of the terms in force in the panel, each with how many members have it; the first comes first."""
    rows = Appointment.objects.in_force().filter(membership__panel=panel)
    return list(rows.values("ends_on").annotate(count=Count("pk")).order_by("ends_on"))


@dataclass(frozen=True)
class Papers:
    """The files of one kind about one seat. ``may_order`` says that pressing the button would make something."""

    kind: PaperKind
    files: list[AppointmentPaper]
    is_stale: bool
    is_offered: bool

    @property
    def ready(self) -> list[AppointmentPaper]:
        return [file for file in self.files if file.is_ready]

    @property
    def is_pending(self) -> bool:
        return any(file.is_pending for file in self.files)

    @property
    def has_failed(self) -> bool:
        return any(file.state == PaperState.FAILED for file in self.files)

    @property
    def may_order(self) -> bool:
        return (
            self.is_offered and not self.is_pending and (self.is_stale or self.has_failed or not self.files)
        )

    @property
    def label(self) -> str:
        """What the button says."""
        verb = "다시 만들기" if self.files else "만들기"
        return f"{self.kind.label} {verb}"


@dataclass(frozen=True)
class Term:
    """A term that a renewal has followed, by its last day, with the letters that were given for it."""

    ends_on: date
    files: list[AppointmentPaper]


@dataclass(frozen=True)
class Line:
    """A seat with its appointment (None without one), its papers, and the earlier terms of which there are letters, the
    latest first."""

    seat: Membership
    appointment: Appointment | None
    papers: list[Papers]
    earlier: list[Term]

    @property
    def in_force(self) -> bool:
        return self.seat.state in SEATED

    @property
    def may_be_renewed(self) -> bool:
        return bool(self.appointment) and self.seat.is_active

    @property
    def is_pending(self) -> bool:
        return any(papers.is_pending for papers in self.papers)

    @property
    def whose(self) -> str:
        """What tells this line from the others on a page that is heard: the number of the appointment."""
        return self.appointment.number if self.appointment else ""

    @property
    def withheld(self) -> str:
        """Why no paper is given out, in one sentence; empty where they are."""
        return SUSPENDED if is_suspended(self.seat) else ""

    @property
    def may_give_name(self) -> bool:
        """Whether the person may agree to be named, for the first time or again; asks for ``with_facts``."""
        return not self.seat.is_named and may_be_named(self.seat)


def seats_of(panel: Panel) -> QuerySet[Membership]:
    """The panel's seats that were appointed or are to be, those in office first."""
    seats = panel.memberships.filter(Q(appointment__isnull=False) | Q(pk__in=panel.memberships.counted()))
    newest = F("ended_at").desc(nulls_first=True)
    return with_facts(seats).order_by(newest, "appointment__year", "appointment__serial", "pk")


def mine(user) -> QuerySet[Membership]:
    """The person's own seats that they were appointed to, the newest first."""
    return with_facts(user.memberships.filter(appointment__isnull=False)).order_by("-appointment__pk")


def with_facts(seats: QuerySet[Membership]) -> QuerySet[Membership]:
    """With panel, project and appointment, whether a consent to be named stands, and whether the portal names by it."""
    given = Signature.objects.filter(text__kind=TextKind.CONSENT_NAME, withdrawn_at=None)
    seats = seats.select_related("appointment", "panel__project__department")
    return seats.annotate(
        has_agreed=Exists(given.filter(membership=OuterRef("pk"))),
        is_named=Exists(consents().filter(membership=OuterRef("pk"))),
    )


def lines(seats: Iterable[Membership]) -> list[Line]:
    """The seats with their papers, in two queries whatever their number."""
    seats = list(seats)
    found: dict[int, list[AppointmentPaper]] = {}
    papers = AppointmentPaper.objects.filter(appointment__membership__in=seats)
    for paper in papers.select_related("document").order_by("kind", "-format"):
        found.setdefault(paper.appointment_id, []).append(paper)
    attended = attendance.of(seats)
    return [line(seat, found, attended[seat.pk]) for seat in seats]


def line(seat: Membership, found: dict[int, list[AppointmentPaper]], attended: attendance.Attended) -> Line:
    appointment = getattr(seat, "appointment", None)
    if appointment is None:
        return Line(seat, None, [], [])
    appointment.membership = seat
    files = [] if is_dismissed(seat) or is_suspended(seat) else found.get(appointment.pk, [])
    earlier = [file for file in files if is_earlier(file, appointment)]
    present = [file for file in files if not is_earlier(file, appointment)]
    kinds = [papers_of(appointment, kind, present, attended) for kind in PaperKind]
    offered = [papers for papers in kinds if papers.files or papers.is_offered]
    return Line(seat, appointment, offered, terms_of(earlier))


def is_earlier(file: AppointmentPaper, appointment: Appointment) -> bool:
    """Whether it is a letter of a term before the present one."""
    return file.kind == PaperKind.LETTER and file.renewals < appointment.renewals


def terms_of(letters: Iterable[AppointmentPaper]) -> list[Term]:
    """The terms of these letters, the latest first."""
    found: dict[int, Term] = {}
    for letter in sorted(letters, key=lambda one: one.renewals, reverse=True):
        found.setdefault(letter.renewals, Term(letter.ends_on, [])).files.append(letter)
    return list(found.values())


def papers_of(
    appointment: Appointment, kind: PaperKind, files: list[AppointmentPaper], attended: attendance.Attended
) -> Papers:
    seat = appointment.membership
    files = [file for file in files if file.kind == kind]
    is_offered = (
        seat.state == MemberState.ACTIVE if kind == PaperKind.LETTER else not why_no_certificate(seat)
    )
    ready = [file for file in files if file.is_ready]
    says = paper_of(appointment, kind, attended).digest if ready else ""
    return Papers(kind, files, any(file.digest != says for file in ready), is_offered)
