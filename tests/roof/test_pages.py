import io
import logging

import pytest
from django.urls import reverse

from seoul_gov.context import navigation
from tests import factories

PUBLIC = [
    "home",
    "record:list",
    "record:guide",
    "record:calendar",
    "record:statistics",
    "privacy",
    "selection:self-check",
    "account_login",
    "account_signup",
    "account_reset_password",
]


@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_answer_visitors_under_a_strict_policy(client, db, edition, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("name", ["admin:index", "admin:login"])
def test_the_admin_uses_the_same_login(client, db, name):
    response = client.get(reverse(name), follow=True)
    assert response.request["PATH_INFO"] == reverse("account_login")


def test_unknown_addresses_are_explained(client, db):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "찾으시는 화면이 없습니다" in response.content.decode()


def test_a_refusal_says_why(client, citizen):
    client.force_login(citizen)
    response = client.get(reverse("projects:list"))
    assert response.status_code == 403
    assert "시 직원만 볼 수 있는 화면입니다." in response.content.decode()


def test_a_post_without_its_token_is_explained(official):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(official)
    response = client.post(reverse("notifications:read-all"))
    assert response.status_code == 403
    assert "보안 확인이 만료되었습니다" in response.content.decode()


def test_a_form_in_a_strange_charset_is_a_bad_request(client, official):
    client.force_login(official)
    response = client.post(
        reverse("projects:create"),
        data="title=x",
        content_type="application/x-www-form-urlencoded; charset=utf-7",
    )
    assert response.status_code == 400


def test_the_server_error_page_stands_alone(client, db, rf):
    from seoul_gov.errors import server_error

    request = rf.get("/")
    response = server_error(request)
    assert response.status_code == 500
    assert "일시적인 문제가 생겼습니다" in response.content.decode()


def test_accounts_are_listed_nowhere(client, db):
    factories.make_user(name="숨은 사람")
    assert "숨은 사람" not in client.get(reverse("home")).content.decode()


def test_the_footer_names_the_institution_and_how_to_reach_it(client, db, settings):
    settings.PORTAL_INSTITUTION, settings.PORTAL_PHONE = "부산광역시", "051-120"
    settings.PORTAL_ADDRESS = "(47545) 부산광역시 연제구 중앙대로 1001"
    page = client.get(reverse("privacy")).content.decode()
    assert page.count("051-120") == 3
    assert settings.PORTAL_ADDRESS in page
    assert "서울특별시" not in page


@pytest.mark.parametrize("referer", ["http://testserver/selection/self-check/", None])
def test_a_method_that_a_page_does_not_take_is_explained(client, db, edition, referer):
    headers = {"Referer": referer} if referer else {}
    response = client.get(reverse("selection:self-check-result"), headers=headers)
    page = response.content.decode()
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "이 주소는 바로 열 수 없습니다" in page
    assert ("앞 화면으로 돌아가기" in page) == bool(referer)
    assert "첫 화면으로 가기" in page


def test_a_refusal_leaves_one_line_in_the_log(client, citizen):
    stream = io.StringIO()
    handler = next(one for one in logging.getLogger().handlers if one.get_name() == "console")
    client.force_login(citizen)
    before = handler.setStream(stream)
    try:
        client.get(reverse("projects:list"))
    finally:
        handler.setStream(before)
    assert stream.getvalue().count("\n") == 1
    assert "INFO portal.request GET /projects/ 403 " in stream.getvalue()


MENU = {
    "/projects/3/": "정보화사업",
    "/selection/project/3/": "정보화사업",
    "/selection/7/answer/": "정보화사업",
    "/selection/self-check/": "유형 자가진단",
    "/process/3/": "정보화사업",
    "/panels/1/": "정보화사업",
    "/reviews/project/3/": "정보화사업",
    "/reviews/1/": "산출물 검토",
    "/meetings/1/": "회의",
    "/desk/": "나의 할 일",
    "/record/7/": "사업 공개",
    "/record/guide/": "가이드라인",
    "/record/statistics/": "현황",
    "/me/": None,
    "/conflicts/panel/1/": "정보화사업",
    "/appointments/panel/1/": "정보화사업",
    "/screening/1/": "단원 모집",
    "/draws/1/": "단원 모집",
    "/selections/call/1/decide/": "단원 모집",
    "/replacements/1/": "단원 모집",
}
MEMBERS_MENU = {
    "/panels/1/": "내 추진단",
    "/process/3/": "내 추진단",
    "/reviews/project/3/": "산출물 검토",
    "/selection/self-check/": "유형 자가진단",
    "/appointments/": "내 추진단",
    "/conflicts/1/opinion/": "내 추진단",
    "/erasure/seats/1/": "내 추진단",
    "/erasure/applications/1/": "단원 모집",
    "/draws/1/": "단원 모집",
}


def test_everybody_may_enter_what_is_public(auditor):
    public = ["사업 공개", "의견수렴", "단원 모집", "가이드라인", "현황", "유형 자가진단"]
    assert [entry.label for entry in navigation("/", None, False)] == public
    own = ["나의 할 일", "정보화사업", "회의", "산출물 검토", "감사 기록", "접속기록"]
    assert [entry.label for entry in navigation("/", auditor, True)] == own + public
    assert current("/erasure/", auditor) == "접속기록"


def current(path, user):
    return next((entry.label for entry in navigation(path, user, True) if entry.current), None)


@pytest.mark.parametrize(("path", "label"), MENU.items())
def test_the_menu_of_staff_keeps_its_place(official, path, label):
    assert current(path, official) == label


@pytest.mark.parametrize(("path", "label"), MEMBERS_MENU.items())
def test_the_menu_of_members_keeps_its_place(citizen, path, label):
    assert current(path, citizen) == label
