"""A seat that is erased: what stays of it, what its people said, and that nobody can tell who it was."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from panels import actions as panels
from panels import invitations, roster
from panels import selectors as panel_selectors
from panels.actions.seats import panel_scope
from panels.appointments.tasks import end_terms
from panels.enums import MemberState
from panels.erasure import actions, selectors, wiping
from panels.models import (
    ERASED,
    Appointment,
    ConflictDeclaration,
    Membership,
    Panel,
    Signature,
    Suspension,
)
from projects.models import Project
from seoul_gov.audit import actions as audit
from seoul_gov.audit.models import Event
from seoul_gov.documents.models import Document
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.issues.models import Issue, Reply
from workflows.meetings.models import AdviceNote, AgendaItem
from workflows.reports.models import Satisfaction, Survey
from workflows.reviews.models import Comment, Review, ReviewRound

from .conftest import seoul

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 28)
LONG_AGO = seoul(2023, 1, 1)
KEPT = {
    "id",
    "panel",
    "role",
    "side",
    "state",
    "invited_by",
    "invited_at",
    "expires_at",
    "accepted_at",
    "ended_at",
    "erased_at",
}


def fresh(seat):
    return Membership.objects.get(pk=seat.pk)


def test_every_field_of_a_seat_stays_or_goes():
    names = {field.name for field in Membership._meta.concrete_fields}
    assert names == KEPT | set(wiping.EMPTY_SEAT)


def test_everything_that_points_at_a_seat_is_known():
    """Whoever points at a seat from now on says in ``wiping`` or in ``workflows.leaving`` what becomes of it."""
    pointing = {one.related_model._meta.label for one in Membership._meta.related_objects}
    assert pointing == {
        "panels.Appointment",
        "panels.Choice",
        "panels.ConflictDeclaration",
        "panels.ErasureRequest",
        "panels.Signature",
        "panels.Suspension",
        "workflows.AdviceNote",
        "workflows.Attendance",
        "workflows.Ballot",
        "workflows.Issue",
        "workflows.Recusal",
        "workflows.Reply",
        "workflows.Review",
    }


def test_a_seat_keeps_that_it_was_there(panel, former, texts):
    guardian = {"guardian_name": "한보호", "guardian_contact": "a@example.test"}
    seat = former(LONG_AGO, name="떠난시민", role="chair", **guardian)
    text = panel_selectors.texts_for("member")[0]
    Signature.objects.create(membership=seat, text=text, address="203.0.113.7")
    ConflictDeclaration.objects.create(
        membership=seat, has_conflict=True, employer="한빛", detail="형이 다님"
    )
    Membership.objects.filter(pk=seat.pk).update(secret_hash="0" * 64, ended_ground="other")
    before = fresh(seat)
    assert actions.erase_due(DUE) == 1
    after = fresh(seat)
    for name in KEPT - {"erased_at"}:
        assert getattr(after, name) == getattr(before, name), name
    for name, empty in wiping.EMPTY_SEAT.items():
        assert getattr(before, name) != empty, f"{name} was empty before"
        assert getattr(after, name) == empty, name
    assert after.erased_at is not None
    assert (str(after), after.signatures.get().address) == (ERASED, None)
    told = after.declaration
    assert (told.has_conflict, told.employer, told.detail) == (True, "", "")
    assert actions.erase_due(DUE) == 0


def test_the_database_lets_no_erased_seat_be_somebodys(former):
    seat = former(LONG_AGO)
    for facts in ({}, wiping.EMPTY_SEAT | {"state": "active"}, wiping.EMPTY_SEAT | {"email": "a@b.kr"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=seat.pk).update(erased_at=timezone.now(), **facts)


def test_seats_of_a_dissolved_panel_end_as_they_are_erased(panel, official, invite):
    seats = [factories.make_member(panel) for _ in range(2)]
    Membership.objects.filter(pk=seats[1].pk).update(state=MemberState.SUSPENDED)
    invited = [invite(panel)[0] for _ in range(2)]
    Panel.objects.filter(pk=panel.pk).update(state="dissolved", dissolved_at=LONG_AGO)
    assert actions.erase_due(DUE) == 4
    states = [(one.state, one.ended_at, one.email) for one in map(fresh, [*seats, *invited])]
    assert states == [("ended", LONG_AGO, "")] * 2 + [("cancelled", LONG_AGO, "")] * 2


def test_what_was_told_about_them_goes_and_what_others_were_told_stays(panel, official, invite, citizen):
    seat, secret = invite(panel, citizen)
    panels.accept(by=citizen, membership=seat, secret=secret, texts=panel_selectors.texts_for("member"))
    stays = factories.make_member(panel)
    panels.withdraw(by=citizen, membership=fresh(seat))
    for person in (citizen, stays.user):
        notifications.notify(
            kind=panels.panels.events.ACTIVATED,
            to=[notifications.Recipient.of(person)],
            message=notifications.Message("모임", "/"),
            scope=panel_scope(panel),
            key="x",
        )
    told = Notice.objects.filter(scope__startswith="panel:")
    assert any(citizen.name in notice.body for notice in told if notice.recipient == official)
    assert told.filter(scope=invitations.scope_of(seat)).exists()
    Membership.objects.filter(pk=seat.pk).update(ended_at=LONG_AGO)
    actions.erase_due(DUE)
    assert [notice.recipient for notice in told.all()] == [stays.user]


def test_the_application_goes_with_the_last_seat(settled, former):
    call, chosen, _ = settled
    first = former(LONG_AGO, user=chosen.applicant)
    second = factories.make_member(call.panel, user=chosen.applicant)
    actions.erase_due(DUE)
    chosen.refresh_from_db()
    assert (fresh(first).user, chosen.state) == (None, "submitted")
    Membership.objects.filter(pk=second.pk).update(state="ended", ended_at=LONG_AGO)
    assert actions.erase_due(DUE) == 1
    chosen.refresh_from_db()
    assert (chosen.state, chosen.applicant, chosen.number is None) == ("erased", None, False)


def test_what_was_written_for_an_open_call_is_about_another_seat(call, former):
    application = factories.make_application(call)
    former(LONG_AGO, user=application.applicant)
    assert actions.erase_due(DUE) == 1
    application.refresh_from_db()
    assert application.state == "submitted"


@pytest.fixture
def active(panel):
    Panel.objects.update(state="active")
    panel.refresh_from_db()
    return panel


def test_what_was_handed_in_stays_and_shows_nobody(active, former, official):
    seat, other = former(LONG_AGO, name="떠난시민"), factories.make_member(active)
    duty = factories.make_duty(active.project, kind="review")
    run = duty.stage.run
    facts = {"duty": duty, "side": "member", "reply_due_on": DUE, "title": "제목", "body": "내용"}
    issue = Issue.objects.create(raised_by=seat.user, membership=seat, nonce=uuid4(), **facts)
    own = Issue.objects.create(raised_by=other.user, membership=other, nonce=uuid4(), **facts)
    reply = Reply.objects.create(
        issue=own, body="답", side="member", author=seat.user, membership=seat, nonce=uuid4()
    )
    survey = Survey.objects.create(run=run, opened_by=official, closes_on=DUE)
    answer = Satisfaction.objects.create(survey=survey, user=seat.user, score=5)
    others = Satisfaction.objects.create(survey=survey, user=other.user, score=4)
    actions.erase_due(DUE)
    for row, author in ((issue, "raised_by"), (reply, "author"), (answer, "user")):
        row.refresh_from_db()
        assert getattr(row, author) is None
    assert (issue.body, reply.body, issue.membership.name) == ("내용", "답", ERASED)
    own.refresh_from_db()
    others.refresh_from_db()
    assert (own.raised_by, others.user) == (other.user, other.user)


def test_an_answer_to_a_survey_stays_with_who_still_takes_part(active, former, official):
    seat = former(LONG_AGO)
    factories.make_member(factories.make_panel(active.project, kind="expert", name="자문단"), user=seat.user)
    run = factories.make_run(active.project)
    survey = Survey.objects.create(run=run, opened_by=official, closes_on=DUE)
    answer = Satisfaction.objects.create(survey=survey, user=seat.user, score=5)
    actions.erase_due(DUE)
    answer.refresh_from_db()
    assert answer.user_id


def test_an_issue_of_an_official_is_never_nobodys(active, official):
    duty = factories.make_duty(active.project, kind="review")
    issue = Issue.objects.create(
        duty=duty, title="-", body="-", side="officer", raised_by=official, nonce=uuid4(), reply_due_on=DUE
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(raised_by=None)


def test_what_was_not_handed_in_goes(active, former, official):
    seat, other = former(LONG_AGO), factories.make_member(active)
    meeting = factories.make_meeting(active, factories.make_duty(active.project))
    item = AgendaItem.objects.create(meeting=meeting, order=1, title="안건")
    for one, state in ((seat, "draft"), (other, "draft")):
        AdviceNote.objects.create(item=item, membership=one, body="초안", state=state)
    version = factories.make_version(active.project)
    duty = factories.make_duty(active.project, kind="review")
    round_ = ReviewRound.objects.create(
        duty=duty, panel=active, version=version, number=1, due_on=DUE, opened_by=official
    )
    for one in (seat, other):
        review = Review.objects.create(round=round_, membership=one)
        Comment.objects.create(review=review, body="의견", nonce=uuid4())
    actions.erase_due(DUE)
    assert AdviceNote.objects.get().membership == other
    assert Review.objects.get().membership == other
    assert Comment.objects.get().review.membership == other


def test_the_trail_still_shows_no_name(panel, former, official):
    seat = former(LONG_AGO)
    did = {"project": panel.project, "panel": panel, "seat": seat.pk, "role": "-"}
    chain = panel.project.audit_chain
    accepted = audit.record(by=seat.user, kind=panels.answers.events.ACCEPTED, on=panel, chain=chain, **did)
    actions.erase_due(DUE)
    events = list(Event.objects.of(chain))
    assert accepted.pk in panel_selectors.acts_of_members(panel.project, events)


def test_the_panels_page_shows_a_seat_of_nobody(panel, former, official, auditor):
    former(LONG_AGO, name="떠난시민")
    actions.erase_due(DUE)
    for reader in (official, auditor):
        (line,) = roster.roster_for(reader, panel).past
        assert (line.name, line.email, line.affiliation) == (ERASED, "", "")


def test_what_was_said_of_a_tie_goes_and_how_it_ended_stays(panel, official, former):
    seat = former(LONG_AGO, name="떠난시민")
    facts = {"ground": "reported", "matched": "떠난시민의 형이 다님", "suspended_by": official}
    facts |= {"decide_by": LONG_AGO.date(), "statement": "형은 퇴사했습니다.", "stated_at": LONG_AGO}
    head = factories.make_official("head", department=panel.project.department, name="박부서장")
    facts |= {"outcome": "restored", "decided_by": head, "decided_at": LONG_AGO, "reason": "형이 퇴사함"}
    Suspension.objects.create(membership=seat, **facts)
    assert actions.erase_due(DUE) == 1
    found = seat.suspensions.get()
    assert (found.matched, found.statement) == (ERASED, ERASED)
    assert (found.reason, found.outcome) == (wiping.WIPED_REASON, "restored")


def test_letters_go_with_the_name_in_them(panel, official, former):
    seat = former(LONG_AGO, name="떠난시민")
    day = LONG_AGO.date()
    letter = Appointment.objects.create(
        membership=seat, year=2020, serial=1, starts_on=day, ends_on=day, issuer="시장", issued_by=official
    )
    letter.papers.create(
        kind="letter",
        ends_on=day,
        format="pdf",
        state="ready",
        document=factories.make_document(by=official),
        ordered_by=seat.user,
    )
    assert actions.erase_due(DUE) == 1
    letter.refresh_from_db()
    assert (letter.number, letter.papers.count(), Document.objects.count()) == ("제2020-1호", 0, 0)


def test_who_was_chosen_and_never_answered_goes_three_years_after_the_last_day(settled):
    call, chosen, _ = settled
    seat = Membership.objects.get(choice__application=chosen)
    unanswered = {
        "user": None,
        "state": "invited",
        "ended_at": None,
        "expires_at": seoul(2023, 11, 27, 23, 59),
    }
    Membership.objects.filter(pk=seat.pk).update(**unanswered)
    assert "members" not in {one.what for one in selectors.batches(date(2026, 11, 27))}
    actions.erase_due(DUE)
    seat, written = fresh(seat), call.applications.get(pk=chosen.pk)
    assert (seat.name, seat.email, seat.state, seat.ended_at) == (ERASED, "", "cancelled", seat.expires_at)
    assert (written.state, written.applicant, written.name) == ("erased", None, "")


def test_what_is_kept_for_a_project_that_is_over_comes_to_its_end(panel, invite, official):
    """A panel that nobody dissolved, with a member who has no term and an invitation."""
    factories.make_member(panel)
    invite(panel)
    project = Project.objects.filter(pk=panel.project_id)
    project.update(status="completed", end_date=date(2026, 11, 20))
    end_terms()
    assert Panel.objects.get(pk=panel.pk).state == "forming"
    project.update(end_date=date(2026, 11, 19))
    end_terms()
    told = Notice.objects.get(kind="panels.dissolved")
    assert "사유: 사업이 끝났습니다." in told.body
    assert not actions.erase_due(date(2029, 11, 20))
    assert actions.erase_due(date(2029, 11, 21)) == 2
