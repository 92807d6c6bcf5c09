"""Walk step 4: anybody follows a project in public, without signing in, by mouse and by keyboard."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, tab_to
from tests.workflows.record import happenings
from workflows.record.actions import count_shares

pytestmark = pytest.mark.journey


@pytest.fixture
def followed(live):
    """A running project in which a little of everything has happened, and another one beside it."""
    factories.make_edition()
    department = factories.make_department("교통정보과")
    department.phone = "02-2133-2917"
    department.save()
    officer = factories.make_official("officer", department=department, name="김담당")
    project = factories.make_confirmed_project(
        officer=officer, status="running", phase="execution", title="따릉이 앱 화면 전면 개편"
    )
    factories.make_confirmed_project(officer=officer, title="복지 상담 챗봇")
    duty = factories.make_duty(project)
    panel = factories.make_panel(project, activated_at=timezone.now())
    seat = factories.make_member(panel, name="숨은단원")
    factories.make_published_minutes(panel, duty, body="## 논의\n\n글자를 키우기로 했다.")
    factories.make_meeting(panel, duty, title="다음 자문회의", starts_at=timezone.now() + timedelta(hours=1))
    happenings.opinion_round(duty, topic="첫 화면에서 보고 싶은 것")
    round = happenings.opinion_round(duty, topic="지난 의견수렴", closed=True)
    happenings.opinion(round, seat.user, disposition="accepted")
    happenings.issue(duty)
    happenings.published_version(project)
    count_shares()
    return project


HIDE_WORDS = (
    "hero => hero.querySelectorAll('h1, .lead').forEach(words => { words.style.color = 'transparent'; })"
)
HIDE_DRAWING = "hero => { hero.style.backgroundSize = '0 0, auto'; }"
BOX = """words => {
  const range = document.createRange();
  range.selectNodeContents(words);
  const { x, y, width, height } = range.getBoundingClientRect();
  return { x, y, width, height };
}"""


@pytest.mark.parametrize("width", [768, 900, 1023, 1280])
def test_nothing_is_drawn_under_the_words_of_the_start_page(person, width):
    page = person(width=width)
    page.goto("/")
    hero = page.locator(".hero")
    hero.evaluate(HIDE_WORDS)
    boxes = [page.locator(f".hero {words}").evaluate(BOX) for words in ("h1", ".lead")]
    with_it, whole = [page.screenshot(clip=box) for box in boxes], hero.screenshot()
    hero.evaluate(HIDE_DRAWING)
    assert differs(whole, hero.screenshot())
    for before, box in zip(with_it, boxes, strict=True):
        assert not differs(before, page.screenshot(clip=box))


def differs(*pictures) -> bool:
    """Whether an eye could tell two pictures apart; what a browser does to soften a gradient does not count."""
    one, other = [Image.open(BytesIO(picture)).convert("L") for picture in pictures]
    return ImageChops.difference(one, other).getextrema()[1] > 8


def test_the_hint_in_the_search_of_the_start_page_can_be_read(page):
    page.goto("/")
    hint, ground = page.get_by_label("찾을 사업의 이름이나 내용").evaluate(
        "box => [getComputedStyle(box, '::placeholder').color, getComputedStyle(box).backgroundColor]"
    )
    assert contrast(hint, ground) >= 4.5


def contrast(*colours) -> float:
    """How much two colours such as ``rgb(0, 0, 0)`` differ (WCAG 2.2, contrast ratio)."""
    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour) -> float:
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_visitor_follows_a_project_from_the_start_page(page, followed, axe, tmp_path):
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("시민과 함께 만드는 정보화사업")
    expect(page.get_by_role("link", name="첫 화면에서 보고 싶은 것")).to_be_visible()
    axe(page)
    page.get_by_label("찾을 사업의 이름이나 내용").fill("따릉이")
    page.get_by_role("button", name="사업 찾기").click()
    expect(page.locator(".total")).to_have_text("총 1건")
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV로 내려받기").click()
    rows = download.value.path().read_text("utf-8-sig").splitlines()
    assert [row.split(",")[1] for row in rows] == ["사업명", followed.title]
    page.get_by_role("link", name=followed.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(followed.title)
    expect(page.get_by_text("의견 1건: 채택 1")).to_be_visible()
    expect(page.get_by_role("link", name="02-2133-2917")).to_be_visible()
    expect(page.get_by_text("숨은단원")).to_have_count(0)
    axe(page)
    page.locator("summary", has_text=": 분석").click()
    page.get_by_role("link", name="회의록 보기").click()
    expect(page.get_by_text("글자를 키우기로 했다.")).to_be_visible()
    axe(page)
    page.go_back()
    with page.expect_download() as download:
        page.get_by_role("link", name="요구사항정의서.pdf").click()
    assert download.value.suggested_filename == "요구사항정의서.pdf"


def test_a_visitor_reads_guide_figures_and_calendar(page, followed, axe):
    page.goto("/record/guide/")
    expect(page.get_by_role("img", name="시민자문형 개발사업 절차")).to_be_visible()
    axe(page)
    page.locator("summary", has_text="시민자문형 개발사업 절차를 표로 보기").click()
    expect(page.get_by_role("cell", name="요구사항정의 자문회의").first).to_be_visible()
    axe(page)
    page.get_by_role("navigation", name="주 메뉴").get_by_role("link", name="현황").click()
    expect(page.get_by_role("row", name="교통정보과")).to_contain_text("100%")
    axe(page)
    page.goto("/record/calendar/")
    expect(page.get_by_role("link", name="첫 화면에서 보고 싶은 것").first).to_be_visible()
    page.get_by_role("link", name="다음 달").click()
    page.get_by_role("link", name="이번 달").click()
    axe(page)


def test_by_keyboard_on_a_telephone(phone, followed, axe):
    phone.goto("/record/")
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.locator("summary", has_text="검색 조건"))
    tab_to(phone, phone.get_by_label("검색어"))
    phone.keyboard.insert_text("따릉이")
    phone.keyboard.press("Enter")
    expect(phone.locator(".total")).to_have_text("총 1건")
    press(phone, phone.get_by_role("link", name=followed.title))
    expect(phone.get_by_role("heading", level=1)).to_have_text(followed.title)
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("link", name="회의록 보기"))
    expect(phone.get_by_text("글자를 키우기로 했다.")).to_be_visible()
    no_sideways_scroll(phone)
    press(phone, phone.locator(".mobile-menu > summary"))
    press(phone, phone.get_by_role("navigation", name="전체메뉴").get_by_role("link", name="가이드라인"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("정보화사업 거버넌스 가이드라인")
    no_sideways_scroll(phone)
    press(phone, phone.locator("summary", has_text="시민협의형 개발사업 절차를 표로 보기"))
    no_sideways_scroll(phone)
    axe(phone)
    for path in ("/", "/record/statistics/", "/record/calendar/"):
        phone.goto(path)
        no_sideways_scroll(phone)
        axe(phone)
