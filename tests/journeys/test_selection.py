"""Walk steps 2 and 3: which governance type a project gets, from the self-check to the head's approval."""

import pytest
from playwright.sync_api import expect

from projects.models import Project
from selection.models import Assessment
from tests import factories
from tests.journeys.steps import follow, no_sideways_scroll, press, sign_in, tab_to, take, write
from tests.selection.people import DECISION, answered

pytestmark = pytest.mark.journey
APPLICABLE = {
    "is_it_project": "true",
    "citizen_facing": "true",
    "simple_maintenance": "false",
    "closed_security": "false",
    "urgent": "false",
}
CITY = APPLICABLE | {"origin": "city", "scope": "general"}


@pytest.fixture
def office(live):
    """The people of one department, the governance officer, and a registered project."""
    factories.make_edition()
    department = factories.make_department("디지털정책과")
    people = {
        "official": factories.make_official("officer", department=department, name="김담당"),
        "head": factories.make_official("head", department=department, name="박부서장"),
        "governance": factories.make_official("governance_officer", name="최거버"),
    }
    people["project"] = factories.make_project(officer=people["official"], title="따릉이 앱 화면 전면 개편")
    return people


def choice(page, name, value):
    return page.locator(f"input[name={name}][value={value}]")


def say(page, **answers):
    for name, value in answers.items():
        choice(page, name, value).check()


def result(page):
    return page.locator("#result")


def column(page, label):
    """The word under a type's column."""
    number = ["시민협의형", "시민자문형", "시민협업형", "시민주도형"].index(label)
    return result(page).locator("tfoot td").nth(number)


def test_the_self_check_on_a_telephone(phone, office, axe):
    phone.goto("/selection/self-check/")
    axe(phone)
    no_sideways_scroll(phone)
    say(phone, **CITY)
    expect(result(phone)).to_contain_text("아직 ‘시민참여 방식’에 답하지 않아")
    say(phone, mode_opinion="true", mode_advisory="true", mode_decision="false")
    expect(result(phone)).to_contain_text("시민자문형을 권고하며, 의견제시는 보조 방식으로 함께 운영합니다.")
    expect(column(phone, "시민자문형")).to_have_text("권고")
    expect(column(phone, "시민협의형")).to_have_text("맞음")
    expect(column(phone, "시민주도형")).to_have_text("맞지 않음")
    axe(phone)
    no_sideways_scroll(phone)

    phone.get_by_role("button", name="결과 보기").click()
    expect(result(phone)).to_contain_text("시민자문형을 권고하며")
    expect(choice(phone, "mode_advisory", "true")).to_be_checked()
    axe(phone)
    assert Assessment.objects.count() == 0


def test_a_question_shows_on_the_path_that_it_lies_on(page, office, axe):
    page.goto("/selection/self-check/")
    follow_ups = [choice(page, name, "true") for name in ("absorbable", "district_affair", "pb_fit")]
    for question in follow_ups:
        expect(question).to_be_hidden()
    say(page, **APPLICABLE, origin="citizen")
    expect(follow_ups[0]).to_be_visible()
    expect(follow_ups[1]).to_be_hidden()
    say(page, absorbable="false", district_affair="false", pb_fit="false")
    expect(choice(page, "scope", "general")).to_be_hidden()
    expect(result(page)).to_contain_text("시민제안 창구로 안내합니다.")
    axe(page)
    say(page, pb_fit="true", scope="local", mode_opinion="true", mode_advisory="false", mode_decision="false")
    expect(result(page)).to_contain_text("시민주도형을 권고합니다.")
    axe(page)
    say(page, absorbable="true")
    expect(follow_ups[1]).to_be_hidden()
    expect(choice(page, "scope", "general")).to_be_visible()
    expect(result(page)).to_contain_text("임시로 두며")
    say(page, citizen_facing="false")
    expect(choice(page, "origin", "city")).to_be_hidden()
    expect(result(page)).to_contain_text("적용 대상이 아닙니다.")
    axe(page)


def test_the_self_check_without_scripts(person, office):
    page = person(width=360, java_script_enabled=False)
    page.goto("/selection/self-check/")
    say(page, **CITY, mode_opinion="false", mode_advisory="false", mode_decision="true")
    page.get_by_role("button", name="결과 보기").click()

    expect(result(page)).to_contain_text("시민협업형을 권고합니다.")
    expect(choice(page, "origin", "city")).to_be_checked()
    page.get_by_role("link", name="처음부터 다시").click()
    expect(choice(page, "origin", "city")).not_to_be_checked()


def test_from_the_questions_to_the_approval(person, office, axe):
    page = person()
    sign_in(page, office["official"])
    page.goto(f"/selection/project/{office['project'].pk}/")
    axe(page)
    follow(page, page.get_by_role("link", name="유형 선정 시작"))
    axe(page)
    press(page, page.get_by_role("button", name="시작"))
    say(page, **CITY, mode_opinion="false", mode_advisory="true", mode_decision="false")
    expect(column(page, "시민자문형")).to_have_text("권고")
    expect(result(page)).to_contain_text("시민참여 방식이 자문뿐이면 시민협의형은 맞지 않습니다.")
    axe(page)
    press(page, page.get_by_role("button", name="저장하고 기안하기"))
    expect(page.get_by_label("시민자문형 (권고)")).to_be_checked()
    axe(page)
    press(page, page.get_by_role("button", name="기안", exact=True))
    expect(page.get_by_text("기안했습니다.").first).to_be_visible()
    axe(page)

    governance = person(width=360, height=740)
    sign_in(governance, office["governance"])
    governance.goto("/desk/")
    follow(governance, governance.get_by_role("link", name="협의하기"))
    no_sideways_scroll(governance)
    axe(governance)
    write(governance, governance.get_by_label("의견"), "이견이 없습니다.")
    press(governance, governance.get_by_role("button", name="협의 의견 제출"))
    expect(governance.get_by_text("협의 의견을 냈습니다.").first).to_be_visible()
    axe(governance)

    head = person(width=360, height=740)
    sign_in(head, office["head"])
    head.goto("/desk/")
    follow(head, head.get_by_role("link", name="결재하기"))
    no_sideways_scroll(head)
    axe(head)
    press(head, head.get_by_role("button", name="결재", exact=True))
    expect(head.get_by_text("유형 선정을 마쳤습니다.")).to_be_visible()
    expect(head.locator("main")).to_contain_text("이견이 없습니다.")
    axe(head)
    project = Project.objects.get()
    assert (project.governance_type, project.status) == ("advisory", "confirmed")


def test_a_weaker_type_is_confirmed_returned_and_confirmed_again(person, office, axe):
    assessment = answered(office["project"], DECISION)
    page, governance, head = person(), person(), person(width=360)
    for browser, who in ((page, "official"), (governance, "governance"), (head, "head")):
        sign_in(browser, office[who])
    page.goto(f"/selection/{assessment.pk}/submit/")
    take(page, page.get_by_label("시민자문형"))
    press(page, page.get_by_role("button", name="기안", exact=True))
    expect(page.locator("main").get_by_role("alert")).to_contain_text("그 사유를 적어 주세요.")
    expect(page.get_by_label("시민자문형")).to_be_checked()
    axe(page)
    write(page, page.get_by_label("권고와 다르게 정하는 사유"), "정기 자문으로 충분합니다.")
    press(page, page.get_by_role("button", name="기안", exact=True))
    expect(page.locator("main")).to_contain_text("거버넌스 담당이 확인할 차례입니다.")

    def confirm():
        governance.goto(assessment.get_absolute_url())
        follow(governance, governance.get_by_role("link", name="확인하기"))
        axe(governance)
        write(governance, governance.get_by_label("의견"), "사유가 분명합니다.")
        press(governance, governance.get_by_role("button", name="확인", exact=True))
        expect(governance.get_by_text("확인했습니다.").first).to_be_visible()

    head.goto(assessment.get_absolute_url())
    expect(head.get_by_role("link", name="결재하기")).to_have_count(0)
    confirm()
    head.reload()
    expect(head.get_by_role("link", name="결재하기")).to_be_visible()
    follow(head, head.get_by_role("link", name="반려하기"))
    axe(head)
    press(head, head.get_by_role("button", name="반려", exact=True))
    expect(head.locator("main").get_by_role("alert")).to_be_visible()
    write(head, head.get_by_label("반려 사유"), "사유를 더 자세히 적어 주세요.")
    press(head, head.get_by_role("button", name="반려", exact=True))
    expect(head.get_by_text("반려했습니다.").first).to_be_visible()
    axe(head)
    no_sideways_scroll(head)

    page.goto(assessment.get_absolute_url())
    expect(page.locator("main")).to_contain_text("사유를 더 자세히 적어 주세요.")
    axe(page)
    press(page, page.get_by_role("link", name="기안하기"))
    expect(page.get_by_label("시민자문형")).to_be_checked()
    write(page, page.get_by_label("권고와 다르게 정하는 사유"), "단계마다 여는 자문회의로 충분합니다.")
    follow(page, page.get_by_role("button", name="기안", exact=True))
    head.goto(f"/selection/{assessment.pk}/approve/")
    expect(head.get_by_text("거버넌스 담당이 확인한 뒤에 결재할 수 있습니다.")).to_be_visible()
    confirm()
    head.goto(f"/selection/{assessment.pk}/approve/")
    press(head, head.get_by_role("button", name="결재", exact=True))
    expect(head.get_by_text("유형 선정을 마쳤습니다.")).to_be_visible()
    no_sideways_scroll(head)
    axe(head)
    assert Project.objects.get().governance_type == "advisory"


def test_two_heads_and_only_one_approves(person, office, axe):
    second = factories.make_official("head", department=office["project"].department, name="윤부서장")
    assessment = answered(office["project"], DECISION)
    page, first, late = person(), person(), person()
    sign_in(page, office["official"])
    page.goto(f"/selection/{assessment.pk}/submit/")
    page.get_by_role("button", name="기안", exact=True).click()
    for browser, who in ((first, office["head"]), (late, second)):
        sign_in(browser, who)
        browser.goto(f"/selection/{assessment.pk}/approve/")
    first.get_by_role("button", name="결재", exact=True).click()
    expect(first.get_by_text("유형 선정을 마쳤습니다.")).to_be_visible()
    late.get_by_label("의견").fill("저도 좋습니다.")
    late.get_by_role("button", name="결재", exact=True).click()

    expect(late.locator("main").get_by_role("alert")).to_contain_text("이미 박부서장 님이")
    expect(late.get_by_label("의견")).to_have_value("저도 좋습니다.")
    axe(late)


def pick(page, name, value):
    """Choose an option of a question with Tab and the arrow keys alone."""
    options = page.locator(f"input[name={name}]")
    tab_to(page, options.first)
    page.keyboard.press("Space")
    while not choice(page, name, value).is_checked():
        page.keyboard.press("ArrowDown")


def test_by_keyboard_on_a_telephone(person, office, axe):
    phone = person(width=360, height=740)
    sign_in(phone, office["official"])
    phone.goto(f"/selection/project/{office['project'].pk}/begin/")
    press(phone, phone.get_by_role("button", name="시작"))
    expect(phone.get_by_role("heading", name="유형 선정 물음")).to_be_visible()
    for name, value in (
        CITY | {"mode_opinion": "true", "mode_advisory": "false", "mode_decision": "false"}
    ).items():
        pick(phone, name, value)
    expect(column(phone, "시민협의형")).to_have_text("권고")
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("button", name="저장하고 기안하기"))
    expect(phone.get_by_role("heading", name="유형 선정 기안")).to_be_visible()
    no_sideways_scroll(phone)
    press(phone, phone.get_by_role("button", name="기안", exact=True))
    expect(phone.get_by_text("기안했습니다.").first).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)

    head = person(width=360, height=740)
    sign_in(head, office["head"])
    head.goto(Assessment.objects.get().get_absolute_url())
    press(head, head.get_by_role("link", name="결재하기"))
    tab_to(head, head.get_by_label("의견"))
    head.keyboard.insert_text("좋습니다.")
    press(head, head.get_by_role("button", name="결재", exact=True))
    expect(head.get_by_text("유형 선정을 마쳤습니다.")).to_be_visible()
    axe(head)
