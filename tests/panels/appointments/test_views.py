"""The pages: who reads them, what stands on them, how a refusal comes back, and what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from panels.appointments import actions
from panels.appointments.models import Appointment, AppointmentPaper
from panels.appointments.names import named
from panels.appointments.selectors import SUSPENDED
from panels.forms import tick_name
from panels.models import Membership, Panel, Signature, SignedText
from panels.selectors import text_of
from panels.texts import load_texts
from seoul_gov.privacy.models import AccessEntry
from seoul_gov.ui.korean import korean_date, korean_period, today
from tests import factories

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"appointments:{name}", args=args)


def read(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, name, *args, **facts):
    return client.post(url(name, *args), facts)


def ready(appointment, kind="letter"):
    document = factories.make_document(name="위촉장.pdf")
    return AppointmentPaper.objects.create(
        appointment=appointment,
        kind=kind,
        format="pdf",
        state="ready",
        document=document,
        ordered_by=appointment.issued_by,
        ends_on=appointment.ends_on if kind == "letter" else None,
    )


def test_a_member_finds_their_appointment_and_orders_the_letter(client, appointment, member):
    client.force_login(member)
    page = read(client, "mine")
    assert appointment.number in page
    assert "위촉장 만들기" in page
    assert "data-pending" not in page
    assert "이름 공개 동의 철회" not in page
    assert post(client, "letter", appointment.pk).url == "/appointments/"
    page = read(client, "mine")
    assert "만드는 중" in page
    assert 'data-pending="#papers"' in page
    assert "js/pending.js" in page
    assert "위촉장 만들기" not in page
    answer = post(client, "letter", appointment.pk)
    assert (answer.status_code, "이미 만든 파일이 있습니다." in answer.content.decode()) == (409, True)
    assert AccessEntry.objects.count() == 0


def test_who_sits_nowhere_reads_so(client, citizen):
    client.force_login(citizen)
    assert "위촉된 추진단이 없습니다." in read(client, "mine")


def test_the_panels_page_leads_there(client, panel, appointment, member, official):
    client.force_login(member)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert f"/appointments/#appointment-{appointment.pk}" in page
    assert f"{korean_date(panel.term_ends_on)}까지" in page
    assert url("panel", panel.pk) not in page
    client.force_login(official)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert url("panel", panel.pk) in page
    assert appointment.number in page


def test_a_member_takes_the_consent_back(client, appointment, member):
    load_texts()
    first, second = SignedText.objects.filter(kind="consent_name").order_by("version")
    signature = Signature.objects.create(membership=appointment.membership, text=first)
    client.force_login(member)
    page = read(client, "mine")
    assert "이름 공개 동의 철회" in page
    assert "사업 공개 화면과" not in page
    Signature.objects.filter(pk=signature.pk).update(text=second)
    assert "사업 공개 화면과 담당부서의 공개 자료에 이름을 싣는 데 동의했습니다." in read(client, "mine")
    assert post(client, "withdraw-name", appointment.pk).url == "/appointments/"
    assert "이름 공개 동의 철회" not in read(client, "mine")
    assert post(client, "withdraw-name", appointment.pk).status_code == 409
    assert " 철회</p>" in client.get(appointment.membership.panel.get_absolute_url()).content.decode()


def test_a_member_gives_the_consent_again_and_is_named_again(client, appointment, member, official):
    load_texts()
    seat = appointment.membership
    signature = Signature.objects.create(membership=seat, text=text_of("consent_name"))
    client.force_login(member)
    assert url("give-name", appointment.pk) not in read(client, "mine")
    post(client, "withdraw-name", appointment.pk)
    assert named(Panel.objects.filter(pk=seat.panel_id))[0].named.in_office.names == []
    assert url("give-name", appointment.pk) in read(client, "mine")
    page = read(client, "give-name", appointment.pk)
    assert "‘위촉 단원’으로 이름과 역할을 싣습니다" in page
    tick = tick_name(text_of("consent_name"))
    assert tick in page
    assert post(client, "give-name", appointment.pk).status_code == 200
    assert post(client, "give-name", appointment.pk, **{tick: "on"}).url == "/appointments/"
    assert named(Panel.objects.filter(pk=seat.panel_id))[0].named.in_office.names == ["이단원"]
    assert post(client, "give-name", appointment.pk, **{tick: "on"}).status_code == 409
    first, second = Signature.objects.filter(text__kind="consent_name").order_by("pk")
    assert first == signature
    assert first.withdrawn_at <= second.signed_at
    assert second.withdrawn_at is None
    client.force_login(official)
    assert post(client, "give-name", appointment.pk, **{tick: "on"}).status_code == 403


def test_without_a_text_there_is_nothing_to_agree_to(client, appointment, member):
    client.force_login(member)
    assert client.get(url("give-name", appointment.pk)).status_code == 404


def test_nobody_gets_a_letter_of_who_is_suspended(client, panel, appointment, member, official):
    ready(appointment)
    Membership.objects.filter(pk=appointment.membership_id).update(state="suspended")
    for person, name in ((member, ["mine"]), (official, ["panel", panel.pk])):
        client.force_login(person)
        page = read(client, *name)
        assert SUSPENDED in page
        assert url("paper", appointment.pk, "letter", "pdf") not in page
        refused = client.get(url("paper", appointment.pk, "letter", "pdf"))
        assert refused.status_code == 403
        assert SUSPENDED in refused.content.decode()
    Membership.objects.filter(pk=appointment.membership_id).update(state="active")
    assert client.get(url("paper", appointment.pk, "letter", "pdf")).status_code == 200


def test_who_has_left_still_gets_the_papers(client, appointment, member):
    Membership.objects.filter(pk=appointment.membership_id).update(state="ended", ended_at=timezone.now())
    client.force_login(member)
    assert "활동확인서 만들기" in read(client, "mine")
    assert post(client, "certificate", appointment.pk).url == "/appointments/"
    ready(appointment)
    assert client.get(url("paper", appointment.pk, "letter", "pdf")).status_code == 200


def test_the_letter_of_an_earlier_term_is_read_beside_the_newest(
    client, panel, appointment, member, official
):
    term = korean_period(appointment.starts_on, appointment.ends_on)
    ready(appointment)
    actions.renew(by=official, appointment=appointment, ends_on=appointment.ends_on + timedelta(days=30))
    address = url("paper", appointment.pk, "letter", 0, "pdf")
    for person, name in ((member, ["mine"]), (official, ["panel", panel.pk])):
        client.force_login(person)
        page = read(client, *name)
        assert f"지난 임기의 위촉장({term})" in page
        assert address in page
        assert client.get(address).status_code == 200
    assert client.get(url("paper", appointment.pk, "letter", 1, "pdf")).status_code == 404
    assert "위촉장 만들기<span" in page


def test_a_letter_that_was_taken_back_is_no_longer_given(client, panel, appointment, member, official):
    ready(appointment)
    seats = Membership.objects.filter(pk=appointment.membership_id)
    for way in ({"state": "excluded"}, {"state": "released", "ended_ground": "disclosure"}):
        seats.update(**way, ended_at=timezone.now())
        client.force_login(member)
        assert "위촉장.pdf" not in read(client, "mine")
        answer = client.get(url("paper", appointment.pk, "letter", "pdf"))
        assert answer.status_code == 403
        assert "위촉이 해제된 자리의 위촉장은" in answer.content.decode()
        client.force_login(official)
        assert client.get(url("paper", appointment.pk, "letter", "pdf")).status_code == 200
    seats.update(ended_ground="dissolution")
    client.force_login(member)
    assert "위촉장.pdf" in read(client, "mine")


def test_officials_see_who_was_appointed(client, panel, appointment, official, head, auditor):
    fellow = Membership.objects.get(name="김단장").user
    for person, status in ((fellow, 403), (auditor, 403), (factories.make_user(), 404)):
        client.force_login(person)
        assert client.get(url("panel", panel.pk)).status_code == status
    client.force_login(head)
    page = read(client, "panel", panel.pk)
    assert "이단원" in page
    assert "연임하기" not in page
    assert "위촉장 모두 만들기" not in page
    assert "위촉 번호가 없는 단원" not in page
    client.force_login(official)
    page = read(client, "panel", panel.pk)
    for words in ("연임하기", "위촉장 모두 만들기", "임기 정하기", appointment.number):
        assert words in page
    assert page.count("위촉장 만들기<span") == 2
    entry = AccessEntry.objects.last()
    assert (entry.page, entry.count, entry.deed) == ("위촉 명단", 2, "view")


def test_an_officer_orders_all_letters_and_fetches_one(client, panel, appointment, official):
    client.force_login(official)
    assert post(client, "letters", panel.pk).url == url("panel", panel.pk)
    assert AppointmentPaper.objects.count() == 4
    assert "만드는 중" in read(client, "panel", panel.pk)
    assert post(client, "letters", panel.pk).status_code == 409
    AppointmentPaper.objects.filter(appointment=appointment).delete()
    assert post(client, "letter", appointment.pk).url == url("panel", panel.pk)
    AppointmentPaper.objects.filter(appointment=appointment).delete()
    assert client.get(url("paper", appointment.pk, "letter", "pdf")).status_code == 404
    ready(appointment)
    before = AccessEntry.objects.latest("pk").pk
    answer = client.get(url("paper", appointment.pk, "letter", "pdf") + "?view")
    assert answer["Content-Type"] == "application/pdf"
    assert "inline" in answer["Content-Disposition"]
    (entry,) = AccessEntry.objects.filter(pk__gt=before)
    assert (entry.page, entry.subject_ids) == ("위촉 문서", [appointment.membership.user_id])


def test_failed_papers_say_so(client, panel, appointment, official, member):
    ready(appointment)
    AppointmentPaper.objects.update(state="failed", document=None, error="종이가 떨어졌습니다.")
    client.force_login(member)
    page = read(client, "mine")
    assert "파일을 만들지 못했습니다. 다시 만들어 주세요." in page
    assert "종이가" not in page
    assert "위촉장 다시 만들기" in page
    client.force_login(official)
    assert "종이가 떨어졌습니다." in read(client, "panel", panel.pk)


def test_a_member_gets_nobody_elses_papers(client, panel, appointment, citizen):
    ready(appointment)
    chair = Membership.objects.get(name="김단장").user
    for person, status in ((chair, 403), (citizen, 404)):
        client.force_login(person)
        assert client.get(url("paper", appointment.pk, "letter", "pdf")).status_code == status
        for name in ("letter", "certificate", "withdraw-name"):
            assert post(client, name, appointment.pk).status_code == status


def test_the_term_is_set(client, panel, official):
    client.force_login(official)
    page = read(client, "term", panel.pk)
    assert f'value="{panel.term_ends_on}"' in page
    assert "이미 위촉한 단원의 임기는 연임하여 늘립니다." in page
    answer = post(client, "term", panel.pk, ends_on="2099-12-31")
    assert (answer.status_code, 'value="2099-12-31"' in answer.content.decode()) == (409, True)
    day = today() + timedelta(days=30)
    assert post(client, "term", panel.pk, ends_on=day).url == url("panel", panel.pk)
    assert Panel.objects.get(pk=panel.pk).term_ends_on == day


def test_a_member_is_appointed_again(client, panel, appointment, official, head):
    client.force_login(head)
    assert client.get(url("renew", appointment.pk)).status_code == 403
    client.force_login(official)
    assert "이단원 님을 다시 위촉합니다." in read(client, "renew", appointment.pk)
    end = appointment.ends_on
    assert post(client, "renew", appointment.pk, ends_on=end).status_code == 409
    answer = client.post(url("renew", appointment.pk), {"ends_on": end + timedelta(days=9)}, follow=True)
    assert answer.redirect_chain == [(url("panel", panel.pk), 302)]
    assert "연임 1회" in answer.content.decode()


def test_everybody_is_appointed_again(client, panel, appointment, official, head):
    client.force_login(head)
    assert client.get(url("renew-all", panel.pk)).status_code == 403
    client.force_login(official)
    page = read(client, "renew-all", panel.pk)
    assert f"<dt>{korean_date(appointment.ends_on)}까지</dt><dd>2명</dd>" in page
    answer = post(client, "renew-all", panel.pk, ends_on="2099-12-31")
    assert (answer.status_code, answer.content.decode().count("번 단원: 한 번의 연임은")) == (409, 2)
    day = appointment.ends_on + timedelta(days=9)
    assert post(client, "renew-all", panel.pk, ends_on=day).url == url("panel", panel.pk)
    assert AccessEntry.objects.last().count == 2
    Membership.objects.update(state="withdrawn")
    assert "위촉한 단원이 없습니다." in read(client, "renew-all", panel.pk)


def test_who_has_no_number_gets_one(client, project, official):
    panel = factories.make_panel(project)
    factories.make_member(panel)
    client.force_login(official)
    page = read(client, "panel", panel.pk)
    assert "번호를 주기 전부터 활동한 단원이 1명 있습니다." in page
    assert "정하지 않았습니다." in page
    assert post(client, "appoint", panel.pk).url == url("panel", panel.pk)
    assert "번호를 주기 전부터" not in read(client, "panel", panel.pk)
    assert post(client, "appoint", panel.pk).status_code == 409


def test_a_panel_without_members_says_so(client, forming, official):
    client.force_login(official)
    assert "아직 위촉한 단원이 없습니다." in read(client, "panel", forming.pk)


@pytest.mark.parametrize("more", [0, 3])
def test_the_pages_cost_the_same_for_many(
    client, panel, appointment, official, member, more, django_assert_num_queries
):
    def more_of(panel, **facts):
        seat = factories.make_member(panel, **facts)
        (row,) = actions.appoint(by=official, panel=panel, seats=[seat])
        ready(row)

    ready(appointment)
    for number in range(more):
        more_of(panel)
        elsewhere = factories.make_confirmed_project(officer=official)
        more_of(factories.make_panel(elsewhere, name=f"추진단 {number}"), user=member)
    for person, address, count in ((official, url("panel", panel.pk), 12), (member, url("mine"), 7)):
        client.force_login(person)
        client.get(address)
        with django_assert_num_queries(count):
            client.get(address)


def test_pages_of_twenty(client, panel, official):
    seats = [factories.make_member(panel) for _ in range(21)]
    actions.appoint(by=official, panel=panel, seats=seats)
    assert Appointment.objects.count() == 23
    client.force_login(official)
    assert "총 <b>23</b>명" in read(client, "panel", panel.pk)
    answer = client.get(url("panel", panel.pk) + "?page=2")
    assert answer.content.decode().count("<tr>") == 1 + 3
