import pytest
from django.urls import reverse

from projects.models import Vendor
from tests import factories

pytestmark = pytest.mark.django_db

COMPANY = {"kind": "contractor", "vendor_name": "한빛정보기술(주)", "business_number": "1234567890"}


def test_official_records_and_ends_a_party(client, official, advisory):
    client.force_login(official)
    url = reverse("panels:contract-party-record", args=[advisory.pk])
    assert "기록한 업체가 없습니다." in client.get(url).content.decode()
    assert client.post(url, COMPANY).url == url
    party = advisory.parties.get()
    page = client.get(url).content.decode()
    assert "한빛정보기술(주)" in page
    assert "123-45-67890" in page
    end = reverse("panels:contract-party-end", args=[party.pk])
    assert client.post(end).url == url
    assert not advisory.parties.in_force().exists()
    assert client.post(end).status_code == 409


def test_refusal_keeps_what_was_typed(client, official, advisory):
    client.force_login(official)
    url = reverse("panels:contract-party-record", args=[advisory.pk])
    answer = client.post(url, COMPANY | {"business_number": "12-34"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "사업자등록번호는 숫자 열 자리로" in page
    assert '<a href="#id_business_number">' in page
    assert "한빛정보기술(주)" in page
    assert not Vendor.objects.exists()


def test_others_are_refused_or_find_nothing(
    client, official, head, auditor, citizen, other_official, advisory
):
    client.force_login(official)
    record = reverse("panels:contract-party-record", args=[advisory.pk])
    client.post(record, COMPANY)
    end = reverse("panels:contract-party-end", args=[advisory.parties.get().pk])
    told = []
    for person in (head, auditor, citizen, other_official):
        client.force_login(person)
        told.append(
            (
                client.get(record).status_code,
                client.post(record, COMPANY).status_code,
                client.post(end).status_code,
            )
        )
    assert told == [(403, 403, 403), (403, 403, 403), (404, 404, 404), (404, 404, 404)]
    assert advisory.parties.in_force().count() == 1


def test_a_contract_says_whom_it_suspends(client, official, working, collaboration):
    person = factories.make_vendor()
    seat = factories.make_member(working, user=person)
    client.force_login(official)
    url = reverse("panels:contract-party-record", args=[collaboration.pk])
    typed = {"kind": "contractor", "vendor_name": "한빛정보기술(주)"}
    page = client.post(url, typed, follow=True).content.decode()
    assert "단원 1명의 직무를 정지했습니다." in page
    typed["vendor_name"] = "다른정보"
    assert "직무를 정지했습니다" not in client.post(url, typed, follow=True).content.decode()
    assert seat.suspensions.count() == 1


def test_a_bidder_is_recorded_as_one_and_shown_to_staff_alone(client, official, auditor, panel, advisory):
    member = factories.make_member(panel)
    staff = factories.make_vendor(project=advisory)
    client.force_login(official)
    url = reverse("panels:contract-party-record", args=[advisory.pk])
    assert "입찰 참여사 – 제안서를 낸 업체. 시 직원에게만 보입니다." in client.get(url).content.decode()
    assert client.post(url, {"kind": "bidder", "vendor_name": "진 회사"}).url == url
    pages = [
        reverse("panels:project", args=[advisory.pk]),
        advisory.get_absolute_url(),
        panel.get_absolute_url(),
    ]
    for person, shown in ((official, 2), (auditor, 2), (member.user, 0), (staff, 0)):
        client.force_login(person)
        assert sum("진 회사" in client.get(page).content.decode() for page in pages) == shown
