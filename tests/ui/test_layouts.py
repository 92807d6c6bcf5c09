from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string


class NameForm(forms.Form):
    name = forms.CharField(label="이름")
    file = forms.FileField(label="파일", required=False)


@pytest.fixture
def drawn(rf):
    def draw(template="_layouts/base.html", cookies=(), **context):
        request = rf.get("/projects/?page=2")
        request.COOKIES.update(cookies)
        return render_to_string(template, {"request": request, "page_title": "사업 목록", **context})

    return draw


def test_the_skip_link_comes_first_and_leads_to_main(drawn):
    body = drawn().split("<body")[1]
    assert body.index('<a href="#main">본문 바로가기</a>') < body.index("<header")
    assert '<main id="main" tabindex="-1">' in body


def test_title_names_the_page_and_the_product(drawn):
    assert "<title>사업 목록 | 정보화사업 거버넌스 포털</title>" in drawn()


def test_a_page_with_errors_says_so_in_its_title(drawn):
    assert "<title>오류: 사업 목록 |" in drawn("_layouts/form.html", form=NameForm({}))


def test_high_contrast_is_drawn_by_the_server(drawn):
    assert '<html lang="ko">' in drawn()
    assert '<html lang="ko" data-krds-mode="high-contrast">' in drawn(cookies={"contrast": "high"})


def test_only_an_official_site_claims_to_be_one(drawn):
    claim = "대한민국 공식 전자정부 누리집"
    assert claim not in drawn(portal=SimpleNamespace(official=False))
    assert claim in drawn(portal=SimpleNamespace(official=True))


def test_menu_marks_the_present_page(drawn):
    nav = [SimpleNamespace(label="사업", url="/projects/", current=True)]
    assert drawn(nav=nav).count('<a href="/projects/" aria-current="page">사업</a>') == 2


def test_a_visitor_is_offered_to_sign_in(drawn):
    html = drawn(portal=SimpleNamespace(login_url="/in/", logout_url="/out/"))
    assert 'href="/in/"' in html
    assert "로그아웃" not in html


def test_a_person_sees_their_name_notices_and_remaining_time(drawn):
    portal = SimpleNamespace(
        user_name="김서울", roles=["사업담당자"], unread=3, notices_url="/n/", logout_url="/out/",
        session_ends=1517810400, extend_url="/extend/",
    )  # fmt: skip
    html = drawn(user=SimpleNamespace(is_authenticated=True), portal=portal)
    assert "<b>김서울</b>님" in html
    assert '3<span class="sr-only">건 읽지 않음</span>' in html
    assert '<form method="post" action="/out/">' in html
    assert 'data-session-ends="1517810400"' in html


def test_a_form_page_sends_files_and_can_be_cancelled(drawn):
    html = drawn("_layouts/form.html", form=NameForm(), cancel_url="/back/")
    assert '<form method="post" novalidate enctype="multipart/form-data">' in html
    assert '<a class="krds-btn large tertiary" href="/back/">돌아가기</a>' in html


def test_a_form_page_lists_what_is_wrong_before_the_heading(drawn):
    html = drawn("_layouts/form.html", form=NameForm({}))
    assert html.index('<a href="#id_name">이름: 필수 항목입니다.</a>') < html.index("<h1>")
