from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from seoul_gov.ui.views import page_before

from . import sessions, unsent

ENDED = "시간이 지나 자동으로 로그아웃되었습니다. 다시 로그인해 주세요."
SIGNED_OUT = "로그아웃된 상태에서 보내서 저장되지 않았습니다."
COPY = f"{SIGNED_OUT} 아래에 있는 작성하신 내용을 복사해 두고, 로그인한 뒤 다시 보내 주세요."
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
    """Ends a session when its time is up, says so, and keeps what was typed in a form that came too late.

    After a logout by hand the form of another tab comes too late as well. Where nobody knows any more whose session
    it was, nothing is kept: what was typed comes back for copying.
    """

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
        before = request.session.get("_auth_user_id")
        response = self.get_response(request)
        if sessions.is_signed_in(request.session):
            return response
        if before:
            request.session[sessions.ENDED] = before
        return late(request, response, request.session.get(sessions.ENDED))

    @staticmethod
    def end(request) -> None:
        """Log out and remember whose session it was."""
        user_pk = request.session["_auth_user_id"]
        logout(request)
        request.session[sessions.ENDED] = user_pk
        request.time_is_up = True
        messages.warning(request, ENDED)


def late(request, response, user_pk):
    """The answer to who may still believe to be signed in; ``user_pk`` is None where nobody knows who that was.

    A form that was turned away to the login is kept for after it, for the same person; a stranger's comes back at
    once. Where there is nothing to keep, the way leads back to the page with the button, because the button's own
    address answers no GET.
    """
    if (
        request.method != "POST"
        or not is_turned_away(response)
        or request.path.startswith(StrongLogin.open_paths)
    ):
        return response
    if request.headers.get("X-Requested-With"):
        sentence = ENDED if user_pk else SIGNED_OUT
        return HttpResponse(sentence, status=401, content_type="text/plain; charset=utf-8")
    if user_pk and unsent.keep(request, user_pk):
        say_signed_out(request)
        messages.info(request, KEPT)
        return redirect_to_login(reverse("accounts:unsent"))
    if texts := unsent.texts(unsent.fields_of(request.POST)):
        return handed_back(request, texts)
    say_signed_out(request)
    return redirect_to_login(page_before(request)) if user_pk else response


def say_signed_out(request) -> None:
    """Why nothing was saved, unless it is being said that the time is up."""
    if not getattr(request, "time_is_up", False):
        messages.warning(request, SIGNED_OUT)


def handed_back(request, texts):
    """What a person wrote whom nobody knows: shown once for copying, and stored nowhere."""
    title = "로그인한 뒤에 보낼 수 있습니다"
    context = {"status": 403, "error_title": title, "sentence": COPY, "texts": texts}
    return render(request, "error.html", context, status=403)


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
        return not request.user.is_official or request.user.has_second_factor
