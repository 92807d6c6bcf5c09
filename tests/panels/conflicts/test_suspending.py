from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from panels import actions as panels
from panels import invitations, selectors
from panels.actions import Declaration
from panels.calls import actions as recruiting
from panels.conflicts import actions, sweep
from panels.conflicts.models import Suspension
from panels.conflicts.selectors import tied
from panels.conflicts.tasks import check_ties
from panels.enums import MemberState
from panels.models import ConflictDeclaration, Membership, Panel
from panels.selections.actions import look_into
from projects.models import Norm, Vendor
from seoul_gov.audit.models import Event
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import today
from tests import factories

pytestmark = pytest.mark.django_db


def refused(action, **facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


def suspended() -> list[tuple]:
    rows = Suspension.objects.order_by("pk")
    return [(row.membership_id, row.ground, row.party and row.party.vendor.name) for row in rows]


def test_a_match_suspends_at_once_for_the_term(suspension, official, state_of, monkeypatch):
    assert state_of(suspension.membership) == MemberState.SUSPENDED
    assert (suspension.ground, suspension.suspended_by, suspension.is_open) == ("employer", official, True)
    assert suspension.matched == (
        "수락할 때 신고한 ‘현재 또는 최근 3년 안의 소속’에 적은 ‘주식회사 한빛 소프트’ – 하도급사 ‘한빛소프트(주)’"
    )


@pytest.mark.parametrize(("days", "last"), [(None, date(2026, 12, 8)), (3, date(2026, 12, 2))])
def test_the_term_is_counted_in_working_days(sit, official, days, last, monkeypatch):
    monkeypatch.setattr("panels.conflicts.actions.suspending.today", lambda: date(2026, 11, 27))  # a Friday
    if days:
        Norm.objects.create(
            key="conflicts.term", label="기한", value=days, default=7, unit="근무일", source="x"
        )
    found = actions.suspend_by_hand(by=official, membership=sit(), reason="배우자가 다닙니다.")
    assert found.decide_by == last


def test_what_was_told_on_the_way_in_counts_too(working, collaboration, record, official):
    working_call = recruiting.draft(by=official, panel=working, terms=factories.make_terms("working"))
    working_call = recruiting.publish(by=official, call=working_call)
    told = {
        "employer": ("한빛소프트", "employer"),
        "past_employers": ("서울시청, 한빛소프트(주)", "employer"),
        "family": ("배우자: ㈜한빛소프트", "tie"),
        "bodies": ("마을모임·한빛 소프트", "tie"),
        "services": ("한빗소프트", "alike"),
    }
    wanted = []
    for field, (words, ground) in told.items():
        application = factories.make_application(working_call, **{field: words})
        seat = factories.make_member(working, user=application.applicant)
        wanted.append((seat.pk, ground, "한빛소프트(주)"))
    quiet = factories.make_application(working_call, employer="한빛은행")
    factories.make_member(working, user=quiet.applicant)
    unsent = factories.make_application(working_call, submitted=False, employer="한빛소프트")
    factories.make_member(working, user=unsent.applicant)
    record()
    assert suspended() == wanted
    assert Suspension.objects.first().matched == (
        "지원서의 ‘용역·자문을 한 업체’에 적은 ‘한빗소프트’ – 하도급사 ‘한빛소프트(주)’"
    )


def test_what_an_official_looked_into_before_the_seat_is_no_new_fact(working, record, official):
    """A person let sit in spite of a tie; a surer ground, and the same tie to another company, suspend all the same."""
    call = recruiting.draft(by=official, panel=working, terms=factories.make_terms("working"))
    call = recruiting.publish(by=official, call=call)
    cleared, barred = (factories.make_application(call, employer="한빛소프트") for _ in "ab")
    now = timezone.now()
    type(call).objects.filter(pk=call.pk).update(opens_at=now - timedelta(days=9), closes_at=now)
    record()
    for one, may_sit in ((cleared, True), (barred, False)):
        look_into(by=official, application=one, may_sit=may_sit, reason="전화로 확인함")
    seats = [factories.make_member(working, user=one.applicant) for one in (cleared, barred)]
    ConflictDeclaration.objects.create(membership=seats[0], has_conflict=False, employer="한빛소프트")
    actions.check(by=official, panel=working)
    assert suspended() == [(seats[1].pk, "employer", "한빛소프트(주)")]
    Vendor.objects.get().staff.add(cleared.applicant)
    actions.check(by=official, panel=working)
    assert suspended()[1:] == [(seats[0].pk, "staff", "한빛소프트(주)")]


def test_who_was_let_sit_beside_one_company_is_tied_to_the_next(working, record, official):
    call = recruiting.draft(by=official, panel=working, terms=factories.make_terms("working"))
    call = recruiting.publish(by=official, call=call)
    application = factories.make_application(call, employer="한빛소프트, 두루정보")
    now = timezone.now()
    type(call).objects.filter(pk=call.pk).update(opens_at=now - timedelta(days=9), closes_at=now)
    record()
    look_into(by=official, application=application, may_sit=True, reason="전화로 확인함")
    seat = factories.make_member(working, user=application.applicant)
    record("(주)두루정보")
    assert suspended() == [(seat.pk, "employer", "(주)두루정보")]


def test_an_application_for_another_panel_is_another_matter(working, advisory, record, official):
    other = factories.make_panel(advisory, kind="working", name="다른 추진단", state="forming")
    call = recruiting.draft(by=official, panel=other, terms=factories.make_terms("working"))
    call = recruiting.publish(by=official, call=call)
    application = factories.make_application(call, employer="한빛소프트")
    factories.make_member(working, user=application.applicant)
    record()
    assert suspended() == []


def test_the_detail_of_a_declaration_names_companies_too(working, record):
    seat = factories.make_member(working)
    ConflictDeclaration.objects.create(membership=seat, has_conflict=True, detail="형이 한빛소프트 직원")
    record()
    assert suspended() == [(seat.pk, "tie", "한빛소프트(주)")]


def test_a_misspelt_company_suspends_for_a_human_to_look(sit, record):
    seat = sit("한빛소프트")
    sit("한빛은행")
    record(name="한빗소프트(주)")
    assert suspended() == [(seat.pk, "alike", "한빗소프트(주)")]


def test_only_seats_in_office_of_guarded_panels(working, collaboration, sit, record, invite):
    person = factories.make_vendor(name="한빛소프트(주)")
    factories.make_member(factories.make_panel(collaboration, name="시민참여단"), user=person)
    invited, _ = invite(working, factories.make_user())
    invited.user = factories.make_vendor(name="한빛소프트(주)")
    invited.save()
    gone = sit("한빛소프트")
    Membership.objects.filter(pk=gone.pk).update(state="withdrawn", ended_at=timezone.now())
    ended = factories.make_panel(collaboration, kind="working", name="지난 추진단", state="dissolved")
    factories.make_member(ended, user=factories.make_vendor(name="한빛소프트(주)"))
    record()
    assert suspended() == []


def test_unsent_mail_is_taken_back_and_other_peoples_and_rooms_is_not(sit, record, working):
    seat, other = sit("한빛소프트"), sit()
    scopes = [f"panel:{working.pk}", f"panel:{working.pk}/meeting:1", "opinion:1"]
    for scope in scopes:
        people = [Recipient.of(seat.user), Recipient.of(other.user)]
        notify(kind=Kind, to=people, message=Message("알림", "/"), scope=scope, key=scope)
    record()
    left = Notice.objects.filter(kind="x.told", mail_state="pending").order_by("pk")
    told = sorted((notice.recipient_id, notice.scope) for notice in left)
    assert told == sorted([(seat.user_id, "opinion:1"), *((other.user_id, scope) for scope in scopes)])


class Kind:
    key, legal = "x.told", False


def test_a_suspended_member_is_not_suspended_twice(suspension, official, record):
    record(kind="supplier")
    assert Suspension.objects.count() == 1
    told = refused(
        actions.suspend_by_hand, by=official, membership=suspension.membership, reason="또 알게 되었습니다."
    )
    assert told == "지금 활동 중인 구성원이 아닙니다(직무 정지)."
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(
            membership=suspension.membership,
            party=suspension.party,
            ground="tie",
            matched="x",
            decide_by=today(),
        )


def test_activation_looks_at_the_companies_that_were_there_before(official, working, sit, record):
    record()
    seat, other = sit("한빛소프트"), sit("다른 회사")
    working = panels.activate(by=official, panel=working, size_reason="처음에는 적게 시작합니다.")
    assert suspended() == [(seat.pk, "employer", "한빛소프트(주)")]
    mails = Notice.objects.filter(kind="panels.activated", mail_state="pending")
    assert [notice.recipient for notice in mails] == [other.user]


def test_the_chair_is_nobody_who_is_tied(official, working, sit, record):
    record()
    seat, other = sit("한빛소프트"), sit()
    assert panels.appoint_chair(by=official, membership=seat).state == MemberState.SUSPENDED
    assert suspended() == [(seat.pk, "employer", "한빛소프트(주)")]
    assert Membership.objects.get(pk=seat.pk).role == "member"
    assert not Event.objects.filter(key="panels.chair_appointed").exists()
    assert panels.appoint_chair(by=official, membership=other).role == "chair"


def accepted(seat, secret, person, employer):
    return panels.accept(
        by=person,
        membership=seat,
        secret=secret,
        texts=selectors.texts_for("member"),
        declaration=Declaration(has_conflict=False, employer=employer),
    )


def test_who_joins_a_panel_at_work_is_looked_at_at_once(working, invite, record):
    record()
    early, late = factories.make_user(), factories.make_user()
    assert accepted(*invite(working, early), early, "한빛소프트").state == MemberState.ACTIVE
    Panel.objects.filter(pk=working.pk).update(state="active")
    seat, secret = invite(working, late)
    assert accepted(seat, secret, late, "한빛소프트").state == MemberState.SUSPENDED
    assert "정지된 초대입니다" in invitations.why_closed(Membership.objects.get(pk=seat.pk), timezone.now())


def test_a_panel_that_keeps_nobody_out_is_not_checked(official, panel, advisory):
    seat = factories.make_member(panel, user=factories.make_vendor(project=advisory))
    assert actions.check(by=official, panel=panel) == []
    assert Membership.objects.get(pk=seat.pk).is_active


@pytest.mark.parametrize("changed", ["people", "name"])
def test_what_the_admin_changes_suspends_at_once(sit, record, client, administrator, changed):
    """In the same request, in every project in which the company has a part, with the administrator in the trail."""
    seat = sit("다른소프트")
    vendor = record().vendor
    assert not Suspension.objects.exists()
    client.force_login(administrator)
    staff, name = ([seat.user_id], vendor.name) if changed == "people" else ([], "다른소프트(주)")
    page = reverse("admin:projects_vendor_change", args=[vendor.pk])
    assert client.post(page, {"name": name, "staff": staff}).status_code == 302
    vendor.refresh_from_db()
    assert (vendor.name, [one.pk for one in vendor.staff.all()]) == (name, staff)
    found = Suspension.objects.get()
    assert (found.membership, found.suspended_by) == (seat, administrator)


def test_the_sweep_finds_what_the_admin_changed(working, sit, record):
    seat, other = sit(), sit()
    record()
    assert sweep.check_ties() == 0
    Vendor.objects.get().staff.add(seat.user)
    check_ties()
    found = Suspension.objects.get()
    assert (found.membership, found.ground, found.suspended_by) == (seat, "staff", None)
    assert Event.objects.get(key="panels.suspended").actor == "시스템"
    assert sweep.check_ties() == 0
    Vendor.objects.get().staff.clear()
    assert sweep.check_ties() == 0
    assert Suspension.objects.get().is_open
    assert Membership.objects.get(pk=other.pk).is_active


@pytest.fixture
def troubled(advisory, sit):
    """Another panel, a member of which is tied to the company of its project."""
    panel = factories.make_panel(advisory, kind="working", name="다른 추진단")
    factories.make_member(panel, user=factories.make_vendor(project=advisory))
    return panel


def asked() -> int:
    """How many queries a sweep takes."""
    with CaptureQueriesContext(connection) as queries:
        assert sweep.check_ties() == 0
    return len(queries)


def test_the_sweep_asks_no_more_for_more_panels(working, sit, record, official):
    sit("다른 회사")
    record()
    few = asked()
    for number in range(3):
        project = factories.make_confirmed_project(officer=official, governance_type="collaboration")
        panel = factories.make_panel(project, kind="working", name=f"추진단 {number}")
        sit("다른 회사", panel=panel)
        panels.record_contract_party(
            by=official, project=project, kind="subcontractor", vendor_name=f"먼바다{number}(주)"
        )
    assert asked() == few <= 7
    assert not Suspension.objects.exists()


def test_each_project_has_its_own_companies(working, sit, record, troubled):
    """The staff of one project's company, and who names it, may sit in the panel of another."""
    record()
    sit("한빛소프트", panel=troubled)
    factories.make_member(working, user=Vendor.objects.exclude(name="한빛소프트(주)").get().staff.get())
    assert sweep.check_ties() == 1
    assert Suspension.objects.get().membership.panel == troubled


def test_what_cannot_be_read_at_once_is_read_panel_by_panel(working, sit, record, caplog, monkeypatch):
    record()
    seat = sit("한빛소프트")
    read, calls = sweep.selectors.tied_among, []

    def fail_at_first(panels):
        calls.append(panels)
        if len(calls) == 1:
            raise RuntimeError("아무 일")
        return read(panels)

    monkeypatch.setattr(sweep.selectors, "tied_among", fail_at_first)
    assert sweep.check_ties() == 1
    assert suspended() == [(seat.pk, "employer", "한빛소프트(주)")]
    assert "The ties of 1 panels could not be read at once." in caplog.text


def test_the_trouble_of_one_panel_is_its_own(working, sit, record, troubled, caplog, monkeypatch):
    record()
    sit("한빛소프트")
    check = actions.check

    def fail(*, by, panel):
        if panel == troubled:
            raise RuntimeError("아무 일")
        return check(by=by, panel=panel)

    monkeypatch.setattr(actions, "check", fail)
    assert sweep.check_ties() == 1
    assert f"panel {troubled.pk}" in caplog.text


def test_an_official_reports_by_hand(official, sit, state_of):
    seat = sit(name="한시민")
    found = actions.suspend_by_hand(by=official, membership=seat, reason="  배우자가 수행사에 다닙니다. ")
    assert (found.ground, found.party, found.matched) == ("reported", None, "배우자가 수행사에 다닙니다.")
    assert state_of(seat) == MemberState.SUSPENDED
    notice = Notice.objects.get(recipient=seat.user)
    assert "배우자가 수행사에 다닙니다." in notice.body
    assert Event.objects.get().data["vendor"] is None


def test_refusals_of_a_report(official, head, working, panel, sit, invite):
    with pytest.raises(PermissionDenied):
        actions.suspend_by_hand(by=head, membership=sit(), reason="사유")
    facts = {"by": official, "reason": "사유"}
    told = refused(actions.suspend_by_hand, membership=factories.make_member(panel), **facts)
    assert told == "이해관계자를 제외하는 실무추진단에서만 직무를 정지할 수 있습니다."
    secretary = factories.make_member(working, user=head, role="secretary")
    told = refused(actions.suspend_by_hand, membership=secretary, **facts)
    assert told == "간사는 시 직원이어서 직무를 정지하지 않습니다. 위촉을 해제해 주세요."
    seat = sit()
    told = refused(actions.suspend_by_hand, by=official, membership=seat, reason=" ")
    assert told == "어떤 이해관계를 알게 되었는지 적어 주세요."
    told = refused(actions.suspend_by_hand, by=official, membership=seat, reason="가" * 1001)
    assert told == "사유는 1,000자까지 쓸 수 있습니다(지금 1,001자)."
    told = refused(actions.suspend_by_hand, membership=invite(working)[0], **facts)
    assert told == "지금 활동 중인 구성원이 아닙니다(초대함)."
    assert not Suspension.objects.exists()


@pytest.mark.parametrize("count", [1, 12])
def test_looking_costs_the_same_whatever_the_number(working, sit, record, count, django_assert_num_queries):
    for _ in range(count):
        sit("다른 회사")
    record()
    with django_assert_num_queries(6):
        assert tied(working) == []
