import pytest

from workflows.opinions.digest import digest_of


@pytest.mark.parametrize(
    "same", ["글자를 키워 주세요", "글자를키워주세요", " 글자를\n키워\t주세요 ", "글자를\u200b 키워 주세요"]
)
def test_blanks_and_what_nobody_sees_make_no_other_words(same):
    assert digest_of(same) == digest_of("글자를 키워 주세요")


def test_one_form_of_each_character():
    assert digest_of("ＡＢＣ １２") == digest_of("ABC 12")
    assert digest_of("\u1100\u1161") == digest_of("가")


def test_other_words_are_other_words():
    assert digest_of("글자를 키워 주세요.") != digest_of("글자를 줄여 주세요.")
