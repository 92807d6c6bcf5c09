import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(panel):
    return factories.make_member(panel, name="홍길동")


def statuses(client, people, url, method="post", **facts) -> list[int]:
    told = []
    for person in people:
        client.force_login(person)
        told.append(getattr(client, method)(url, facts).status_code)
    return told


def test_only_officers_appoint_and_release(
    client, official, head, auditor, citizen, other_official, panel, seat
):
    fellow = factories.make_member(panel).user
    people = [head, auditor, fellow, citizen, other_official]
    for name in ("chair", "release"):
        url = reverse(f"panels:{name}", args=[seat.pk])
        assert statuses(client, people, url, reason="사유") == [403, 403, 403, 404, 404]
    seat.refresh_from_db()
    assert (seat.role, seat.state) == ("member", "active")


def test_officer_appoints_the_chair(client, official, panel, seat):
    client.force_login(official)
    url = reverse("panels:chair", args=[seat.pk])
    assert client.post(url).url == panel.get_absolute_url()
    seat.refresh_from_db()
    assert seat.role == "chair"
    answer = client.post(url)
    assert (answer.status_code, "이 사람은 단장입니다." in answer.content.decode()) == (409, True)


def test_officer_releases_with_a_reason_and_sees_the_grounds(client, official, panel, seat):
    client.force_login(official)
    url = reverse("panels:release", args=[seat.pk])
    page = client.get(url).content.decode()
    assert "홍길동 님의" in page
    assert "최근 1년의 회의 출석률이 기준에 못 미치는 경우" in page
    assert client.post(url, {"ground": "other", "reason": ""}).status_code == 200
    assert (
        client.post(url, {"reason": "연락이 되지 않습니다.", "ground": "neglect"}).url
        == panel.get_absolute_url()
    )
    assert client.post(url, {"reason": "연락이 되지 않습니다.", "ground": "neglect"}).status_code == 409
    client.force_login(seat.user)
    assert client.get(panel.get_absolute_url()).status_code == 404


def test_member_leaves_and_the_door_closes_with_the_next_request(client, panel, seat):
    client.force_login(seat.user)
    url = reverse("panels:withdraw", args=[seat.pk])
    assert "사유를 적지 않아도 됩니다." in client.get(url).content.decode()
    answer = client.post(url, {"reason": ""}, follow=True)
    assert answer.redirect_chain == [("/panels/", 302)]
    assert "추진단 활동을 그만두었습니다." in answer.content.decode()
    assert client.get(panel.get_absolute_url()).status_code == 404
    assert client.post(url).status_code == 404


def test_nobody_withdraws_another(client, official, auditor, citizen, panel, seat):
    fellow = factories.make_member(panel).user
    url = reverse("panels:withdraw", args=[seat.pk])
    assert statuses(client, [official, auditor, fellow, citizen], url) == [403, 403, 403, 404]
