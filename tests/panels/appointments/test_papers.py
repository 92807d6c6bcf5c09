"""Letters and certificates: who orders them, what they say, what becomes of those that fail or grow old."""

import io
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hwpx.document import HwpxDocument

from panels import actions as panels
from panels.appointments import actions, making, selectors, tasks
from panels.appointments.models import Appointment, AppointmentPaper
from panels.models import Membership
from projects.models import Project
from seoul_gov.audit.models import Event
from seoul_gov.documents.models import Document
from seoul_gov.notifications.models import Notice
from seoul_gov.papers.making import FAILED, NO_PANGO, CannotBeMade
from seoul_gov.ui.korean import SEOUL, today
from tests import factories

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def refused(action, **facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


def make_all():
    while paper := actions.claim_paper():
        actions.make_paper(paper=paper)


def papers_of(appointment):
    seat = Membership.objects.get(pk=appointment.membership_id)
    (line,) = selectors.lines(selectors.with_facts(Membership.objects.filter(pk=seat.pk)))
    return {papers.kind: papers for papers in line.papers}


def completed(appointment):
    """The seat, its term over."""
    Appointment.objects.filter(pk=appointment.pk).update(
        starts_on=today() - timedelta(days=90), ends_on=today() - timedelta(days=1)
    )
    actions.end_term(appointment=appointment)
    return Appointment.objects.with_facts().get(pk=appointment.pk)


def test_a_letter_is_ordered_made_and_read(appointment, member):
    assert actions.order_letter(by=member, appointment=appointment) == 2
    tasks.print_appointments()
    tasks.print_appointments()
    files = {paper.format: paper for paper in AppointmentPaper.objects.all()}
    assert {(paper.state, paper.error, paper.ordered_by) for paper in files.values()} == {
        ("ready", "", member)
    }
    assert files["pdf"].document.name == f"위촉장 {appointment.number}.pdf"
    assert files["pdf"].document.kind == "pdf"
    with files["hwpx"].document.file.open() as file:
        text = HwpxDocument.open(io.BytesIO(file.read())).text.plain()
    for words in ("위  촉  장", "성명  이단원", "서울특별시장", "단원으로 위촉합니다."):
        assert words in text
    made = Event.objects.filter(key="panels.paper_made")
    assert made.count() == 2
    assert "이단원" not in made.first().sentence
    assert Event.objects.get(key="panels.papers_ordered").actor_id is None


def test_who_orders_and_who_does_not(appointment, official, head, citizen):
    for person in (head, citizen, factories.make_member(appointment.membership.panel).user):
        with pytest.raises(PermissionDenied):
            actions.order_letter(by=person, appointment=appointment)
    actions.order_letter(by=official, appointment=appointment)
    assert Event.objects.get(key="panels.papers_ordered").actor == str(official)


def test_what_is_made_or_being_made_is_not_ordered_again(appointment, member):
    actions.order_letter(by=member, appointment=appointment)
    nothing = "이미 만든 파일이 있습니다. 내용이 바뀌면 다시 만들 수 있습니다."
    assert refused(actions.order_letter, by=member, appointment=appointment) == nothing
    AppointmentPaper.objects.filter(format="hwpx").update(state="failed", error="이유")
    assert actions.order_letter(by=member, appointment=appointment) == 1
    assert AppointmentPaper.objects.get(format="hwpx").state == "pending"


def test_who_is_suspended_has_no_letter_made(appointment, member, official, panel):
    seats = Membership.objects.filter(pk=appointment.membership_id)
    seats.update(state="suspended")
    appointment = Appointment.objects.with_facts().get(pk=appointment.pk)
    assert "letter" not in papers_of(appointment)
    sentence = selectors.SUSPENDED
    for person in (member, official):
        assert refused(actions.order_letter, by=person, appointment=appointment) == sentence
    assert actions.order_letters(by=official, panel=panel) == 2, "the chair's alone"
    assert not appointment.papers.exists()
    seats.update(state="active")
    assert actions.order_letter(by=member, appointment=appointment) == 2


@pytest.mark.parametrize("state", ["suspended", "excluded"])
def test_a_letter_that_waits_is_not_made_for_who_is_gone_since(appointment, member, state):
    seats = Membership.objects.filter(pk=appointment.membership_id)
    actions.order_letter(by=member, appointment=appointment)
    seats.update(state=state, ended_at=None if state == "suspended" else timezone.now())
    tasks.print_appointments()
    told = "그 사이 직무가 정지되거나 자리가 끝나 위촉장을 만들지 않았습니다."
    assert set(appointment.papers.values_list("state", "error", "document")) == {("failed", told, None)}
    assert not Document.objects.exists()


def test_a_letter_that_says_what_is_no_longer_so_is_made_again(appointment, member, official, monkeypatch):
    monkeypatch.setattr(making, "make", lambda paper, format: PDF)
    actions.order_letter(by=member, appointment=appointment)
    AppointmentPaper.objects.filter(format="hwpx").delete()
    make_all()
    letters = papers_of(appointment)["letter"]
    assert (letters.is_stale, letters.may_order, len(letters.ready)) == (False, False, 1)
    old = Document.objects.get()
    panels.appoint_chair(by=official, membership=appointment.membership)
    letters = papers_of(appointment)["letter"]
    assert (letters.is_stale, letters.may_order, letters.label) == (True, True, "위촉장 다시 만들기")
    assert actions.order_letter(by=member, appointment=appointment) == 2
    assert not Document.objects.filter(pk=old.pk).exists()


def test_the_letters_of_earlier_terms_stay(appointment, member, official, monkeypatch):
    monkeypatch.setattr(making, "make", lambda paper, format: PDF)
    first = appointment.ends_on
    actions.order_letter(by=member, appointment=appointment)
    make_all()  # no HWPX comes of these bytes
    given = AppointmentPaper.objects.get(state="ready")
    appointment = actions.renew(by=official, appointment=appointment, ends_on=first + timedelta(days=30))
    assert list(appointment.papers.all()) == [given], "what was not made yet would say what is no longer so"
    assert papers_of(appointment)["letter"].label == "위촉장 만들기"
    assert actions.order_letter(by=member, appointment=appointment) == 2
    make_all()
    names = set(appointment.papers.values_list("document__name", flat=True))
    assert names == {f"위촉장 {appointment.number}{mark}.pdf" for mark in ("", "(연임 1회)")} | {None}
    seat = Membership.objects.filter(pk=appointment.membership_id)
    (line,) = selectors.lines(selectors.with_facts(seat))
    assert [(term.ends_on, term.files) for term in line.earlier] == [(first, [given])]
    seat.update(state="suspended")
    (line,) = selectors.lines(selectors.with_facts(seat))
    assert (line.papers, line.earlier) == ([], [])


def test_the_letters_of_a_whole_panel(panel, official, head):
    with pytest.raises(PermissionDenied):
        actions.order_letters(by=head, panel=panel)
    assert actions.order_letters(by=official, panel=panel) == 4
    assert refused(actions.order_letters, by=official, panel=panel).startswith("이미 만든 파일이")
    assert Event.objects.filter(key="panels.papers_ordered").count() == 2
    AppointmentPaper.objects.first().delete()
    assert actions.order_letters(by=official, panel=panel) == 1


def test_no_letter_after_the_end_and_no_certificate_before(appointment, member):
    told = refused(actions.order_certificate, by=member, appointment=appointment)
    assert told == "활동확인서는 임기나 사업이 끝난 뒤에 받을 수 있습니다."
    appointment = completed(appointment)
    told = refused(actions.order_letter, by=member, appointment=appointment)
    assert told == "이미 끝난 자리입니다(임기 만료)."
    assert set(papers_of(appointment)) == {"certificate"}


def test_a_certificate_gets_its_number_once(appointment, member, official, citizen):
    appointment = completed(appointment)
    with pytest.raises(PermissionDenied):
        actions.order_certificate(by=citizen, appointment=appointment)
    assert actions.order_certificate(by=member, appointment=appointment) == 2
    row = Appointment.objects.with_facts().get(pk=appointment.pk)
    assert row.certificate_number == f"제{today().year}-1호"
    AppointmentPaper.objects.update(state="failed")
    actions.order_certificate(by=official, appointment=appointment)
    assert Event.objects.filter(key="panels.certified").count() == 1
    said = making.paper_of(row, "certificate")
    assert said.seat.last == today() - timedelta(days=1)
    assert making.file_name(AppointmentPaper.objects.filter(format="pdf").get()) == "활동확인서 " + (
        f"{row.certificate_number}.pdf"
    )


def test_a_certificate_is_made_as_pdf_and_hwpx(appointment, official):
    appointment = completed(appointment)
    actions.order_certificate(by=official, appointment=appointment)
    make_all()
    assert set(AppointmentPaper.objects.values_list("state", "error")) == {("ready", "")}
    assert Event.objects.get(key="panels.certified").actor == str(official)


@pytest.mark.parametrize(
    ("state", "ground", "is_certified"),
    [
        ("ended", "", True),
        ("withdrawn", "", True),
        ("released", "dissolution", True),
        ("released", "attendance", False),
        ("excluded", "", False),
        ("active", "", False),
        ("suspended", "", False),
    ],
)
def test_who_is_given_a_certificate(appointment, state, ground, is_certified):
    seat = appointment.membership
    seat.state, seat.ended_ground = state, ground
    assert (selectors.why_no_certificate(seat) == "") is is_certified


def test_who_sits_in_a_project_that_is_over_is_given_one(appointment, member):
    Project.objects.update(status="completed")
    assert actions.order_certificate(by=member, appointment=appointment) == 2
    row = Appointment.objects.with_facts().get(pk=appointment.pk)
    assert making.certificate_of(row).seat.last == row.ends_on


def test_who_left_on_the_first_day_served_that_day(appointment, member):
    panels.withdraw(by=member, membership=appointment.membership)
    with time_machine.travel(datetime.combine(today() + timedelta(days=9), time(9), SEOUL)):
        Appointment.objects.update(starts_on=today())
        row = Appointment.objects.with_facts().get(pk=appointment.pk)
        assert making.seat_of(row).last == row.starts_on


def test_what_fails_is_told_to_the_officials(appointment, member, official, monkeypatch):
    def hopeless(*_):
        raise CannotBeMade(NO_PANGO, is_final=True)

    actions.order_letter(by=member, appointment=appointment)
    monkeypatch.setattr(making, "make", hopeless)
    actions.make_paper(paper=actions.claim_paper())
    failed = AppointmentPaper.objects.get(state="failed")
    assert failed.error == NO_PANGO
    told = Notice.objects.get(kind="panels.paper_failed")
    assert (told.recipient, NO_PANGO in told.body) == (official, True)
    assert Event.objects.get(key="panels.paper_failed").data == {"reason": NO_PANGO}
    letters = papers_of(appointment)["letter"]
    assert (letters.has_failed, letters.may_order) == (True, False)  # the other one is still being made


def test_what_breaks_waits_for_the_next_beat(appointment, member, monkeypatch):
    def broken(*_):
        raise CannotBeMade(FAILED)

    actions.order_letter(by=member, appointment=appointment)
    monkeypatch.setattr(making, "make", broken)
    first = actions.claim_paper()
    actions.make_paper(paper=first)
    again = AppointmentPaper.objects.get(pk=first.pk)
    assert (again.state, again.attempts, again.started_at) == ("pending", 1, None)


def test_a_seat_of_a_mixed_panel_is_of_its_side(appointment):
    type(appointment.membership.panel).objects.update(kind="mixed", name="혼합 자문단")
    type(appointment.membership).objects.filter(pk=appointment.membership_id).update(side="expert")
    appointment = type(appointment).objects.with_facts().get(pk=appointment.pk)
    assert making.seat_of(appointment).place == "혼합 자문단(전문가자문단)"
