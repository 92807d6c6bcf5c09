"""What the task does: what goes, what stays, the bytes, the record; once, in pieces, and in spite of a mishap."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from panels.calls import actions as calls
from panels.calls.models import Application, ApplicationSignature
from panels.calls.selectors import applicant_texts, has_applicants
from panels.erasure import actions, selectors, wiping
from panels.erasure.models import METHOD, Destruction
from panels.erasure.tasks import erase_due
from panels.models import Choice, Membership
from panels.screening.models import Reading
from seoul_gov.audit.models import Event
from seoul_gov.documents import actions as documents
from seoul_gov.documents.models import Document
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.factories import make_application, make_upload

from .conftest import fresh, seoul

DUE = date(2026, 11, 28)
KEPT = {
    "id",
    "call",
    "state",
    "number",
    "version",
    "created_at",
    "submitted_at",
    "withdrawn_at",
    "erased_at",
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "files")
    return Path(settings.MEDIA_ROOT)


def files(media):
    return [path for path in media.rglob("*") if path.is_file()]


def everything(call):
    """An application with something in every field that may say something about a person."""
    person = factories.make_user(name="아까운시민")
    guarded = {"guardian_name": "보호자시민", "guardian_contact": "010-0000-0000", "side": "citizen"}
    ties = dict.fromkeys(("employer", "past_employers", "family", "bodies", "services"), "한빛정보기술")
    application = make_application(call, by=person, has_conflict=True, **ties)
    Application.objects.filter(pk=application.pk).update(
        **guarded, interest="관심", understanding="이해", expertise="경력"
    )
    ApplicationSignature.objects.filter(application=application).update(address="203.0.113.7")
    return fresh(application)


def test_every_field_of_an_application_stays_or_goes():
    names = {field.name for field in Application._meta.concrete_fields}
    assert names == KEPT | set(wiping.EMPTY_APPLICATION)
    assert [field.name for field in Application._meta.many_to_many] == ["available"]


def test_everything_that_points_at_an_application_is_known():
    """Whoever points at an application from now on says in ``wiping`` what becomes of it."""
    pointing = {one.related_model._meta.label for one in Application._meta.related_objects}
    assert pointing == {"panels.ApplicationSignature", "panels.Choice", "panels.Inquiry", "panels.Reading"}


def test_what_was_not_chosen_is_emptied_and_keeps_its_number(settled, official, media, closed):
    call, chosen, other = settled
    Choice.objects.filter(application=other).delete()
    Application.objects.exclude(pk=chosen.pk).delete()
    closed(call, timezone.now() + timedelta(days=1))
    application = everything(call)
    closed(call, seoul(2026, 5, 1, 18))
    reading = Reading.objects.create(
        application=application, reader=official, is_eligible=True, note="시민님"
    )
    reading.marks.create(key="record", level=4)
    Reading.objects.create(
        application=application,
        reader=factories.make_user(),
        is_eligible=False,
        reason="아까운시민은 직원",
        note="",
    )
    before = Application.objects.select_related("evidence", "applicant").get(pk=application.pk)
    now = timezone.now()
    assert actions.erase_due(DUE) == 1
    after = fresh(application)
    for name in KEPT - {"state", "erased_at"}:
        assert getattr(after, name) == getattr(before, name), name
    for name, empty in wiping.EMPTY_APPLICATION.items():
        assert getattr(before, name) != empty, f"{name} was empty before"
        assert getattr(after, name) == empty, name
    assert (after.state, after.erased_at >= now, after.available.count()) == ("erased", True, 0)
    assert {one.address for one in after.signatures.all()} == {None}
    assert list(after.readings.order_by("pk").values_list("note", "reason", "is_eligible")) == [
        ("", "", True),
        ("", wiping.WIPED_REASON, False),
    ]
    assert reading.marks.get().level == 4
    assert fresh(chosen).name == "뽑힌시민"


def test_the_record_and_the_trail_count_and_name_nobody(settled):
    call, _, other = settled
    actions.erase_due(DUE)
    record = Destruction.objects.get()
    assert (record.what, record.call, record.panel, record.count) == ("applications", call, None, 1)
    assert (record.basis, record.due_on) == ("선정 결과를 알린 날부터 6개월", date(2026, 11, 27))
    assert (record.destroyed_by, record.method, record.doer) == (None, METHOD, "자동")
    assert str(record) == "선정되지 않은 지원서 1건"
    event = Event.objects.get(key="panels.erased")
    assert (event.actor, event.chain) == ("시스템", call.panel.project.audit_chain)
    said = f"‘{call}’의 개인정보 1건을 파기했습니다(선정되지 않은 지원서, 선정 결과를 알린 날부터 6개월)."
    assert event.sentence == said
    assert other.number not in f"{event.sentence}{event.data}{event.label}"


def test_records_are_never_changed(settled):
    actions.erase_due(DUE)
    record = Destruction.objects.get()
    record.count = 9
    for change in (record.save, record.delete, Destruction.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        Destruction.objects.update(count=9)


def test_the_paper_goes_with_its_bytes(settled, media, django_capture_on_commit_callbacks):
    call, chosen, other = settled
    paper = other.evidence
    other_paper = documents.store(by=other.applicant, upload=make_upload("또.pdf"))
    Application.objects.filter(pk=other.pk).update(evidence=other_paper)
    assert len(files(media)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_due(DUE)
        assert len(files(media)) == 1
    assert files(media) == []
    assert not Document.objects.filter(pk=other_paper.pk).exists()
    assert Document.objects.filter(pk__in=[paper.pk, chosen.evidence_id]).count() == 2


def test_a_crash_before_the_bytes_are_gone_leaves_what_nobody_serves(settled, media):
    """The transaction has committed and its callback never ran: the sweep finds the file."""
    _, _, other = settled
    paper = documents.store(by=other.applicant, upload=make_upload("또.pdf"))
    Application.objects.filter(pk=other.pk).update(evidence=paper)
    actions.erase_due(DUE)
    assert len(files(media)) == 1
    assert not Document.objects.filter(pk=paper.pk).exists()
    os.utime(files(media)[0], (0, 0))
    assert documents.sweep_orphans() == 1
    assert files(media) == []


def test_a_transaction_that_is_taken_back_keeps_everything(settled):
    _, _, other = settled
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.erase_due(DUE)
        raise RuntimeError
    assert fresh(other).name == "아까운시민"
    assert fresh(other).evidence
    assert not Destruction.objects.exists()


def test_what_was_never_handed_in_is_deleted(call, closed, media, django_capture_on_commit_callbacks):
    make_application(call, submitted=False)
    thrown = make_application(call, submitted=False)
    calls.withdraw(by=thrown.applicant, application=thrown)
    taken_back = make_application(call)
    calls.withdraw(by=taken_back.applicant, application=taken_back)
    Application.objects.filter(state="withdrawn").update(withdrawn_at=seoul(2026, 9, 1))
    closed(call, seoul(2026, 10, 1))
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase_due(date(2026, 11, 1)) == 3
    left = Application.objects.get()
    assert (left.pk, left.number, left.state, left.applicant) == (
        taken_back.pk,
        taken_back.number,
        "erased",
        None,
    )
    assert files(media) == []
    found = Destruction.objects.order_by("what").values_list("what", "count", "due_on")
    assert list(found) == [("drafts", 1, date(2026, 10, 31)), ("withdrawn", 2, date(2026, 10, 1))]


def test_what_the_applicant_was_told_goes_unless_another_application_stays(call, citizen):
    first = make_application(call, by=citizen)
    calls.withdraw(by=citizen, application=first)
    Application.objects.update(withdrawn_at=seoul(2026, 1, 1))
    second = make_application(call, by=citizen, submitted=False)
    agreed = [text for text in applicant_texts() if text.kind == "apply"]
    second = calls.submit(by=citizen, application=second, texts=agreed)
    calls.correct(by=call.created_by, call=call, text="장소가 바뀝니다.")
    other = make_application(call)
    calls.withdraw(by=other.applicant, application=other)
    Application.objects.filter(pk=other.pk).update(withdrawn_at=seoul(2026, 1, 1))
    assert erase_due() == 2
    keys = sorted(Notice.objects.filter(scope=call.scope).values_list("kind", "url"))
    assert keys == [
        ("calls.applied", second.get_absolute_url()),
        ("calls.corrected", call.get_absolute_url()),
    ]


def test_the_task_begins_at_midnight_in_seoul(settled, time_machine):
    _, _, other = settled
    time_machine.move_to("2026-11-27T23:59:58+09:00", tick=False)
    assert erase_due() == 0
    assert fresh(other).state == "submitted"
    time_machine.move_to("2026-11-28T00:00:00+09:00", tick=False)
    assert erase_due() == 1
    assert fresh(other).state == "erased"


def test_a_call_stays_as_it_is_when_its_applications_are_erased(settled):
    call, chosen, _ = settled
    Choice.objects.filter(application=chosen).delete()
    Application.objects.filter(pk=chosen.pk).delete()
    actions.erase_due(DUE)
    assert has_applicants(call)


def test_twice_has_one_effect(settled):
    assert actions.erase_due(DUE) == 1
    assert actions.erase_due(DUE) == 0
    assert Destruction.objects.count() == 1


def test_a_stale_batch_erases_nothing(settled):
    (batch,) = selectors.batches(DUE)
    assert actions.erase_some(batch, DUE) == 1
    assert actions.erase_some(batch, DUE) == 0


def test_who_gets_a_seat_meanwhile_stays(settled):
    call, _, other = settled
    (batch,) = selectors.batches(DUE)
    factories.make_member(call.panel, user=other.applicant)
    assert actions.erase_some(batch, DUE) == 0
    assert fresh(other).name == "아까운시민"


def test_a_crowd_goes_in_pieces_each_with_its_record(settled, monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 2)
    call, _, _ = settled
    for number in range(4):
        Application.objects.create(
            call=call,
            applicant=factories.make_user(),
            state="submitted",
            number=f"X-{number}",
            submitted_at=seoul(2026, 4, 30),
        )
    assert actions.erase_due(DUE) == 5
    assert [one.count for one in Destruction.objects.order_by("pk")] == [2, 2, 1]
    assert Event.objects.filter(key="panels.erased").count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_removed_holds_nobody_up(settled, former, media, caplog):
    _, _, other = settled
    paper = documents.store(by=other.applicant, upload=make_upload("또.pdf"))
    Application.objects.filter(pk=other.pk).update(evidence=paper)
    place = Path(paper.file.path)
    place.unlink()
    (place / "in the way").mkdir(parents=True)
    seat = former(seoul(2020, 1, 1))
    actions.erase_due(DUE)
    assert "could not erase all of applications" in caplog.text
    assert (fresh(other).state, Membership.objects.get(pk=seat.pk).user) == ("erased", None)
    assert Destruction.objects.count() == 2


def test_records_know_their_place(settled, former):
    former(seoul(2020, 1, 1))
    actions.erase_due(DUE)
    places = {record.place: record.project for record in Destruction.objects.with_places()}
    call = settled[0]
    assert places == {call: call.panel.project, call.panel: call.panel.project}


def test_why_somebody_was_left_out_goes_too(settled):
    call, _, other = settled
    facts = {"may_sit": False, "reason": "전화로 확인함", "answered_by": call.created_by}
    doubts = ("같은 사람 확인 필요", "신고한 곳이 ‘한빛정보’일 수 있습니다.")
    asked = [other.inquiries.create(doubt=doubt, **facts) for doubt in doubts]
    actions.erase_due(DUE)
    left = {(f"지운 확인 {inquiry.pk}", False, wiping.WIPED_REASON) for inquiry in asked}
    assert set(other.inquiries.values_list("doubt", "may_sit", "reason")) == left
    assert Choice.objects.get(application=other).reason == wiping.WIPED_REASON
