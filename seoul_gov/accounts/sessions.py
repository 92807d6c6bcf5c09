"""How long a session lasts: PORTAL_SESSION_SECONDS without a request, and SESSION_COOKIE_AGE in any case.

A session knows when it ``began`` and when somebody was last ``seen``, in epoch seconds; the one after it knows whose
session ``ended``, until the next login.
"""

import time

from django.conf import settings

SEEN, BEGAN = "seen", "began"
ENDED = "ended"
SEEN_EVERY_SECONDS = 60


def is_signed_in(session) -> bool:
    return bool(session.get("_auth_user_id"))


def note(session, *, at_once: bool = False) -> None:
    """Somebody is there. Written at most once a minute, unless ``at_once``."""
    now = int(time.time())
    session.setdefault(BEGAN, now)
    if ENDED in session:
        del session[ENDED]
    if at_once or now - session.get(SEEN, 0) >= SEEN_EVERY_SECONDS:
        session[SEEN] = now


def ends(session) -> int:
    """When the session ends if nothing happens, in epoch seconds."""
    idle = session.get(SEEN, 0) + settings.PORTAL_SESSION_SECONDS
    return min(idle, session.get(BEGAN, 0) + settings.SESSION_COOKIE_AGE)


def is_over(session) -> bool:
    """Whether the time is up; never for a session in which nothing was noted yet."""
    return BEGAN in session and time.time() >= ends(session)
