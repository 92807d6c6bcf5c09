import base64

from allauth.mfa.adapter import get_adapter

from seoul_gov.accounts import sealing


def test_what_was_sealed_can_be_read_again(settings):
    sealed = sealing.seal("비밀")
    assert "비밀" not in sealed
    assert sealing.unseal(sealed) == "비밀"


def test_an_old_key_still_opens(settings):
    sealed = sealing.seal("비밀")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert sealing.unseal(sealed) == "비밀"


def test_without_its_key_a_secret_is_one_that_nobody_knows(settings):
    sealed = sealing.seal("비밀")
    settings.SECRET_KEY = "another key"
    assert sealing.unseal(sealed) == ""
    adapter = get_adapter()
    first, second = adapter.decrypt(sealed), adapter.decrypt(sealed)
    assert first != second
    assert len(base64.b32decode(first)) == 20
