import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from panels import actions, invitations
from panels.models import Membership, SignedText
from tests import factories

pytestmark = pytest.mark.django_db

INVITATION = {"email": "new@example.test", "name": "새시민", "role": "member", "affiliation": "이용자"}


def ticks(client, url) -> dict:
    """A tick for every text on the page, by somebody of age."""
    page = client.get(url).content.decode()
    return dict.fromkeys(re.findall(r'name="(text-[^"]+)"', page), "on") | {"under_age": "no"}


def test_official_invites(client, official, panel):
    client.force_login(official)
    answer = client.post(reverse("panels:invite", args=[panel.pk]), INVITATION)
    assert (answer.status_code, answer.url) == (302, panel.get_absolute_url())
    seat = Membership.objects.get()
    assert (seat.email, seat.name, seat.affiliation, seat.side) == (
        "new@example.test",
        "새시민",
        "이용자",
        "",
    )
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "new@example.test" in page
    assert "보낼 예정" in page


def test_side_is_asked_for_in_mixed_panels_only(client, official, panel, mixed):
    client.force_login(official)
    assert 'name="side"' not in client.get(reverse("panels:invite", args=[panel.pk])).content.decode()
    url = reverse("panels:invite", args=[mixed.pk])
    assert 'name="side"' in client.get(url).content.decode()
    answer = client.post(url, INVITATION)
    assert answer.status_code == 409
    assert "가운데 하나를 골라 주세요" in answer.content.decode()
    assert client.post(url, INVITATION | {"side": "expert"}).status_code == 302


def test_refused_invitation_keeps_what_was_typed(client, official, panel, other_official):
    client.force_login(official)
    answer = client.post(
        reverse("panels:invite", args=[panel.pk]), INVITATION | {"email": other_official.email}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "시 직원은 추진단의 간사로만 참여할 수 있습니다." in page
    assert other_official.email in page
    assert "새시민" in page


@pytest.mark.parametrize("name", ["resend", "cancel"])
def test_only_officers_touch_invitations(
    client, official, head, auditor, citizen, other_official, panel, invite, name
):
    membership, _ = invite(panel)
    member = factories.make_member(panel).user
    url = reverse(f"panels:{name}", args=[membership.pk])
    told = []
    for person in (head, auditor, member, citizen, other_official):
        client.force_login(person)
        told.append(client.post(url).status_code)
    assert told == [403, 403, 403, 404, 404]
    client.force_login(official)
    assert client.get(url).status_code == 405
    assert client.post(url).url == panel.get_absolute_url()


def test_invitation_that_was_answered_cannot_be_sent_again(client, official, panel, invite):
    membership, _ = invite(panel)
    actions.cancel_invitation(by=official, membership=membership)
    client.force_login(official)
    answer = client.post(reverse("panels:resend", args=[membership.pk]))
    assert (answer.status_code, "이미 끝난 초대입니다(초대 취소)." in answer.content.decode()) == (409, True)


def test_link_is_read_without_a_login(client, panel, invite):
    panel.purpose = "네 번 모여 화면을 검토합니다."
    panel.save()
    membership, secret = invite(panel, email="hansimin@example.test")
    answer = client.get(invitations.path_of(membership))
    page = answer.content.decode()
    assert answer.status_code == 200
    for shown in (
        "디지털정책과",
        "따릉이 앱 개편",
        "시민추진단 · 시민참여단",
        "네 번 모여",
        "ha***@example.test",
    ):
        assert shown in page
    assert f"/accounts/login/?next=/panels/invitations/{membership.pk}/{secret}/" in page
    assert f"/accounts/signup/?next=/panels/invitations/{membership.pk}/{secret}/" in page
    assert "hansimin@example.test" not in page
    assert "no-store" in answer["Cache-Control"]


def test_links_that_do_not_open_all_look_alike(client, panel, invite):
    membership, secret = invite(panel)
    pages = set()
    for pk, wrong in (
        (membership.pk, "guess"),
        (membership.pk + 999, secret),
        (membership.pk + 999, "guess"),
    ):
        for name in ("accept", "decline"):
            answer = client.get(reverse(f"panels:{name}", args=[pk, wrong]))
            assert answer.status_code == 404
            page = answer.content.decode().replace(answer.wsgi_request.path, "")
            pages.add(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
    assert len(pages) == 1
    assert invitations.UNKNOWN in pages.pop()


def test_expired_cancelled_and_used_links_say_so(client, panel, invite, official, citizen):
    membership, _ = invite(panel, citizen)
    url = invitations.path_of(membership)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        answer = client.get(url)
        assert (answer.status_code, "초대 기한(" in answer.content.decode()) == (409, True)
        assert f"담당부서 {panel.project.department}" in answer.content.decode()
    actions.cancel_invitation(by=official, membership=membership)
    for method in (client.get, client.post):
        answer = method(url)
        assert (answer.status_code, "취소된 초대입니다." in answer.content.decode()) == (409, True)


def test_link_sent_again_replaces_the_old_one(client, panel, invite, official):
    membership, old = invite(panel)
    with time_machine.travel(timezone.now() + timedelta(seconds=1)):
        new = invitations.path_of(actions.resend(by=official, membership=membership))
    assert client.get(reverse("panels:accept", args=[membership.pk, old])).status_code == 404
    assert client.get(new).status_code == 200


def test_another_person_is_told_whose_invitation_it_is(client, panel, invite):
    membership, _ = invite(panel, email="hansimin@example.test")
    client.force_login(factories.make_user())
    url = invitations.path_of(membership)
    page = client.get(url).content.decode()
    assert "다른 이메일 주소로 보낸 초대입니다." in page
    assert "ha***@example.test" in page
    assert 'name="text-' not in page
    assert client.post(url).status_code == 403
    decline = reverse("panels:decline", args=[membership.pk, invitations.secret_of(membership)])
    assert "다른 이메일 주소로" in client.get(decline).content.decode()
    assert client.post(decline).status_code == 403
    membership.refresh_from_db()
    assert membership.state == "invited"


def test_visitor_who_posts_is_asked_to_sign_in(client, panel, invite):
    membership, _ = invite(panel)
    url = invitations.path_of(membership)
    assert client.post(url).url == f"/accounts/login/?next={url}"


def test_invited_person_accepts(client, panel, invite, citizen):
    membership, _ = invite(panel, citizen)
    url = invitations.path_of(membership)
    client.force_login(citizen)
    answer = client.post(url, ticks(client, url))
    assert (answer.status_code, answer.url) == (302, panel.get_absolute_url())
    membership.refresh_from_db()
    assert membership.is_active
    assert set(membership.signatures.values_list("address", flat=True)) == {"127.0.0.1"}
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "초대를 수락했습니다." in page
    assert "비밀유지·청렴 서약 v1" in page
    again = client.post(url)
    assert (again.status_code, "이미 수락한 초대입니다." in again.content.decode()) == (409, True)
    assert panel.get_absolute_url() in again.content.decode()


def test_an_accepted_invitation_leads_its_member_to_the_panel(client, panel, invite, citizen, official):
    membership, secret = invite(panel, citizen)
    accept = invitations.path_of(membership)
    client.force_login(citizen)
    client.post(accept, ticks(client, accept))
    for url in (accept, reverse("panels:decline", args=[membership.pk, secret])):
        client.force_login(citizen)
        answer = client.get(url)
        assert (answer.status_code, answer.url) == (302, panel.get_absolute_url())
        client.logout()
        assert client.get(url).status_code == 409
        client.force_login(factories.make_user())
        assert client.get(url).status_code == 409
    membership.refresh_from_db()
    actions.release(by=official, membership=membership, ground="other", reason="활동을 마쳤습니다.")
    client.force_login(citizen)
    assert client.get(accept).status_code == 409


def test_missing_ticks_are_asked_for_and_the_rest_is_kept(client, working, invite, citizen):
    membership, _ = invite(working, citizen)
    url = invitations.path_of(membership)
    client.force_login(citizen)
    answer = client.post(url, {"employer": "한빛대학교"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("필수 항목입니다") >= 3
    assert "한빛대학교" in page


def test_tick_on_a_text_that_changed_meanwhile_does_not_count(client, panel, invite, citizen):
    membership, _ = invite(panel, citizen)
    url = invitations.path_of(membership)
    client.force_login(citizen)
    given = ticks(client, url)
    SignedText.objects.filter(kind="pledge").update(body="고친 서약")
    answer = client.post(url, given)
    assert (answer.status_code, "고친 서약" in answer.content.decode()) == (200, True)
    membership.refresh_from_db()
    assert membership.state == "invited"


def test_stakeholder_of_the_working_group_is_told_in_one_sentence(client, working, invite, citizen):
    membership, _ = invite(working, citizen)
    url = invitations.path_of(membership)
    client.force_login(citizen)
    given = ticks(client, url) | {"has_conflict": "yes"}
    assert "이해관계가 있으면 그 내용을 적어 주세요." in client.post(url, given).content.decode()
    answer = client.post(url, given | {"detail": "수행사에 다닙니다."}, follow=True)
    assert answer.redirect_chain == [("/panels/", 302)]
    page = answer.content.decode()
    assert "이해관계가 있어 이 추진단에는 함께하실 수 없습니다. 미리 알려 주셔서 고맙습니다." in page
    assert client.get(working.get_absolute_url()).status_code == 404


def test_contractors_people_are_told_the_company(client, working, invite):
    person = factories.make_vendor(project=working.project)
    membership, _ = invite(working, person)
    url = invitations.path_of(membership)
    client.force_login(person)
    page = client.post(url, ticks(client, url) | {"has_conflict": "no"}, follow=True).content.decode()
    assert "함께하실 수 없습니다. 이 사업의 수행사 ‘한빛정보기술(주)’의 구성원입니다." in page
    assert "미리 알려" not in page


def test_member_without_ties_joins_the_working_group(client, working, invite, citizen):
    membership, _ = invite(working, citizen)
    url = invitations.path_of(membership)
    client.force_login(citizen)
    assert client.post(url, ticks(client, url) | {"has_conflict": "no"}).url == working.get_absolute_url()
    membership.refresh_from_db()
    assert membership.declaration.has_conflict is False


def test_secretary_is_asked_for_the_pledge_alone(client, panel, invite, official):
    membership, _ = invite(panel, official, role="secretary")
    client.force_login(official)
    url = invitations.path_of(membership)
    assert len(client.get(url).context["form"].fields) == 1, "an official declares no ties and is no child"
    assert client.post(url, ticks(client, url)).status_code == 302


def test_lost_race_comes_back_with_the_sentence(client, panel, mixed, invite, citizen):
    membership, _ = invite(panel, citizen)
    factories.make_member(mixed, user=citizen, side="citizen")
    client.force_login(citizen)
    url = invitations.path_of(membership)
    answer = client.post(url, ticks(client, url))
    assert (answer.status_code, "한 추진단에만 참여할 수 있습니다." in answer.content.decode()) == (409, True)


def test_declining_without_an_account(client, panel, invite):
    membership, secret = invite(panel)
    url = reverse("panels:decline", args=[membership.pk, secret])
    assert "사유를 적지 않아도 됩니다." in client.get(url).content.decode()
    answer = client.post(url, {"reason": ""})
    assert (answer.status_code, "초대를 사양했습니다" in answer.content.decode()) == (200, True)
    membership.refresh_from_db()
    assert (membership.state, membership.user) == ("declined", None)
    assert client.post(url).status_code == 409


def test_declining_signed_in_with_a_reason(client, panel, invite, citizen):
    membership, secret = invite(panel, citizen)
    client.force_login(citizen)
    client.post(reverse("panels:decline", args=[membership.pk, secret]), {"reason": "바쁩니다."})
    membership.refresh_from_db()
    assert (membership.user, membership.ended_reason) == (citizen, "바쁩니다.")


def test_the_officer_is_warned_of_who_sits_in_many_panels(client, official, panel, citizen):
    for number in range(3):
        elsewhere = factories.make_confirmed_project(officer=official)
        factories.make_member(factories.make_panel(elsewhere, name=f"추진단 {number}"), user=citizen)
    client.force_login(official)
    facts = {"email": citizen.email, "name": citizen.name, "role": "member"}
    answer = client.post(reverse("panels:invite", args=[panel.pk]), facts, follow=True)
    assert "초대한 분은 이미 시의 추진단 3곳에서 활동하고 있습니다." in answer.content.decode()
    colleague = factories.make_official("officer", department=panel.project.department)
    facts = {"email": colleague.email, "name": colleague.name, "role": "secretary"}
    answer = client.post(reverse("panels:invite", args=[panel.pk]), facts, follow=True)
    assert "초대한 분은" not in answer.content.decode()
