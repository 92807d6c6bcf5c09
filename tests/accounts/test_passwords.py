import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from seoul_gov.accounts.models import User


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "우리동네도서관에서책읽기",
        "portal-test-login-1",
        "서울에서 부산까지 걸어서 열흘",
    ],
)
def test_long_and_ones_own_is_enough(password):
    validate_password(password, User(email="kim@example.test", name="김시민"))


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short-one-1", "12자 이상"),
        ("password12345678", "누구나 떠올릴 말"),
        ("qwertyuiop123", "널리 쓰이는"),
        ("seoul-governance-1", "누구나 떠올릴 말"),
        ("서울 정보화 거버넌스 포털!", "누구나 떠올릴 말"),
        ("KimMinsuLibrary1", "비슷한 비밀번호"),
    ],
)
def test_what_others_guess_is_refused(password, sentence):
    with pytest.raises(ValidationError, match=sentence):
        validate_password(password, User(email="kimminsulibrary@example.test", name="김시민"))


def test_the_rules_are_told_in_korean():
    assert len([text for text in password_validators_help_texts() if text.endswith(("니다.", "세요."))]) == 4
