"""Walk step 3: people are asked, officials write and publish, a worker makes the files, a visitor takes them home."""

import io
import re

import pytest
from hwpx.document import HwpxDocument
from playwright.sync_api import expect

from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, tab_to
from tests.workflows.reports import rows
from workflows.models import Paper, ResultReport, Satisfaction
from workflows.reports import actions, tasks

pytestmark = pytest.mark.journey

READ_PDF = """async (url) => {
  const pdfjs = await import("/static/vendor/pdfjs/5.6.205/pdf.min.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = "/static/vendor/pdfjs/5.6.205/pdf.worker.min.mjs";
  const pdf = await pdfjs.getDocument({ url }).promise;
  let text = "";
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const content = await (await pdf.getPage(number)).getTextContent();
    text += content.items.map((item) => item.str).join("");
  }
  return text;
}"""
"""What a reader of the PDF can copy out of it, in one string."""


@pytest.fixture
def official(live):
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def run(official):
    project = factories.make_confirmed_project(officer=official, title="마을버스 알림 서비스 구축")
    return factories.make_run(project, stage_key="closing")


@pytest.fixture
def member(run):
    """A member of a panel that met, read and advised."""
    panel = factories.make_panel(run.project)
    user = factories.make_member(panel, name="나단원").user
    rows.meeting(run, panel, "present", "absent", dispositions=("accepted", "rejected"))
    rows.review(run, panel, "accepted", "partial", "not_relevant")
    return user


def plain(text):
    """Without blanks, which each format sets as it likes."""
    return re.sub(r"\s", "", text)


def test_a_survey_is_answered_on_a_phone_by_keyboard(person, axe, run, member):
    survey = rows.survey(run)
    phone = person(member, width=360, height=740, has_touch=True)
    phone.goto("/desk/")
    press(phone, phone.get_by_role("link", name="만족도 응답하기"))
    phone.wait_for_url(f"**{survey.get_absolute_url()}")
    axe(phone)
    no_sideways_scroll(phone)
    tab_to(phone, phone.get_by_label("5점 매우 만족"))
    phone.keyboard.press("ArrowDown")
    expect(phone.get_by_label("4점 만족")).to_be_checked()
    tab_to(phone, phone.get_by_label("하고 싶은 말"))
    phone.keyboard.insert_text("쉬워졌어요")
    press(phone, phone.get_by_role("button", name="응답 내기"))
    expect(phone.get_by_text("이미 응답하셨습니다.")).to_be_visible()
    axe(phone)
    assert list(Satisfaction.objects.values_list("user", "score", "comment")) == [
        (member.pk, 4, "쉬워졌어요")
    ]


def test_a_report_is_written_published_made_and_taken_home(person, axe, run, official, member):
    desk = person(official)
    desk.goto(f"/reports/run/{run.pk}/write/")
    axe(desk)
    no_sideways_scroll(desk)
    desk.get_by_label("추진 결과 요약").fill("시민의 말로 화면을 고쳤습니다.")
    desk.get_by_label("환류 계획").fill("더 일찍 묻겠습니다.")
    desk.get_by_role("button", name="저장").click()
    expect(desk.get_by_text("결과보고서를 저장했습니다.")).to_be_visible()
    desk.get_by_role("link", name="공개하기").click()
    axe(desk)
    desk.get_by_role("button", name="공개하기").click()
    expect(desk.locator("#files")).to_contain_text("만드는 중")
    axe(desk)
    tasks.render_papers()
    expect(desk.get_by_role("link", name=re.compile(r"결과보고서\.hwpx"))).to_be_visible()
    expect(desk.locator("#files")).not_to_contain_text("만드는 중")

    visitor = person()
    visitor.goto(ResultReport.objects.get().get_absolute_url())
    axe(visitor)
    for format in ("pdf", "hwpx"):
        with visitor.expect_download() as download:
            visitor.get_by_role("link", name=re.compile(rf"^마을버스.*\.{format}$")).click()
        assert download.value.suggested_filename == f"마을버스 알림 서비스 구축 거버넌스 결과보고서.{format}"
    says_the_same(visitor)


def says_the_same(visitor):
    """The page, the PDF as a reader sees it and the HWPX carry the same numbers and words."""
    report = ResultReport.objects.get()
    with Paper.objects.get(format="hwpx").document.file.open() as file:
        hwpx = plain(HwpxDocument.open(io.BytesIO(file.read())).text.plain())
    visitor.get_by_text("단계별 과제와 처리 보기").click()
    page = plain(visitor.locator("main").inner_text())
    pdf = plain(visitor.evaluate(READ_PDF, f"/reports/{report.pk}/paper/pdf/"))
    for words in (
        "시민의 말로 화면을 고쳤습니다.",
        "더 일찍 묻겠습니다.",
        "금350,000,000원(금삼억오천만원)",
        "반영률 = (채택 + 일부채택) ÷ (전체 - 해당없음) = 3 ÷ 4 = 75.0%",
        "1/2명(50.0%)",
        "거버넌스 결과보고와 환류",
        "1. 과제별 처리 현황 1부. 끝.",
    ):
        assert [plain(words) in text for text in (page, pdf, hwpx)] == [True, True, True], words


def test_a_report_is_read_and_written_on_a_phone_by_keyboard(person, axe, run, official, member):
    report = rows.report(run)
    phone = person(official, width=360, height=740, has_touch=True)
    phone.goto(f"/reports/run/{run.pk}/write/")
    no_sideways_scroll(phone)
    tab_to(phone, phone.get_by_label("추진 결과 요약"))
    phone.keyboard.insert_text("덧붙임 ")
    press(phone, phone.get_by_role("button", name="저장"))
    expect(phone.get_by_text("결과보고서를 저장했습니다.")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("link", name="공개하기"))
    phone.wait_for_url(f"**/reports/{report.pk}/publish/")
    no_sideways_scroll(phone)
    press(phone, phone.get_by_role("button", name="공개하기"))
    expect(phone.get_by_text("결과보고서를 공개했습니다.")).to_be_visible()
    actions.claim_paper()
    axe(phone)
