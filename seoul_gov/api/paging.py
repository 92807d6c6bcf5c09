"""Pages without numbers: a cursor says after which row the next one begins, so that no page costs more than the first.

A cursor is the row's key as eleven letters. It opens nothing: whoever makes one up reads the same list from elsewhere.
"""

import base64
from urllib.parse import urlencode

from django.conf import settings
from ninja import Field, Schema

CURSOR = "^[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]$"


class Slice(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(20, ge=1, le=100, description="한 번에 받을 개수")
    cursor: str = Field(
        None,
        pattern=CURSOR,
        description="앞 응답의 next에 적힌 값. 없으면 처음부터",
        examples=["AAAAAAAAAGQ"],
    )


def cursor_of(key: int) -> str:
    return base64.urlsafe_b64encode(key.to_bytes(8)).decode().rstrip("=")


def key_of(cursor: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(f"{cursor}="))


def cut(request, rows, part: Slice) -> dict:
    """The rows of that part, newest first, and the address of the next part (None at the end)."""
    rows = rows.order_by("-pk")
    if part.cursor:
        rows = rows.filter(pk__lt=key_of(part.cursor))
    found = list(rows[: part.limit + 1])
    items, more = found[: part.limit], len(found) > part.limit
    return {"items": items, "next": next_of(request, items[-1].pk) if more else None}


def next_of(request, key: int) -> str:
    """The same question, from the next row on."""
    asked = {name: request.GET[name] for name in sorted(request.GET) if name != "cursor"}
    query = urlencode(asked | {"cursor": cursor_of(key)}, errors="replace")
    return f"{settings.PORTAL_BASE_URL}{request.path}?{query}"
