"""Appointing, terms and names: what is written, what is refused, who is told."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from panels import actions as panels
from panels import invitations
from panels.appointments import actions, selectors, tasks, terms
from panels.appointments.models import Appointment, NumberSeries
from panels.models import Membership, Panel, Signature, SignedText
from panels.selectors import text_of, texts_for
from panels.texts import load_texts
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL, korean_date, today
from tests import factories

pytestmark = pytest.mark.django_db


def refused(action, **facts) -> str:
    before = Event.objects.count()
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    assert Event.objects.count() == before
    return " ".join(refusal.value.messages)


def at(day):
    """Nine in the morning of that day in Seoul."""
    return datetime.combine(day, time(9), SEOUL)


def test_a_panel_in_office_appoints_its_members_in_the_same_breath(panel, settings, official):
    rows = Appointment.objects.order_by("serial")
    year = today().year
    assert [(row.membership.name, str(row)) for row in rows] == [
        ("김단장", f"제{year}-1호"),
        ("이단원", f"제{year}-2호"),
    ]
    assert {(row.starts_on, row.ends_on) for row in rows} == {(today(), panel.project.end_date)}
    assert {(row.issuer, row.issued_by) for row in rows} == {("서울특별시장", official)}
    assert panel.term_ends_on == panel.project.end_date
    event = Event.objects.filter(key="panels.appointed").last()
    assert event.actor == str(official)
    number = f"제{year}-1호, {korean_date(panel.term_ends_on)}까지"
    assert event.sentence.endswith(f"단장을 위촉했습니다({event.data['membership']}번, {number}).")


def test_a_panel_that_cannot_begin_takes_no_number(forming, official):
    factories.make_member(forming)
    with pytest.raises(ValidationError):
        panels.activate(by=official, panel=forming)
    assert not Appointment.objects.exists()
    assert not NumberSeries.objects.exists()


def test_who_accepts_later_is_appointed_by_accepting(panel, official, citizen):
    load_texts()
    with time_machine.travel(at(today() + timedelta(days=30)), tick=False):
        seat = panels.invite(by=official, panel=panel, email=citizen.email, name="박새로")
        secret = invitations.secret_of(seat)
        panels.accept(by=citizen, membership=seat, secret=secret, texts=texts_for("member"))
        row = Appointment.objects.get(membership=seat)
        assert (row.serial, row.starts_on, row.ends_on) == (3, today(), panel.term_ends_on)
        assert row.issued_by == official
        assert Event.objects.filter(key="panels.appointed").first().actor_id is None


def test_who_comes_before_or_as_secretary_is_not_appointed_by_accepting(panel, forming, official, project):
    load_texts()
    colleague = factories.make_official("officer", department=project.department)
    other = factories.make_panel(project, name="둘째", state="forming")
    guest = factories.make_user()
    for body, person, role in ((panel, colleague, "secretary"), (other, guest, "member")):
        seat = panels.invite(by=official, panel=body, email=person.email, name="새 사람", role=role)
        secret = invitations.secret_of(seat)
        panels.accept(by=person, membership=seat, secret=secret, texts=texts_for(role))
        assert not Appointment.objects.filter(membership=seat).exists()


def test_a_term_that_is_over_gives_way_to_the_usual_one(panel, official):
    Panel.objects.filter(pk=panel.pk).update(term_ends_on=today() - timedelta(days=1))
    panel.refresh_from_db()
    (late,) = actions.appoint(by=official, panel=panel, seats=[factories.make_member(panel)])
    assert late.ends_on == panel.project.end_date
    assert actions.appoint(by=official, panel=panel, seats=[]) == []


def test_numbers_begin_anew_every_year(panel, official):
    with time_machine.travel(at(today().replace(year=today().year + 1)), tick=False):
        (row,) = actions.appoint(by=official, panel=panel, seats=[factories.make_member(panel)])
    assert row.number == f"제{today().year + 1}-1호"


def test_who_sat_there_before_numbers_were_given_is_appointed_by_hand(project, head, official, citizen):
    panel = factories.make_panel(project)
    factories.make_member(panel, name="오래된")
    factories.make_member(panel, role="secretary")
    with pytest.raises(PermissionDenied):
        actions.appoint_missing(by=citizen, panel=panel)
    (row,) = actions.appoint_missing(by=head, panel=panel)
    assert (row.membership.name, row.starts_on, row.issued_by) == ("오래된", today(), head)
    assert refused(actions.appoint_missing, by=official, panel=panel) == "위촉 번호가 없는 단원이 없습니다."
    Panel.objects.filter(pk=panel.pk).update(state="dissolved")
    told = refused(actions.appoint_missing, by=official, panel=panel)
    assert told == "활동 중인 추진단에서만 위촉할 수 있습니다."


def test_an_officer_sets_the_term_of_a_panel(forming, official, head):
    day = today()
    latest = terms.longest(day, 24)
    with pytest.raises(PermissionDenied):
        actions.set_term(by=head, panel=forming, ends_on=day)
    told = refused(actions.set_term, by=official, panel=forming, ends_on=day - timedelta(days=1))
    assert told == "임기의 끝은 오늘이거나 그 뒤여야 합니다."
    told = refused(actions.set_term, by=official, panel=forming, ends_on=latest + timedelta(days=1))
    assert told == f"한 번의 임기는 {korean_date(latest)}까지 정할 수 있습니다."
    assert actions.set_term(by=official, panel=forming, ends_on=latest).term_ends_on == latest
    factories.make_member(forming)
    panels.activate(by=official, panel=forming, size_reason="소규모")
    assert Appointment.objects.get().ends_on == latest
    panels.dissolve(by=official, panel=forming, reason="끝")
    assert refused(actions.set_term, by=official, panel=forming, ends_on=latest) == "해산한 추진단입니다."


def test_the_term_of_a_panel_in_office_is_measured_from_its_beginning(panel, official):
    Panel.objects.filter(pk=panel.pk).update(activated_at=at(today() - timedelta(days=300)))
    latest = terms.longest(today() - timedelta(days=300), 24)
    told = refused(actions.set_term, by=official, panel=panel, ends_on=latest + timedelta(days=1))
    assert korean_date(latest) in told
    actions.set_term(by=official, panel=panel, ends_on=latest)
    assert set(Appointment.objects.values_list("ends_on", flat=True)) == {panel.project.end_date}


def test_a_member_is_appointed_again(appointment, official, member, head):
    later = terms.months_on(appointment.ends_on, 12)
    actions.order_letter(by=official, appointment=appointment)
    with pytest.raises(PermissionDenied):
        actions.renew(by=head, appointment=appointment, ends_on=later)
    again = actions.renew(by=official, appointment=appointment, ends_on=later)
    assert (again.ends_on, again.renewals, bool(again.renewed_at)) == (later, 1, True)
    assert not again.papers.exists()
    told = Notice.objects.get(kind="panels.renewed")
    assert (told.recipient, told.url) == (member, "/appointments/")
    assert f"새 임기는 {korean_date(later)}까지입니다." in told.body
    assert "번)" not in told.subject
    assert Event.objects.get(key="panels.renewed").data["until"] == later.isoformat()
    assert (
        actions.renew(by=official, appointment=appointment, ends_on=later + timedelta(days=1)).renewals == 2
    )
    assert Notice.objects.filter(kind="panels.renewed").count() == 2


def test_a_whole_panel_is_appointed_again(panel, appointment, official, head):
    end = appointment.ends_on
    later = end + timedelta(days=30)
    chair = Appointment.objects.exclude(pk=appointment.pk).get()
    with pytest.raises(PermissionDenied):
        actions.renew_all(by=head, panel=panel, ends_on=later)
    told = refused(actions.renew_all, by=official, panel=panel, ends_on=end)
    assert told == "그날보다 먼저 임기가 끝나는 단원이 없습니다."
    Appointment.objects.filter(pk=chair.pk).update(starts_on=today() - timedelta(days=6 * 365))
    told = refused(actions.renew_all, by=official, panel=panel, ends_on=later)
    assert told.startswith(f"{chair.membership_id}번 단원: 한 사람은 같은 기구에서")
    assert set(Appointment.objects.values_list("renewals", flat=True)) == {0}
    Appointment.objects.filter(pk=chair.pk).update(starts_on=today())
    assert actions.renew_all(by=official, panel=panel, ends_on=later) == 2
    assert set(Appointment.objects.values_list("ends_on", "renewals")) == {(later, 1)}
    assert Panel.objects.get(pk=panel.pk).term_ends_on == later
    assert Event.objects.filter(key="panels.term_set").count() == 1
    assert Notice.objects.filter(kind="panels.renewed").count() == 2


def test_a_renewal_has_its_bounds(appointment, official):
    end = appointment.ends_on
    told = refused(actions.renew, by=official, appointment=appointment, ends_on=end)
    assert told == f"지금 임기의 끝({korean_date(end)})보다 뒤의 날짜를 적어 주세요."
    latest = terms.months_on(end, 24)
    told = refused(actions.renew, by=official, appointment=appointment, ends_on=latest + timedelta(days=1))
    assert told == f"한 번의 연임은 {korean_date(latest)}까지 할 수 있습니다."
    Membership.objects.filter(pk=appointment.membership_id).update(state="suspended")
    told = refused(actions.renew, by=official, appointment=appointment, ends_on=latest)
    assert told == "직무가 정지된 동안에는 연임할 수 없습니다. 이해관계를 먼저 결정해 주세요."
    Membership.objects.filter(pk=appointment.membership_id).update(state="active")
    panels.withdraw(by=appointment.membership.user, membership=appointment.membership)
    told = refused(actions.renew, by=official, appointment=appointment, ends_on=latest)
    assert told == "이미 끝난 자리입니다(그만둠)."


def test_nobody_serves_the_same_body_for_more_than_six_years(appointment, official, project):
    start = today() - timedelta(days=365 * 6)
    Appointment.objects.filter(pk=appointment.pk).update(starts_on=start)
    last = terms.last_of_service(start, 6, 0)
    told = refused(
        actions.renew, by=official, appointment=appointment, ends_on=appointment.ends_on + timedelta(days=1)
    )
    assert told == (
        f"한 사람은 같은 기구에서 연임을 포함해 6년까지 활동할 수 있어 {korean_date(last)}까지만 위촉할 수 있습니다."
    )


def test_a_panel_that_still_serves_is_not_dissolved(appointment, panel):
    """Its term may have been lengthened since somebody looked."""
    assert not actions.dissolve_outlived(panel=panel)
    assert Panel.objects.get(pk=panel.pk).state == "active"


def test_a_term_that_is_over_ends_the_seat(appointment, panel, member, official):
    with time_machine.travel(at(appointment.ends_on), tick=False):
        tasks.end_terms()
        assert Membership.objects.get(pk=appointment.membership_id).state == "active"
    Membership.objects.filter(pk=appointment.membership_id).update(state="suspended")
    with time_machine.travel(at(appointment.ends_on + timedelta(days=1)), tick=False):
        tasks.end_terms()
        tasks.end_terms()
        seat = Membership.objects.get(pk=appointment.membership_id)
        assert (seat.state, seat.ended_reason) == ("ended", "임기 만료")
        assert set(panel.memberships.values_list("role", "state")) == {
            ("chair", "ended"),
            ("member", "ended"),
            ("secretary", "active"),
        }
    told = Notice.objects.get(kind="panels.term_ended", recipient=member)
    assert (told.url, told.is_legal) == ("/appointments/", True)
    assert "활동확인서를 받을 수 있습니다." in told.body
    assert (
        "이단원 님의 임기가"
        in Notice.objects.filter(kind="panels.term_ended", recipient=official).first().body
    )
    assert Event.objects.filter(key="panels.term_ended").count() == 2


def test_one_terms_trouble_does_not_keep_the_others_from_theirs(appointment, panel, monkeypatch, caplog):
    end = actions.end_term

    def end_term(*, appointment):
        if appointment.membership.role == "chair":
            raise RuntimeError("broken")
        return end(appointment=appointment)

    monkeypatch.setattr(actions, "end_term", end_term)
    with time_machine.travel(at(appointment.ends_on + timedelta(days=1)), tick=False):
        tasks.end_terms()
    assert Membership.objects.get(pk=appointment.membership_id).state == "ended"
    assert panel.memberships.get(role="chair").state == "active"
    assert "end_term failed" in caplog.text


def test_a_term_that_was_lengthened_meanwhile_goes_on(appointment, official):
    with time_machine.travel(at(appointment.ends_on + timedelta(days=1)), tick=False):
        assert appointment in selectors.over()
        Appointment.objects.update(ends_on=today())
        assert actions.end_term(appointment=appointment) is False
        Appointment.objects.update(ends_on=today() - timedelta(days=1))
        panels.withdraw(by=appointment.membership.user, membership=appointment.membership)
        assert actions.end_term(appointment=appointment) is False


def test_officials_are_told_once_that_terms_end_soon(appointment, panel, official):
    end = appointment.ends_on
    with time_machine.travel(at(end - timedelta(days=15)), tick=False):
        tasks.end_terms()
        assert actions.warn_of_end(panel=panel) == 0
        assert not Notice.objects.filter(kind="panels.term_ends").exists()
    for days in (14, 13):
        with time_machine.travel(at(end - timedelta(days=days)), tick=False):
            tasks.end_terms()
    told = Notice.objects.get(kind="panels.term_ends")
    assert (told.recipient, told.url) == (official, f"/appointments/panel/{panel.pk}/")
    assert told.subject == "‘따릉이 앱 개편’ 사업 ‘시민참여단’의 임기가 14일 남았습니다."
    assert f"2명의 임기가 {korean_date(end)}에 끝납니다." in told.body
    assert Event.objects.filter(key="panels.term_ends").count() == 1


def test_the_consent_to_be_named_is_taken_back(appointment, member, official):
    load_texts()
    told = "철회할 이름 공개 동의가 없습니다."
    assert refused(actions.withdraw_name, by=member, appointment=appointment) == told
    for kind in ("pledge", "consent_name"):
        text = SignedText.objects.filter(kind=kind).last()
        Signature.objects.create(membership=appointment.membership, text=text)
    with pytest.raises(PermissionDenied):
        actions.withdraw_name(by=official, appointment=appointment)
    actions.withdraw_name(by=member, appointment=appointment)
    assert dict(Signature.objects.values_list("text__kind", "withdrawn_at"))["pledge"] is None
    assert Signature.objects.get(text__kind="consent_name").withdrawn_at <= timezone.now()
    assert refused(actions.withdraw_name, by=member, appointment=appointment) == told
    event = Event.objects.get(key="panels.name_withdrawn")
    assert event.key in Event.objects.values_list("key", flat=True)
    assert "이단원" not in event.sentence


def test_the_consent_to_be_named_is_given_again(appointment, member, official):
    load_texts()
    text, old = text_of("consent_name"), SignedText.objects.get(kind="consent_name", version="v1")
    with pytest.raises(PermissionDenied):
        actions.give_name(by=official, appointment=appointment, text=text)
    told = "그 사이 동의문이 바뀌었습니다. 바뀐 내용을 읽고 다시 동의해 주세요."
    assert refused(actions.give_name, by=member, appointment=appointment, text=old) == told
    for _ in range(2):
        actions.give_name(by=member, appointment=appointment, text=text)
        told = "이미 이름 공개에 동의했습니다."
        assert refused(actions.give_name, by=member, appointment=appointment, text=text) == told
        actions.withdraw_name(by=member, appointment=appointment)
    assert Signature.objects.filter(text=text, withdrawn_at__isnull=False).count() == 2
    event = Event.objects.filter(key="panels.name_given").last()
    assert event.data == {"membership": appointment.membership_id, "version": "v2"}
    assert "이단원" not in event.sentence
    panels.withdraw(by=member, membership=appointment.membership)
    told = "이름을 공개하는 자리가 아닙니다(그만둠)."
    assert refused(actions.give_name, by=member, appointment=appointment, text=text) == told
