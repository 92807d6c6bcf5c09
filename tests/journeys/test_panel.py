"""Walk step 6: an official forms a panel, citizens answer their mail, and the panel takes office."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from panels import actions, invitations
from panels.models import Membership, Panel
from panels.texts import load_texts
from projects.enums import GovernanceType
from seoul_gov.notifications import outbox
from tests import factories
from tests.journeys.steps import follow, no_sideways_scroll, press, sign_in, tab_to, take, write

pytestmark = pytest.mark.journey


@pytest.fixture
def official(live):
    load_texts()
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def project(official):
    return factories.make_confirmed_project(officer=official, title="따릉이 앱 화면 전면 개편")


@pytest.fixture
def working(official):
    project = factories.make_confirmed_project(
        officer=official, governance_type=GovernanceType.COLLABORATION, title="응답소 앱 개편"
    )
    return factories.make_panel(project, kind="working", name="실무추진단", state="forming")


def letters() -> dict[str, str]:
    """What the outbox sends now, the last mail by address."""
    mail.outbox.clear()
    outbox.drain()
    return {letter.to[0]: letter.body for letter in mail.outbox}


def link_in(body: str) -> str:
    """The path of the invitation in a mail."""
    return re.search(r"/panels/invitations/\d+/[\w-]+/", body).group()


def code_in(body: str) -> str:
    """The code that a mail asks to type in."""
    return re.search(r"\b\d{6}\b", body).group()


def invite(page, email, name):
    press(page, page.get_by_role("link", name="초대하기").first)
    write(page, page.get_by_label("이메일"), email)
    write(page, page.get_by_label("이름"), name)
    press(page, page.get_by_role("button", name="초대 보내기"))
    expect(page.get_by_text("초대를 보냈습니다.")).to_be_visible()


def test_an_official_forms_a_panel(page, official, project, axe):
    sign_in(page, official)
    page.goto(f"/panels/project/{project.pk}/")
    axe(page)
    follow(page, page.get_by_role("link", name="추진단 구성하기").first)
    press(page, page.get_by_text("추진단 종류의 차이와 구성 원칙"))
    axe(page)
    take(page, page.get_by_label("시민추진단 · 시민참여단", exact=True))
    write(page, page.get_by_label("이름"), "따릉이 이용자 모임")
    write(page, page.get_by_label("역할과 활동 계획"), "네 번 모여 화면을 함께 검토합니다.")
    press(page, page.get_by_role("button", name="구성 시작"))
    expect(page.get_by_text("추진단 구성을 시작했습니다.")).to_be_visible()
    axe(page)

    invite(page, "hong@example.test", "홍길동")
    invite(page, "kim@example.test", "김시민")
    axe(page)
    expect(page.get_by_text("hong@example.test")).to_be_visible()
    first = link_in(letters()["hong@example.test"])
    press(page, page.get_by_role("row", name="홍길동").get_by_role("button", name="다시 보내기"))
    expect(page.get_by_text("앞서 보낸 링크는 이제 쓸 수 없습니다.")).to_be_visible()
    second = link_in(letters()["hong@example.test"])
    assert first != second
    press(page, page.get_by_role("row", name="김시민").get_by_role("button", name="초대 취소"))
    expect(page.get_by_role("dialog")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("dialog").get_by_role("button", name="초대 취소"))
    expect(page.get_by_text("초대를 취소했습니다.")).to_be_visible()
    page.goto(first)
    expect(page.get_by_text("쓸 수 없는 초대 링크입니다.")).to_be_visible()
    axe(page)


def test_a_new_citizen_comes_by_mail_and_accepts_on_a_telephone(phone, official, project, axe):
    panel = factories.make_panel(project, state="forming", purpose="네 번 모여 화면을 함께 검토합니다.")
    actions.invite(by=official, panel=panel, email="hong@example.test", name="홍길동")
    phone.goto(link_in(letters()["hong@example.test"]))
    expect(phone.get_by_text("네 번 모여 화면을 함께 검토합니다.")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)

    phone.get_by_role("link", name="회원가입").click()
    phone.get_by_label("이름").fill("홍길동")
    phone.get_by_label("이메일").fill("hong@example.test")
    phone.locator("input[name=password1]").fill(factories.PASSWORD)
    phone.locator("input[name=password2]").fill(factories.PASSWORD)
    phone.locator("input[name=terms]").check()
    phone.locator("input[name=privacy]").check()
    phone.get_by_role("button", name="가입하기").click()
    phone.get_by_label("인증번호").fill(code_in(letters()["hong@example.test"]))
    phone.get_by_role("button", name="확인").click()

    expect(phone.get_by_role("heading", name="서약과 동의")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)
    phone.get_by_role("button", name="초대 수락").click()
    expect(phone.locator("main").get_by_role("alert")).to_contain_text("지킬 것을 서약합니다")
    phone.get_by_label("지킬 것을 서약합니다").check()
    phone.get_by_label("개인정보 수집·이용에 동의합니다").check()
    phone.get_by_label("만 14세 이상입니다").check()
    phone.get_by_role("button", name="초대 수락").click()
    expect(phone.get_by_text("초대를 수락했습니다.")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)
    seat = Membership.objects.get()
    assert (seat.state, seat.user.email, seat.signatures.count()) == ("active", "hong@example.test", 2)


def test_size_is_warned_about_and_a_reason_asked_for(page, official, project, axe):
    panel = factories.make_panel(project, state="forming")
    seat = factories.make_member(panel, name="홍길동")
    sign_in(page, official)
    page.goto(panel.get_absolute_url())
    expect(page.get_by_text("권고 인원은 시민참여단 10명 내외(8~12명)인데 지금은 1명입니다.")).to_be_visible()
    press(page, page.get_by_role("button", name="단장으로 정하기"))
    expect(page.get_by_role("row", name="홍길동")).to_contain_text("단장")
    press(page, page.get_by_role("link", name="구성 마치기"))
    press(page, page.get_by_role("button", name="구성 마치기"))
    expect(page.locator("main").get_by_role("alert")).to_contain_text("인원이 권고와 다른 사유")
    axe(page)
    write(page, page.get_by_label("인원이 권고와 다른 사유"), "희망자가 적었습니다.")
    press(page, page.get_by_role("button", name="구성 마치기"))
    expect(page.get_by_text("사유: 희망자가 적었습니다.")).to_be_visible()
    axe(page)
    assert "구성을 마쳤습니다" in letters()[seat.email]
    assert Panel.objects.get().state == "active"

    follow(page, page.get_by_role("link", name="위촉 해제"))
    axe(page)
    take(page, page.get_by_label("본인이 그만두기를 바라는 경우"))
    write(page, page.get_by_label("사유"), "본인이 바랐습니다.")
    press(page, page.get_by_role("button", name="위촉 해제"))
    expect(page.get_by_text("위촉을 해제하고 본인에게 알렸습니다.")).to_be_visible()
    axe(page)


def test_who_has_ties_does_not_sit_in_the_working_group(page, official, working, axe):
    person = factories.make_user(name="이해관")
    actions.invite(by=official, panel=working, email=person.email, name=person.name)
    sign_in(page, person)
    page.goto(link_in(letters()[person.email]))
    axe(page)
    page.get_by_label("지킬 것을 서약합니다").check()
    page.get_by_label("개인정보 수집·이용에 동의합니다").check()
    page.get_by_label("만 14세 이상입니다").check()
    page.get_by_label("있습니다").check()
    page.get_by_role("button", name="초대 수락").click()
    expect(page.get_by_text("이해관계가 있으면 그 내용을 적어 주세요.").first).to_be_visible()
    expect(page.get_by_label("지킬 것을 서약합니다")).to_be_checked()
    axe(page)
    page.get_by_label("이해관계 내용").fill("입찰에 참여할 회사에 다닙니다.")
    page.get_by_role("button", name="초대 수락").click()
    expect(page.get_by_text("이해관계가 있어 이 추진단에는 함께하실 수 없습니다.")).to_be_visible()
    axe(page)
    assert Membership.objects.get().state == "excluded"
    assert "이해관계가 있다고 신고했습니다." in letters()[official.email]


def test_declining_without_an_account_by_keyboard(phone, official, project, axe):
    panel = factories.make_panel(project, state="forming")
    membership = actions.invite(by=official, panel=panel, email="new@example.test", name="새시민")
    phone.goto(invitations.path_of(membership))
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("link", name="초대 사양하기"))
    expect(phone.get_by_role("heading", name="초대 사양하기")).to_be_visible()
    tab_to(phone, phone.get_by_label("사유(선택)"))
    phone.keyboard.insert_text("일정이 맞지 않습니다.")
    axe(phone)
    press(phone, phone.get_by_role("button", name="초대 사양"))
    expect(phone.get_by_role("heading", name="초대를 사양했습니다")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)
    membership.refresh_from_db()
    assert (membership.state, membership.ended_reason) == ("declined", "일정이 맞지 않습니다.")


def test_accepting_and_leaving_by_keyboard(page, official, project, axe):
    panel = factories.make_panel(project, state="forming", purpose="네 번 모입니다.")
    person = factories.make_user(name="홍길동")
    actions.invite(by=official, panel=panel, email=person.email, name=person.name)
    sign_in(page, person)
    page.goto("/panels/")
    axe(page)
    press(page, page.get_by_role("link", name="초대에 답하기"))
    for text in ("지킬 것을 서약합니다", "개인정보 수집·이용에 동의합니다"):
        tab_to(page, page.get_by_label(text))
        page.keyboard.press("Space")
    for answer in ("만 14세 이상입니다", "없습니다"):
        tab_to(page, page.get_by_label(answer))
        page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="초대 수락"))
    expect(page.get_by_text("초대를 수락했습니다.")).to_be_visible()
    axe(page)
    press(page, page.get_by_text("비밀유지·청렴 서약 v1"))
    expect(page.get_by_text("부당한 이익을 주지도 받지도 않겠습니다.")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("link", name="활동 그만두기"))
    expect(page.get_by_role("heading", name="활동 그만두기")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("button", name="그만두기"))
    expect(page.get_by_text("추진단 활동을 그만두었습니다.")).to_be_visible()
    axe(page)
    assert Membership.objects.get().state == "withdrawn"


def test_contract_parties_are_recorded_and_ended(page, official, project, axe):
    sign_in(page, official)
    page.goto(f"/panels/project/{project.pk}/contracts/")
    axe(page)
    write(page, page.get_by_label("상호"), "한빛정보기술(주)")
    write(page, page.get_by_label("사업자등록번호"), "12-34")
    press(page, page.get_by_role("button", name="기록"))
    expect(page.locator("main").get_by_role("alert")).to_contain_text("숫자 열 자리")
    expect(page.get_by_label("상호")).to_have_value("한빛정보기술(주)")
    axe(page)
    write(page, page.get_by_label("사업자등록번호"), "1234567890")
    press(page, page.get_by_role("button", name="기록"))
    expect(page.get_by_text("123-45-67890 ·")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("button", name="참여 끝내기"))
    press(page, page.get_by_role("dialog").get_by_role("button", name="참여 끝내기"))
    expect(page.get_by_text("기록한 업체가 없습니다.")).to_be_visible()
