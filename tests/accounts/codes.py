"""What an authenticator app and a mailbox would show."""

import base64
import hashlib
import hmac
import re
import struct
import time

from seoul_gov.notifications.models import Notice


def app_code(secret: str, steps: int = 0) -> str:
    """The six digits of an authenticator app (RFC 6238), now or some half minutes from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def last_letter(email: str) -> Notice:
    """The last letter to the address, still in the outbox."""
    return Notice.objects.filter(email=email, scope="letter").latest("pk")


def mailed_code(email: str) -> str:
    """The code in the last letter to the address."""
    return re.search(r"\b\d{6}\b", last_letter(email).body).group()
