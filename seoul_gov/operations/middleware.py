"""A number for each request, and one line of the log about it."""

import logging
import re
import uuid
from time import perf_counter

from .logs import request_id, shown_path

logger = logging.getLogger("portal.request")

SANE = re.compile(r"[A-Za-z0-9_-]{8,64}")
HEADER = "X-Request-ID"
# Asked for by machines every few seconds, or by every page: told only when something is wrong with them.
QUIET = ("/static/", "/health/", "/metrics")


class RequestLog:
    """Stands first, so that it sees every answer. The number of a proxy before us is taken over where it is sane.

    The line has method, path without query, status, milliseconds and the user's id; never a name or an address.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        claimed = request.headers.get(HEADER, "")
        request.number = claimed if SANE.fullmatch(claimed) else uuid.uuid4().hex
        token, started = request_id.set(request.number), perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = request.number
            tell(request, response.status_code, round((perf_counter() - started) * 1000, 1))
        finally:
            request_id.reset(token)
        return response


def tell(request, status: int, milliseconds: float) -> None:
    facts = {
        "method": request.method,
        "path": shown_path(request),
        "status": status,
        "ms": milliseconds,
        "user": user_id(request),
    }
    level = logging.WARNING if status >= 500 else logging.INFO
    if status < 400 and request.path.startswith(QUIET):
        level = logging.DEBUG
    sentence = "%(method)s %(path)s %(status)s %(ms)s ms user=%(user)s"
    logger.log(level, sentence, facts, extra={"facts": facts})


def user_id(request) -> int | None:
    """Who is signed in, as far as the answer had to know; nothing is read for the log, the database may be away."""
    known = getattr(getattr(request, "session", None), "_session_cache", None) or {}
    pk = str(known.get("_auth_user_id", ""))
    return int(pk) if pk.isdigit() else None
