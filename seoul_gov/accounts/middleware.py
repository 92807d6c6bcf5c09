import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

SEEN_EVERY_SECONDS = 60
STRONG = "strong_login"


class Visitor(AnonymousUser):
    """Somebody who has not signed in; answers the same questions as a user."""

    grants = ()
    is_official = False
    role_labels = ()

    def has_role(self, *roles):
        return False

    def departments_as(self, *roles):
        return frozenset()


def known(user):
    return user if user.is_authenticated else Visitor()


class IdleSession:
    """Ends a session after a time without requests; activity is noted at most once a minute."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.user = SimpleLazyObject(lambda: known(user))
        if request.session.get("_auth_user_id"):
            self.note(request)
        return self.get_response(request)

    @staticmethod
    def note(request):
        now = int(time.time())
        if now - request.session.get("seen", 0) >= SEEN_EVERY_SECONDS:
            request.session["seen"] = now
        request.session_ends = request.session["seen"] + settings.SESSION_COOKIE_AGE


class StrongLogin:
    """City staff must hold a second factor where PORTAL_STRONG_LOGIN asks for it.

    Whoever has one cannot get a session without it (allauth); whoever has none may only set one up.
    """

    open_paths = ("/accounts/", "/static/", "/health/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.PORTAL_STRONG_LOGIN and not self.is_strong(request):
            messages.warning(
                request, "시 직원 계정은 2단계 인증을 등록해야 쓸 수 있습니다. 먼저 등록해 주세요."
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def is_strong(self, request) -> bool:
        if request.path.startswith(self.open_paths) or not request.session.get("_auth_user_id"):
            return True
        if request.session.get(STRONG):
            return True
        user = request.user
        if not (user.is_official or user.is_staff):
            return True
        request.session[STRONG] = is_mfa_enabled(user)
        return request.session[STRONG]
