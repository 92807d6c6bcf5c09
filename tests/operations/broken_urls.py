"""A portal with pages that break in ways in which what was typed could reach a log."""

import logging

from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpResponse
from django.urls import path, re_path

from seoul_gov import urls

handler500 = urls.handler500


def broken(request, secret=""):
    typed = request.POST["name"]
    try:
        raise IntegrityError(f"duplicate key\nDETAIL:  Key (email)=({request.POST['email']}) already exists.")
    except IntegrityError as problem:
        raise ValueError(f"not a number: {typed}") from problem


def unreadable(request):
    raise DataError(f'invalid input syntax: "{request.POST["name"]}"')


def away(request):
    raise OperationalError("connection refused,\n  is the server running?")


def noted(request, secret):
    logging.getLogger("portal.test").warning("not done: %s", KeyError(request.POST["name"]))
    return HttpResponse("ok")


urlpatterns = [
    *urls.urlpatterns,
    path("broken/", broken),
    path("broken/<str:secret>/", broken),
    path("unreadable/", unreadable),
    path("away/", away),
    re_path(r"^noted/(?P<secret>.+)/$", noted),
]
