import pytest
from django.core.exceptions import ValidationError

from workflows.runs.models import DutyRun
from workflows.runs.wording import words


def test_words_are_kept_without_their_margins():
    assert words(DutyRun, "title", "  요구사항 논의 ", "과제명을 적어 주세요.") == "요구사항 논의"
    assert words(DutyRun, "title", "  ") == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "과제명을 적어 주세요."),
        (" \u200b\u2060\n", "과제명을 적어 주세요."),
        ("\u3164\uffa0\u2800", "과제명을 적어 주세요."),
        ("가" * 101, "‘과제명’에는 100자까지 쓸 수 있습니다(지금 101자)."),
    ],
)
def test_what_is_missing_or_too_long_is_refused(text, sentence):
    with pytest.raises(ValidationError) as refusal:
        words(DutyRun, "title", text, "과제명을 적어 주세요.")
    assert refusal.value.messages == [sentence]
