"""Encrypts what must be read again, such as the secret of an authenticator app, with a key outside the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"accounts.sealing:"


def keys() -> MultiFernet:
    """The key of SECRET_KEY first, then those of SECRET_KEY_FALLBACKS, which only open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(PURPOSE + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(text: str) -> str:
    return keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text; empty when it was sealed with a key that is gone."""
    try:
        return keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""
