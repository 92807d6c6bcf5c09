"""People sign up, come back with a second factor, lose no words when their time is up; administrators manage roles."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from seoul_gov.accounts.models import User
from seoul_gov.notifications import outbox
from tests import factories
from tests.accounts.codes import app_code, last_letter, mailed_code
from tests.journeys.steps import log_in_as, no_sideways_scroll, press, tab_to

pytestmark = pytest.mark.journey

EMAIL = "kim@example.test"
PASSWORD = "우리동네도서관에서책읽기"
WORDS = re.compile(r"[A-Za-z]{4,}")
ADDRESS = re.compile(r"\S+@\S+\.test")
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def limits(live):
    """Nobody has tried anything yet."""
    cache.clear()


@pytest.fixture
def seen(axe):
    """Assert that the page of this heading is there, is accessible, fits its window and speaks Korean."""

    def check(page, heading):
        expect(page.get_by_role("heading", name=heading).first).to_be_visible()
        axe(page)
        no_sideways_scroll(page)
        text = ADDRESS.sub("", page.locator("body").inner_text())
        assert WORDS.findall(text) == [], page.url

    return check


def log_in(page, email=EMAIL, password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("이메일").fill(email)
    page.get_by_label("비밀번호").fill(password)
    page.locator("main").get_by_role("button", name="로그인", exact=True).click()


def log_out(page):
    page.get_by_role("banner").get_by_role("button", name="로그아웃").click()
    expect(page.get_by_text("로그아웃했습니다.")).to_be_visible()


def person_with_account():
    return factories.make_user(email=EMAIL, name="김시민")


def test_by_keyboard_on_a_telephone_from_nothing_to_a_second_factor(phone, seen, mailoutbox):
    def type_into(label, text):
        tab_to(phone, phone.get_by_label(label, exact=True))
        phone.keyboard.type(text)

    def tick(label):
        tab_to(phone, phone.get_by_label(label))
        phone.keyboard.press("Space")

    phone.goto("/accounts/login/?next=/me/")
    seen(phone, "로그인")
    press(phone, phone.locator("main").get_by_role("link", name="회원가입"))
    seen(phone, "회원가입")
    press(phone, phone.get_by_role("button", name="가입하기"))
    expect(phone.get_by_role("alert")).to_be_focused()
    seen(phone, "입력한 내용을 확인해 주세요")
    press(phone, phone.get_by_role("alert").get_by_role("link", name="이름"))
    expect(phone.get_by_label("이름 (필수)")).to_be_focused()
    phone.keyboard.insert_text("김시민")
    type_into("이메일 (필수)", EMAIL)
    type_into("비밀번호 (필수)", PASSWORD)
    type_into("비밀번호 다시 입력 (필수)", PASSWORD)
    press(phone, phone.locator("summary").filter(has_text="이용약관"))
    expect(phone.get_by_text("한 사람이 계정 하나를 쓰고")).to_be_visible()
    seen(phone, "회원이 지킬 것")
    tick("이용약관 동의, 만 14세 이상")
    tick("개인정보 수집·이용 동의")
    press(phone, phone.get_by_role("button", name="가입하기"))

    seen(phone, "이메일 확인")
    assert outbox.drain() == 1
    code = re.search(r"\b\d{6}\b", mailoutbox[0].body).group()
    type_into("인증번호 6자리 (필수)", code)
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("/me/$"))
    seen(phone, "내 계정")

    press(phone, phone.get_by_role("link", name="2단계 인증과 패스키"))
    seen(phone, "2단계 인증과 패스키")
    press(phone, phone.get_by_role("link", name="인증 앱 등록"))
    seen(phone, "본인 확인")
    type_into("비밀번호 (필수)", PASSWORD)
    phone.keyboard.press("Enter")
    seen(phone, "인증 앱 등록")
    press(phone, phone.locator("summary").filter(has_text="그림을 찍을 수 없을 때"))
    secret = phone.locator("code").inner_text()
    type_into("인증 앱에 보이는 6자리 번호 (필수)", app_code(secret))
    phone.keyboard.press("Enter")
    seen(phone, "복구 번호")
    assert phone.locator(".codes li").count() == 10

    press(phone, phone.get_by_role("banner").get_by_role("button", name="로그아웃"))
    expect(phone.get_by_text("로그아웃했습니다.")).to_be_visible()
    phone.goto("/accounts/login/")
    type_into("이메일 (필수)", EMAIL.upper())
    type_into("비밀번호 (필수)", PASSWORD)
    phone.keyboard.press("Enter")
    seen(phone, "2단계 인증")
    type_into("인증번호 (필수)", app_code(secret, 1))
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("/desk/$"))


def test_a_passkey_is_registered_used_renamed_and_removed(person, seen):
    page = person()
    bus = page.context.new_cdp_session(page)
    bus.send("WebAuthn.enable")
    key = bus.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    person_with_account()
    log_in(page, password=factories.PASSWORD)
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="패스키 등록").click()
    page.get_by_label("비밀번호").fill(factories.PASSWORD)
    page.get_by_role("button", name="확인").click()
    seen(page, "패스키 등록")
    page.get_by_label("패스키 이름").fill("내 휴대전화")
    # Enter asks the device, as the button does.
    page.get_by_label("패스키 이름").press("Enter")
    expect(page.get_by_role("heading", name="복구 번호")).to_be_visible()

    log_out(page)
    page.goto("/accounts/login/?next=/me/")
    page.get_by_role("button", name="패스키로 로그인").click()
    expect(page).to_have_url(re.compile("/me/$"))

    log_out(page)
    log_in(page, password=factories.PASSWORD)
    seen(page, "2단계 인증")
    page.get_by_role("button", name="패스키로 확인").click()
    expect(page).to_have_url(re.compile("/desk/$"))

    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("row", name="내 휴대전화")).to_contain_text("비밀번호 없이 로그인")
    seen(page, "패스키 관리")
    page.get_by_role("link", name="이름 바꾸기").click()
    expect(page.get_by_role("heading", name="본인 확인")).to_be_visible()
    page.get_by_role("link", name="패스키로 확인").click()
    seen(page, "본인 확인")
    page.get_by_role("button", name="패스키로 확인").click()
    page.get_by_label("패스키 이름").fill("새 휴대전화")
    page.get_by_role("button", name="저장").click()
    page.get_by_role("link", name="삭제").click()
    seen(page, "패스키를 삭제할까요?")
    page.get_by_role("button", name="삭제").click()
    expect(page.get_by_text("등록한 패스키가 없습니다.")).to_be_visible()
    seen(page, "패스키 관리")

    log_out(page)
    bus.send("WebAuthn.clearCredentials", {"authenticatorId": key})
    page.goto("/accounts/login/")
    bus.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.get_by_role("button", name="패스키로 로그인").click()
    expect(page.get_by_text("확인이 취소되었거나 시간이 지났습니다.")).to_be_visible(timeout=90_000)


def test_the_password_by_mail_and_the_address_by_code(page, seen):
    person_with_account()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="비밀번호를 잊으셨나요?").click()
    seen(page, "비밀번호 찾기")
    page.get_by_label("이메일").fill(EMAIL)
    page.get_by_role("button", name="메일 받기").click()
    seen(page, "메일을 확인해 주세요")
    link = re.search(r"(/accounts/password/reset/key/\S+)", last_letter(EMAIL).body).group(1)
    page.goto(link)
    seen(page, "새 비밀번호 정하기")
    page.get_by_label("새 비밀번호 (필수)", exact=True).fill("짧다")
    page.get_by_label("새 비밀번호 다시 입력").fill("짧다")
    page.get_by_role("button", name="비밀번호 바꾸기").click()
    expect(page.get_by_role("alert")).to_contain_text("12자 이상으로 정해 주세요.")
    seen(page, "입력한 내용을 확인해 주세요")
    page.get_by_label("새 비밀번호 (필수)", exact=True).fill(PASSWORD)
    page.get_by_label("새 비밀번호 다시 입력").fill(PASSWORD)
    page.get_by_role("button", name="비밀번호 바꾸기").click()
    seen(page, "비밀번호를 바꿨습니다")
    page.goto(link)
    seen(page, "쓸 수 없는 주소입니다")

    log_in(page)
    page.goto("/me/")
    page.get_by_role("link", name="이메일 바꾸기").click()
    page.get_by_label("새 이메일").fill("new@example.test")
    page.get_by_role("button", name="인증번호 받기").click()
    page.get_by_label("비밀번호").fill(PASSWORD)
    page.get_by_role("button", name="확인").click()
    seen(page, "이메일 확인")
    page.get_by_label("인증번호 6자리").fill(mailed_code("new@example.test"))
    page.get_by_role("button", name="확인", exact=True).click()
    expect(page.get_by_role("definition").filter(has_text="new@example.test")).to_be_visible()
    page.get_by_role("link", name="비밀번호 바꾸기").click()
    seen(page, "비밀번호 바꾸기")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/accounts/inactive/", "쓸 수 없는 계정입니다"),
        ("/accounts/logout/", "로그아웃할까요?"),
        ("/accounts/email/", "이메일 바꾸기"),
        ("/accounts/password/change/", "비밀번호 바꾸기"),
        ("/accounts/2fa/recovery-codes/generate/", "본인 확인"),
        ("/me/agreement/2026-11/", "이용약관과 개인정보 수집·이용 안내"),
    ],
)
def test_quiet_pages(person, seen, path, heading):
    page = person(person_with_account(), width=360)
    page.goto(path)
    seen(page, heading)


def test_guessing_is_answered_in_korean(page, seen, settings):
    for _ in range(6):
        log_in(page, password="wrong-password-1")
    expect(page.get_by_role("alert")).to_contain_text("여러 번 맞지 않아 잠시 막았습니다.")
    seen(page, "로그인")
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    log_in(page, password="wrong-password-1")
    log_in(page, password="wrong-password-1")
    seen(page, "잠시 뒤 다시 시도해 주세요")


class TestSession:
    @pytest.fixture
    def official(self, live):
        factories.make_channel()
        return factories.make_official("officer", department=factories.make_department(), name="김담당")

    @pytest.fixture
    def page(self, person):
        """Somebody whose browser need not wait for the end of a session."""
        return person(own_clock=True)

    def test_the_end_is_announced_and_put_off_in_every_window(self, page, official, seen, settings):
        settings.PORTAL_SESSION_SECONDS = 600
        log_in_as(page, official)
        other = page.context.new_page()
        other.goto("/me/")
        page.goto("/me/")
        expect(page.get_by_role("timer")).to_contain_text("9분")
        dialog = page.get_by_role("dialog", name="곧 자동으로 로그아웃됩니다")
        expect(dialog).to_be_hidden()
        page.clock.fast_forward("08:10")
        expect(dialog).to_be_visible()
        seen(page, "곧 자동으로 로그아웃됩니다")
        expect(other.get_by_role("dialog")).to_be_visible()
        settings.PORTAL_SESSION_SECONDS = 1200
        page.keyboard.press("Tab")
        dialog.get_by_role("button", name="연장").press("Enter")
        expect(dialog).to_be_hidden()
        expect(other.get_by_role("dialog")).to_be_hidden()
        expect(page.get_by_role("timer")).to_contain_text("11분")

    def test_words_that_came_too_late_are_sent_on_after_the_login(self, page, official, seen, settings):
        settings.PORTAL_SESSION_SECONDS = 600
        log_in_as(page, official)
        page.goto("/projects/new/")
        page.clock.fast_forward("08:10")
        warning = page.get_by_role("dialog", name="곧 자동으로 로그아웃됩니다")
        warning.get_by_role("button", name="닫기").click()
        page.get_by_label("사업명").fill("따릉이 앱 화면 개편")
        page.clock.fast_forward("02:00")
        settings.PORTAL_SESSION_SECONDS = 0
        over = page.get_by_role("dialog", name="자동으로 로그아웃되었습니다")
        expect(over).to_contain_text("작성 중인 내용이 있으면 그대로 제출해 주세요.")
        seen(page, "자동으로 로그아웃되었습니다")
        over.get_by_role("button", name="닫기").click()
        page.get_by_role("button", name="초안 저장").click()
        expect(page.get_by_text("시간이 지나 자동으로 로그아웃되었습니다.")).to_be_visible()
        expect(page.get_by_text("작성하신 내용은 보관해 두었습니다.")).to_be_visible()
        seen(page, "로그인")
        settings.PORTAL_SESSION_SECONDS = 600
        page.get_by_label("이메일").fill(official.email)
        page.get_by_label("비밀번호").fill(factories.PASSWORD)
        page.locator("main").get_by_role("button", name="로그인", exact=True).click()
        expect(page.get_by_text("따릉이 앱 화면 개편")).to_be_visible()
        seen(page, "보내지 못한 내용")
        page.get_by_role("button", name="이어서 제출").click()
        expect(page.get_by_role("heading", name="따릉이 앱 화면 개편")).to_be_visible()

    def test_words_written_before_another_login_can_be_copied(self, page, official, seen):
        log_in_as(page, official)
        page.goto("/projects/new/")
        page.get_by_label("사업명").fill("따릉이 앱 화면 개편")
        other = page.context.new_page()
        other.goto("/me/")
        log_out(other)
        log_in_as(other, official)
        page.get_by_role("button", name="초안 저장").click()
        expect(page.locator("blockquote").filter(has_text="따릉이 앱 화면 개편")).to_be_visible()
        seen(page, "이 일을 할 권한이 없습니다")


class TestAdmin:
    """Django's own pages under the strict policy; the browser reports every violation to the console."""

    @pytest.fixture
    def desk(self, person, live):
        page = person()
        administrator = factories.make_administrator(name="임하늘")
        log_in(page, administrator.email, factories.PASSWORD)
        expect(page).to_have_url(re.compile("/desk/$"))
        page.goto("/me/")
        page.get_by_role("link", name="관리자 화면").click()
        expect(page).to_have_url(re.compile("/admin/$"))
        return page

    def test_a_role_is_given_looked_up_and_ended(self, desk, axe):
        department = factories.make_department("디지털정책과")
        citizen = person_with_account()
        desk.goto("/admin/accounts/user/")
        desk.get_by_role("link", name=EMAIL).click()
        desk.get_by_role("link", name="역할 부여").click()
        desk.get_by_label("역할", exact=False).first.select_option("officer")
        desk.get_by_role("button", name="저장", exact=True).click()
        expect(desk.get_by_text("사업담당자와 부서장은 부서를 정해 주세요.")).to_be_visible()
        axe(desk)
        box = desk.get_by_role("combobox", name="부서", exact=True)
        box.press("Enter")
        axe(desk)
        desk.get_by_role("searchbox", name="부서 찾기").press_sequentially("디지털")
        expect(desk.get_by_role("option", name="디지털정책과")).to_be_visible()
        desk.keyboard.press("Enter")
        expect(desk.get_by_role("combobox", name="부서: 디지털정책과")).to_be_focused()
        desk.get_by_role("button", name="저장", exact=True).click()
        assert User.objects.get(pk=citizen.pk).departments_as("officer") == {department.pk}
        desk.get_by_role("link", name="김시민").first.click()
        desk.get_by_role("link", name="오늘").click()
        desk.locator("#calendarlink0").click()
        desk.locator(".calendarbox .calendarnav-next").click()
        desk.locator(".calendarbox td a", has_text="15").click()
        desk.get_by_role("link", name="현재").click()
        desk.get_by_role("button", name="저장", exact=True).click()
        assert citizen.role_grants.get().ended_at is not None
        desk.goto(f"/admin/accounts/rolegrant/{citizen.role_grants.get().pk}/history/")
        expect(desk.get_by_role("cell", name="종료일시")).to_be_visible()

    def test_every_page_of_the_admin_keeps_the_policy(self, desk):
        factories.make_official("head", department=factories.make_department(), name="박부서장")
        desk.wait_for_load_state()
        links = desk.locator("#content-main a").evaluate_all(
            "all => [...new Set(all.map(link => link.href))]"
        )
        assert len(links) > 15
        for number, link in enumerate(links):
            desk.goto(link)
            # The head of a list is the same for all: each third is sorted as well.
            for first in desk.locator("#result_list th .text a").all()[: number % 3 == 0]:
                first.click()
        assert desk.problems == []
