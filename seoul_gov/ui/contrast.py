"""The high contrast switch: a cookie, so that the server draws the page right the first time."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "contrast"
ONE_YEAR = 365 * 24 * 60 * 60


@require_POST
def switch(request) -> HttpResponse:
    """Sets or removes the cookie and goes back to the page that asked, never to another site."""
    response = redirect(_safe_return(request))
    if request.POST.get("contrast") == "high":
        secure = request.is_secure()
        response.set_cookie(COOKIE, "high", ONE_YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _safe_return(request) -> str:
    wanted = request.POST.get("next", "")
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=here, require_https=request.is_secure())
    return wanted if safe else "/"
