"""The browser fixtures see what they promise to see."""

import pytest

from tests.browser import Seat, accessible

pytestmark = pytest.mark.journey

PAGE = '<!doctype html><html lang="ko"><title>시험</title><main><h1>시험</h1>{}</main></html>'


@pytest.fixture
def serve(page, live, doorkeeper, monkeypatch):
    """Open a page with ``body``, answered in the portal's place; what was complained of, and forgotten."""

    def open_page(body, status=200, until="load"):
        pages = {"/trial/page": (status, PAGE.format(body))}

        def portal(environ, start_response):
            status, text = pages.get(environ["PATH_INFO"], (404, ""))
            start_response(f"{status} Trial", [("Content-Type", "text/html; charset=utf-8")])
            return [text.encode()]

        monkeypatch.setattr(doorkeeper, "portal", portal)
        page.goto("/trial/page", wait_until=until)
        complaints = [complaint.replace(live, "") for complaint in page.problems]
        page.problems.clear()
        return complaints

    return open_page


def test_a_good_page_has_no_problems(serve, page, axe):
    assert serve("<p>안녕하세요.</p>") == []
    axe(page)
    assert page.evaluate(
        "[navigator.language, innerWidth, Intl.DateTimeFormat().resolvedOptions().timeZone]"
    ) == [
        "ko-KR",
        1280,
        "Asia/Seoul",
    ]


def test_people_are_koreans_at_a_desk(page):
    zone = "Intl.DateTimeFormat().resolvedOptions().timeZone"

    assert page.evaluate(f"[navigator.language, innerWidth, {zone}]") == ["ko-KR", 1280, "Asia/Seoul"]


def test_a_person_may_be_signed_in(person, citizen):
    assert "로그아웃" in person(citizen).goto("/").text()
    assert "로그아웃" not in person().goto("/").text()


def test_the_next_person_finds_an_empty_browser(chromium, live):
    seat = Seat(chromium.new_context(base_url=live))
    page = seat.take([])
    page.goto("/")
    page.evaluate("() => { localStorage.word = sessionStorage.word = '말'; document.cookie = 'word=1'; }")
    seat.context.new_page()
    seat.leave()

    assert (seat.context.pages, seat.context.cookies()) == ([page], [])
    page.goto("/")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    seat.context.close()


def test_a_phone_is_360_wide(phone):
    assert phone.evaluate("innerWidth") == 360


def test_script_and_console_errors_are_problems(serve):
    body = "<script>console.error('말썽'); missing();</script>"

    assert serve(body) == [
        "console on /trial/page: 말썽",
        "script error: missing is not defined",
    ]


def test_a_server_error_is_a_problem(serve):
    assert serve("", status=500) == ["500 for GET /trial/page"]


def test_a_refusal_is_an_answer_but_a_missing_picture_is_a_problem(serve):
    assert serve('<img src="/trial/none" alt="">', status=409) == ["404 for GET /trial/none"]


def test_a_missing_partial_is_an_answer(serve):
    assert serve("<script>fetch('/trial/none')</script>", until="networkidle") == []


def test_a_server_that_cannot_be_reached_is_a_problem(serve):
    complaints = serve('<img src="http://127.0.0.1:9/none" alt="">')

    assert len(complaints) == 1
    assert complaints[0].endswith(" for http://127.0.0.1:9/none")


def test_axe_finds_what_is_wrong_and_where(serve, page):
    serve('<input id="nameless"><p style="color: #ccc">흐린 글</p>')

    with pytest.raises(AssertionError) as found:
        accessible(page)
    assert "#nameless" in str(found.value)
    assert "color-contrast" in str(found.value)


def test_contrast_is_judged_once_of_each_kind_of_text(serve, page):
    judged = set()
    serve("<p>안녕하세요.</p>")
    accessible(page, judged)
    kinds = set(judged)
    serve("<p>다시 안녕하세요.</p>")
    accessible(page, judged)
    assert judged == kinds


def test_what_was_judged_elsewhere_excuses_nothing(serve, page):
    judged = set()
    serve("<p>안녕하세요.</p>")
    accessible(page, judged)

    for body in (
        '<p style="color: #ccc">흐린 글</p>',
        '<div style="background: #333"><section><p>어두운 바탕</p></section></div>',
        '<div style="opacity: 0.3"><p>비치는 글</p></div>',
        '<button disabled style="color: #ccc">꺼짐</button><button style="color: #ccc">켜짐</button>',
    ):
        page.evaluate("body => { document.querySelector('main').innerHTML = body }", f"<h1>시험</h1>{body}")
        for _ in range(2):
            with pytest.raises(AssertionError, match="color-contrast"):
                accessible(page, judged)


def test_axe_does_not_pass_a_page_that_had_problems(serve, page, axe):
    serve("<p>안녕하세요.</p>")
    page.problems.append("말썽")

    with pytest.raises(AssertionError, match="말썽"):
        axe(page)
    page.problems.clear()
