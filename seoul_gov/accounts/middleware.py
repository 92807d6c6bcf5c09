from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from seoul_gov.ui.views import page_before

from . import sessions, unsent

ENDED = "시간이 지나 자동으로 로그아웃되었습니다. 다시 로그인해 주세요."
KEPT = "작성하신 내용은 보관해 두었습니다. 로그인하면 이어서 보낼 수 있습니다."
FACTOR_NEEDED = "시 직원 계정은 2단계 인증을 등록해야 쓸 수 있습니다. 먼저 등록해 주세요."


class Visitor(AnonymousUser):
    """Somebody who has not signed in; answers the same questions as a user."""

    grants = ()
    is_official = False
    is_administrator = False
    role_labels = ()

    def has_role(self, *roles):
        return False

    def departments_as(self, *roles):
        return frozenset()


def known(user):
    return user if user.is_authenticated else Visitor()


class IdleSession:
    """Ends a session when its time is up, says so, and keeps what was typed in a form that came too late."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if sessions.is_over(request.session):
            self.end(request)
        user = request.user
        request.user = SimpleLazyObject(lambda: known(user))
        if sessions.is_signed_in(request.session):
            sessions.note(request.session)
            request.session_ends = sessions.ends(request.session)
        whose = request.session.get(sessions.ENDED)
        response = self.get_response(request)
        return late(request, response, whose) if whose else response

    @staticmethod
    def end(request) -> None:
        """Log out and remember whose session it was."""
        user_pk = request.session["_auth_user_id"]
        logout(request)
        request.session[sessions.ENDED] = user_pk
        messages.warning(request, ENDED)


def late(request, response, user_pk):
    """The answer to who may still believe to be signed in.

    A form that was turned away to the login is kept for after it. Where there is nothing to keep, the way leads back
    to the page with the button, because the button's own address answers no GET.
    """
    if (
        request.method != "POST"
        or not is_turned_away(response)
        or request.path.startswith(StrongLogin.open_paths)
    ):
        return response
    if request.headers.get("X-Requested-With"):
        return HttpResponse(ENDED, status=401, content_type="text/plain; charset=utf-8")
    if unsent.keep(request, user_pk):
        messages.info(request, KEPT)
        return redirect_to_login(reverse("accounts:unsent"))
    return redirect_to_login(page_before(request))


def is_turned_away(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL))


class StrongLogin:
    """City staff must hold a second factor where PORTAL_STRONG_LOGIN asks for it.

    Whoever has one cannot get a session without it (allauth); whoever has none may only set one up.
    """

    open_paths = ("/accounts/", "/me/extend/", "/ui/", "/static/", "/health/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.PORTAL_STRONG_LOGIN and not self.is_strong(request):
            messages.warning(request, FACTOR_NEEDED)
            return redirect("mfa_index")
        return self.get_response(request)

    @staticmethod
    def is_strong(request) -> bool:
        if request.path.startswith(StrongLogin.open_paths) or not sessions.is_signed_in(request.session):
            return True
        return not request.user.is_official or is_mfa_enabled(request.user)
