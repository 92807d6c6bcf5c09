"""Walk step of the public: a round is opened, a visitor signs up and speaks, every word is answered and published."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from seoul_gov.notifications import outbox
from tests import factories
from tests.accounts.codes import mailed_code
from tests.journeys.steps import follow, no_sideways_scroll, press, tab_to, take, tick, write
from workflows.opinions.models import Opinion, OpinionRound

pytestmark = pytest.mark.journey

EMAIL = "kim@example.test"
PASSWORD = "우리동네도서관에서책읽기"
WORDS = "글씨가 작아 어머니가 읽기 어려워하십니다."


@pytest.fixture
def official(live):
    cache.clear()
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def duty(official):
    project = factories.make_confirmed_project(
        officer=official, governance_type="consultation", title="따릉이 앱 개편"
    )
    return factories.make_duty(project, kind="opinion", stage_key="planning")


def seen(page, axe):
    axe(page)
    no_sideways_scroll(page)


def type_into(page, label, text):
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def test_from_the_call_to_the_published_answer(person, phone, official, duty, axe):
    desk = person(official, width=360, height=740)
    open_a_round(desk, duty, axe)
    find_the_round(phone, axe)
    sign_up(phone, axe)
    speak(phone, axe)
    answer_and_close(desk, axe)
    read_the_outcome(phone, axe)


def open_a_round(desk, duty, axe):
    desk.goto(duty.get_absolute_url())
    follow(desk, desk.get_by_role("link", name="의견수렴 열기").first)
    seen(desk, axe)
    write(desk, desk.get_by_label("주제"), "첫 화면 시안")
    press(desk, desk.get_by_role("button", name="의견수렴 열기"))
    expect(desk.get_by_role("alert")).to_contain_text("안내")
    expect(desk.get_by_label("주제")).to_have_value("첫 화면 시안")
    axe(desk)
    write(desk, desk.get_by_label("안내"), "## 시안\n\n무엇이 **불편한가요?**")
    desk.locator("input[type=file]").set_input_files(
        [{"name": f"{name}.pdf", "mimeType": "", "buffer": factories.PDF} for name in ("가안", "나안")]
    )
    press(desk, desk.get_by_role("button", name="의견수렴 열기"))
    expect(desk.get_by_text("의견수렴을 열었습니다.")).to_be_visible()
    expect(desk.get_by_role("link", name="나안.pdf", exact=True)).to_be_visible()
    expect(desk.get_by_text("시 직원은 의견을 낼 수 없습니다.")).to_be_visible()
    seen(desk, axe)


def find_the_round(phone, axe):
    """As a visitor, without a mouse."""
    phone.goto("/opinions/")
    seen(phone, axe)
    press(phone, phone.get_by_role("link", name="첫 화면 시안"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("첫 화면 시안 의견수렴")
    seen(phone, axe)
    press(phone, phone.get_by_role("link", name="바로보기 가안.pdf"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("가안.pdf")
    seen(phone, axe)
    press(phone, phone.get_by_role("link", name="의견수렴으로 돌아가기"))
    press(phone, phone.get_by_role("link", name="회원가입하고 의견 쓰기"))


def sign_up(phone, axe):
    type_into(phone, "이름 (필수)", "김시민")
    type_into(phone, "이메일 (필수)", EMAIL)
    type_into(phone, "비밀번호 (필수)", PASSWORD)
    type_into(phone, "비밀번호 다시 입력 (필수)", PASSWORD)
    for label in ("이용약관 동의, 만 14세 이상", "개인정보 수집·이용 동의"):
        tab_to(phone, phone.get_by_label(label))
        phone.keyboard.press("Space")
    press(phone, phone.get_by_role("button", name="가입하기"))
    expect(phone.get_by_role("heading", name="이메일 확인")).to_be_visible()
    type_into(phone, "인증번호 6자리 (필수)", mailed_code(EMAIL))
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("의견 쓰기")
    seen(phone, axe)


def speak(phone, axe):
    """What may not stand there comes back with every word; what was said is not said twice."""
    type_into(phone, "의견 (필수)", f"{WORDS} 010-1234-5678")
    press(phone, phone.get_by_role("button", name="의견 내기"))
    expect(phone.get_by_role("alert")).to_contain_text("휴대전화번호")
    expect(phone.get_by_label("의견 (필수)", exact=True)).to_have_value(f"{WORDS} 010-1234-5678")
    seen(phone, axe)
    tab_to(phone, phone.get_by_label("의견 (필수)", exact=True))
    phone.keyboard.press("Control+A")
    phone.keyboard.insert_text(WORDS)
    press(phone, phone.get_by_role("button", name="의견 내기"))
    expect(phone.get_by_text("의견을 접수했습니다.")).to_be_visible()
    expect(phone.get_by_role("heading", name="내가 낸 의견 1건")).to_be_visible()
    seen(phone, axe)
    say_again(phone, WORDS.replace(" ", ""))
    expect(phone.get_by_role("alert")).to_contain_text("같은 내용의 의견을 이미 내셨습니다.")
    axe(phone)
    say_again(phone, "철회할 말입니다.")
    expect(phone.get_by_role("heading", name="내가 낸 의견 2건")).to_be_visible()
    press(phone, phone.get_by_role("button", name="철회하기").last)
    axe(phone)
    press(phone, phone.get_by_role("dialog").get_by_role("button").last)
    expect(phone.get_by_text("의견을 철회했습니다.")).to_be_visible()
    assert Opinion.objects.standing().get().body == WORDS


def say_again(phone, words):
    phone.goto(f"{OpinionRound.objects.get().get_absolute_url()}give/")
    type_into(phone, "의견 (필수)", words)
    press(phone, phone.get_by_role("button", name="의견 내기"))


def answer_and_close(desk, axe):
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name=re.compile("의견에 답하기: 첫 화면 시안")).first)
    expect(desk.get_by_text("김시민")).to_have_count(0)
    seen(desk, axe)
    take(desk, desk.get_by_label("일부채택"))
    write(desk, desk.get_by_label("사유"), "큰 글씨 화면을 따로 만듭니다.")
    press(desk, desk.get_by_role("button", name="처리 저장"))
    expect(desk.get_by_text("처리를 저장했습니다.")).to_be_visible()
    axe(desk)
    follow(desk, desk.get_by_role("link", name="의견수렴 마감하기"))
    seen(desk, axe)
    write(desk, desk.get_by_label("마감 의견"), "모든 의견에 답했습니다.")
    press(desk, desk.get_by_role("button", name="의견수렴 마감"))
    expect(desk.get_by_role("alert")).to_contain_text("확인란에 표시해 주세요.")
    expect(desk.get_by_label("마감 의견")).to_have_value("모든 의견에 답했습니다.")
    axe(desk)
    tick(desk, desk.get_by_label("마감일이 지나지 않았지만 지금 마감합니다."))
    press(desk, desk.get_by_role("button", name="의견수렴 마감"))
    expect(desk.get_by_text("의견수렴을 마감하고")).to_be_visible()
    seen(desk, axe)


def read_the_outcome(phone, axe):
    """By mail, and on the page that everybody reads."""
    outbox.drain()
    letters = [letter for letter in mail.outbox if letter.to == [EMAIL] and "마감했습니다" in letter.subject]
    assert f"1. {WORDS}\n   처리: 일부채택\n   사유: 큰 글씨 화면을 따로 만듭니다." in letters[-1].body
    assert "철회할 말" not in letters[-1].body
    phone.goto(re.search(r"바로 가기: https?://[^/]+(\S+)", letters[-1].body).group(1))
    expect(phone.get_by_text("100.0%")).to_be_visible()
    expect(phone.get_by_text("큰 글씨 화면을 따로 만듭니다.").first).to_be_visible()
    seen(phone, axe)
