"""Walk step 4: a process is started, walked, explained when it refuses, waived by a second person, gone back in."""

import pytest
from playwright.sync_api import expect

from seoul_gov.ui.korean import today
from tests import factories
from tests.journeys.steps import choose, follow, no_sideways_scroll, press, sign_in, tab_to, take, write
from tests.workflows.driver.walking import duty, open_stage, settle_stage
from workflows.driver import actions

pytestmark = pytest.mark.journey

NEEDS_WAIVER = "p3"


@pytest.fixture
def department(live):
    return factories.make_department("디지털정책과")


@pytest.fixture
def official(department):
    return factories.make_official("officer", department=department, name="김담당")


@pytest.fixture
def head(department):
    return factories.make_official("head", department=department, name="박부서장")


@pytest.fixture
def project(official):
    return factories.make_confirmed_project(officer=official, title="청소년 상담 챗봇 구축")


@pytest.fixture
def run(official, project):
    return actions.start(by=official, project=project)


def main(page):
    return page.locator("main")


def button(page, duty, action="수행 기록하기"):
    """The one button of a duty's line."""
    title = page.get_by_role("link", name=duty, exact=True)
    return page.locator(".desk-line").filter(has=title).get_by_role("link", name=action)


def test_an_advisory_project_is_walked_through_two_stages(person, official, head, project, axe):
    page = person()
    sign_in(page, official)
    page.get_by_role("link", name="절차 시작하기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("청소년 상담 챗봇 구축 절차 시작")
    expect(main(page)).to_contain_text("시민자문형 개발사업 절차")
    axe(page)
    page.get_by_label("절차 시작일").fill("2027-03-08")
    page.get_by_role("button", name="이 날부터 일정 다시 계산").click()
    expect(page.get_by_label("기획 시작일")).to_have_value("2027-03-08")
    page.get_by_label("종료 종료일").fill("2028-12-30")
    page.get_by_role("button", name="절차 시작").click()
    expect(page.get_by_text("절차를 시작했습니다.")).to_be_visible()
    expect(page.get_by_text("쉬는 날이 들어 있습니다: 2028. 12. 30.(토).")).to_be_visible()
    axe(page)
    run = project.runs.get()

    record_basic_plan(page, axe)
    refuse_to_close(page, run, axe)
    ask_for_a_waiver(page, axe)
    grant_it(person(width=360, height=740), head, axe)

    settle_stage(official, run, but=["ad2", "p4"])
    page.goto(f"/process/{run.pk}/")
    expect(page.get_by_role("heading", name="면제한 과제")).to_be_visible()
    close_with_a_reason(page, axe)
    assert open_stage(run).key == "procurement"

    settle_stage(official, run)
    page.reload()
    page.get_by_role("link", name="단계 마치기").click()
    page.get_by_role("button", name="단계 마치기").click()
    expect(page.get_by_role("heading", name="지금 단계: 분석")).to_be_visible()

    go_back(page, run, axe)


def record_basic_plan(page, axe):
    button(page, "정보화사업 기본계획 수립").click()
    axe(page)
    expect(page.locator("textarea + .text-count")).to_have_text("0 / 2000자")
    page.get_by_label("수행일").fill("2099-01-01")
    page.get_by_label("근거", exact=False).first.fill("정보시스템담당관-498")
    page.get_by_label("근거 파일").set_input_files(
        {"name": "기본계획.pdf", "mimeType": "application/pdf", "buffer": factories.PDF}
    )
    page.get_by_role("button", name="기록").click()
    expect(main(page).get_by_role("alert")).to_contain_text(
        "아직 오지 않은 날짜는 수행일로 적을 수 없습니다."
    )
    expect(page.get_by_label("근거", exact=False).first).to_have_value("정보시스템담당관-498")
    expect(page.locator("textarea + .text-count")).to_have_text("12 / 2000자")
    axe(page)
    page.get_by_label("수행일").fill(today().isoformat())
    page.get_by_role("button", name="기록").click()
    expect(page.get_by_text("기록했습니다.")).to_be_visible()
    page.get_by_text("처리한 과제 1건").click()
    page.locator(".fold .rows").get_by_role("link", name="정보화사업 기본계획 수립").click()
    page.wait_for_load_state()  # A page whose file is asked for before it is loaded never says that it is.
    with page.expect_download() as download:
        page.get_by_role("link", name="기본계획.pdf").click()
    assert download.value.suggested_filename == "기본계획.pdf"
    axe(page)


def refuse_to_close(page, run, axe):
    page.goto(f"/process/{run.pk}/advance/")
    expect(page.get_by_text("그 밖의 방법으로는 누구도 단계를 마칠 수 없습니다.")).to_be_visible()
    expect(main(page)).to_contain_text("거버넌스 운영계획 수립: 수행한 결과와 근거를 기록해 주세요.")
    expect(page.get_by_role("button", name="단계 마치기")).to_have_count(0)
    axe(page)
    follow(page, page.get_by_role("link", name="절차로 돌아가기"))


def ask_for_a_waiver(page, axe):
    follow(page, page.get_by_role("link", name="거버넌스 운영계획 수립", exact=True).first)
    follow(page, page.get_by_role("link", name="면제 요청"))
    axe(page)
    press(page, page.get_by_role("button", name="면제 요청"))
    expect(main(page).get_by_role("alert")).to_contain_text("사유")
    write(page, page.get_by_label("면제가 필요한 사유"), "작은 사업이라 기본계획에 함께 담았습니다.")
    press(page, page.get_by_role("button", name="면제 요청"))
    expect(page.get_by_text("면제를 요청했습니다.")).to_be_visible()
    expect(page.get_by_text("면제 결정 대기")).to_be_visible()
    axe(page)


def grant_it(page, head, axe):
    sign_in(page, head)
    follow(page, page.get_by_role("link", name="결정하기"))
    expect(main(page)).to_contain_text("작은 사업이라 기본계획에 함께 담았습니다.")
    axe(page)
    take(page, page.get_by_label("거절"))
    press(page, page.get_by_role("button", name="결정"))
    expect(main(page).get_by_role("alert")).to_contain_text("거절하는 사유를 적어 주세요.")
    take(page, page.get_by_label("승인"))
    press(page, page.get_by_role("button", name="결정"))
    expect(page.get_by_text("면제 요청을 결정했습니다.")).to_be_visible()
    axe(page)


def close_with_a_reason(page, axe):
    follow(page, page.get_by_role("link", name="단계 마치기"))
    expect(main(page)).to_contain_text("건너뛸 선택 과제")
    axe(page)
    press(page, page.get_by_role("button", name="단계 마치기"))
    expect(main(page).get_by_role("alert")).to_contain_text("건너뛰는 사유를 적어 주세요.")
    write(page, page.get_by_label("건너뛰는 사유"), "기존 위원회가 없고 전략계획이 필요하지 않습니다.")
    press(page, page.get_by_role("button", name="단계 마치기"))
    expect(page.get_by_text("‘기획’ 단계를 마쳤습니다.")).to_be_visible()
    expect(page.get_by_role("heading", name="지금 단계: 발주")).to_be_visible()
    axe(page)


def go_back(page, run, axe):
    follow(page, page.get_by_role("link", name="앞 단계로 되돌리기"))
    axe(page)
    choose(page, "되돌아갈 단계 (필수)", "기획")
    write(page, page.get_by_label("되돌리는 사유"), "예산이 크게 바뀌었습니다.")
    press(page, page.get_by_role("button", name="되돌리기"))
    expect(page.get_by_role("heading", name="지금 단계: 기획")).to_be_visible()
    expect(page.get_by_text("단계를 마칠 수 있습니다")).to_be_visible()
    page.goto(duty(run, "p1").get_absolute_url())
    press(page, page.get_by_role("link", name="다시 열기"))
    write(page, page.get_by_label("사유"), "예산 금액을 고쳐 다시 결재받습니다.")
    press(page, page.get_by_role("button", name="다시 열기"))
    expect(page.get_by_text("과제를 다시 열었습니다.")).to_be_visible()
    expect(main(page)).to_contain_text("다시 연 과제입니다. 결과를 새로 기록해 주세요.")
    axe(page)


def test_two_officials_close_one_stage(person, official, department, run, axe):
    second = factories.make_official("officer", department=department, name="서담당")
    settle_stage(official, run)
    one, two = person(), person()
    for page, user in ((one, official), (two, second)):
        sign_in(page, user)
        page.goto(f"/process/{run.pk}/advance/")
    one.get_by_role("button", name="단계 마치기").click()
    expect(one.get_by_role("heading", name="지금 단계: 발주")).to_be_visible()
    two.get_by_role("button", name="단계 마치기").click()
    expect(main(two).get_by_role("alert")).to_contain_text("‘기획’ 단계는 김담당 님이")
    axe(two)
    assert open_stage(run).key == "procurement"


def test_by_keyboard_on_a_telephone(phone, official, run, axe):
    sign_in(phone, official)
    phone.goto(f"/process/{run.pk}/")
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, button(phone, "거버넌스 운영계획 수립"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("수행 기록")
    no_sideways_scroll(phone)
    tab_to(phone, phone.get_by_label("근거", exact=False).first)
    phone.keyboard.insert_text("정보시스템담당관-499")
    press(phone, phone.get_by_role("button", name="기록"))
    expect(phone.get_by_text("기록했습니다.")).to_be_visible()
    phone.goto(duty(run, "p5").get_absolute_url())
    no_sideways_scroll(phone)
    press(phone, phone.get_by_role("link", name="해당 없음으로 표시"))
    tab_to(phone, phone.get_by_label("사유"))
    phone.keyboard.insert_text("고도화 사업이 아닙니다.")
    press(phone, phone.get_by_role("button", name="해당 없음"))
    expect(phone.get_by_text("해당 없음으로 표시했습니다.")).to_be_visible()
    no_sideways_scroll(phone)
    assert (duty(run, "p3").state, duty(run, "p5").state) == ("settled", "not_case")


def test_a_start_by_keyboard_on_a_telephone(phone, official, project, axe):
    sign_in(phone, official)
    press(phone, phone.get_by_role("link", name="절차 시작하기"))
    expect(phone.get_by_role("button", name="절차 시작")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("button", name="절차 시작"))
    expect(phone.get_by_text("절차를 시작했습니다.")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)


def test_a_stage_is_moved_by_keyboard(page, official, run, axe):
    sign_in(page, official)
    page.goto(f"/process/{run.pk}/")
    stages = page.locator("summary", has_text="2. 발주")
    tab_to(page, stages)
    page.keyboard.press("Enter")
    press(page, page.get_by_role("link", name="발주 단계 일정 바꾸기"))
    expect(page.get_by_role("heading", level=1)).to_have_text("단계 일정 바꾸기")
    axe(page)
    tab_to(page, page.get_by_label("바꾸는 사유"))
    page.keyboard.insert_text("입찰 지연")
    press(page, page.get_by_role("button", name="저장"))
    expect(main(page).get_by_role("alert")).to_contain_text("지금과 같은 일정입니다.")
    expect(page.get_by_label("바꾸는 사유")).to_have_value("입찰 지연")


def test_a_member_reads_the_process_without_buttons(page, official, run, axe):
    member = factories.make_member(factories.make_panel(run.project)).user
    sign_in(page, member)
    page.goto(f"/process/{run.pk}/")
    expect(page.get_by_role("heading", name="지금 단계: 기획")).to_be_visible()
    expect(page.get_by_role("link", name="수행 기록하기")).to_have_count(0)
    axe(page)
    page.goto(f"/process/{run.pk}/advance/")
    expect(page.get_by_text("이 사업을 맡은 부서의 사업담당자와 부서장만 할 수 있습니다.")).to_be_visible()
    axe(page)
