from datetime import timedelta

import pytest
from django.utils import timezone

from panels.enums import TextKind
from panels.models import SignedText
from panels.texts import ERASES_FROM, IN_FORCE_FROM, load_texts

pytestmark = pytest.mark.django_db


def test_loading_twice_has_one_effect():
    assert load_texts() == 11
    assert load_texts() == 0
    assert {text.kind for text in SignedText.objects.all()} == set(TextKind)


def test_a_later_version_stays_the_current_one():
    SignedText.objects.create(kind="pledge", version="v2", body="새 서약")
    load_texts()
    assert SignedText.objects.current(timezone.now())["pledge"].version == "v2"


def test_edited_first_version_is_kept():
    load_texts()
    SignedText.objects.filter(kind="pledge").update(body="고친 서약")
    load_texts()
    assert SignedText.objects.get(kind="pledge").body == "고친 서약"


@pytest.mark.parametrize("word", ["목적", "항목", "보유·이용 기간", "3년", "거부할 권리와 불이익"])
def test_consent_says_what_the_law_asks(word):
    load_texts()
    assert word in SignedText.objects.current(timezone.now())["consent"].body


def test_texts_promise_no_more_than_somebody_does():
    load_texts()
    current = SignedText.objects.current(timezone.now())
    for text in (current["consent"].body, current["apply"].body):
        assert "지체 없이" not in text
        assert "포털이 저절로 지우고 파기 기록을 남깁니다" in text


def test_who_signs_now_reads_that_the_portal_shows_names():
    load_texts()
    name = SignedText.objects.current(timezone.now())["consent_name"]
    assert name.version == "v2"
    assert "사업 공개 화면에 ‘위촉 단원’으로 이름과 역할을 싣습니다." in name.body
    assert "언제든지 철회할 수 있고" in name.body


def test_what_was_agreed_to_before_is_still_read():
    load_texts()
    before = SignedText.objects.current(ERASES_FROM - timedelta(seconds=1))
    assert {before[kind].version for kind in ("consent", "apply")} == {"v1"}
    assert "포털이 저절로 지우지는 않으며" in before["apply"].body
    assert {SignedText.objects.current(ERASES_FROM)[kind].version for kind in ("consent", "apply")} == {"v2"}


def test_a_child_is_not_sent_away_by_the_text_in_force():
    load_texts()
    texts = SignedText.objects.filter(kind="consent").order_by("effective_from")
    assert [text.version for text in texts] == ["v1", "v2", "v3"]
    assert ["만 14세 이상만 동의할 수 있습니다." in text.body for text in texts] == [True, True, False]
    assert (
        "만 14세 미만은 법정대리인이 함께 동의해야 합니다." in texts.current(timezone.now())["consent"].body
    )


def test_an_installation_of_the_second_version_gets_the_third():
    load_texts()
    SignedText.objects.filter(kind="consent", version="v3").delete()
    assert load_texts() == 1


def test_a_text_of_ones_own_is_not_followed_by_ours():
    SignedText.objects.create(
        kind="apply", version="서울 2판", body="우리 동의문", effective_from=IN_FORCE_FROM
    )
    assert load_texts() == 10
    assert {text.version for text in SignedText.objects.filter(kind="apply")} == {"v1", "서울 2판"}


@pytest.mark.parametrize("url", ["/privacy/", "/me/agreement/2026-11/"])
def test_the_pages_agree_with_each_other(client, url):
    page = client.get(url).content.decode()
    assert "2년" not in page
    for words in ("접속 일시와 접속 주소", "처리 기록과 제출한 의견", "탈퇴", "운영하는 부서"):
        assert words in page
