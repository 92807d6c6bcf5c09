import pytest

from seoul_gov.documents import refusals


@pytest.mark.parametrize("code", sorted(refusals.SENTENCES))
def test_a_refusal_is_one_plain_korean_sentence(code):
    sentence = refusals.SENTENCES[code]
    assert sentence.endswith(("주세요.", "없습니다.", "있습니다."))
    assert sentence.count(".") == 1


def test_limits_follow_the_settings(settings):
    settings.PORTAL_UPLOAD_MAX_BYTES = 3 * 1024 * 1024
    assert refusals.too_large().messages == ["파일 하나의 크기는 3MB까지이니 줄이거나 나누어 올려 주세요."]
    assert refusals.max_request_bytes() == 12 * 1024 * 1024
    settings.PORTAL_UPLOAD_MAX_REQUEST_BYTES = 1024 * 1024 * 5 // 2
    assert refusals.too_much().messages == [
        "한 번에 올릴 수 있는 크기는 모두 합해 2.5MB까지이니 나누어 올려 주세요."
    ]


def test_without_the_setting_a_file_may_have_50_mb(settings):
    del settings.PORTAL_UPLOAD_MAX_BYTES
    assert refusals.limit_label(refusals.max_bytes()) == "50MB"
