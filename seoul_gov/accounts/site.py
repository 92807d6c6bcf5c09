"""Django's admin on the portal's own login, for administrators alone."""

import json
import re
from functools import wraps

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

from seoul_gov.ui.admin import PersonalAdmin

NUMBER = re.compile(r"\d{1,18}", re.ASCII)
"""The key of a row: no more digits than a database takes."""
LONGEST = 2000
"""How long a value in the address of a page may be."""


class Suggestions(AutocompleteJsonView):
    """What a field suggests while somebody types: where these are people, it is a search like any other."""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if isinstance(self.model_admin, PersonalAdmin):
            keys = [found["id"] for found in json.loads(response.content)["results"]]
            rows = self.model_admin.model._base_manager.filter(pk__in=keys)
            self.model_admin.told(request, rows, "자동완성", searched=bool(self.term))
        return response


def refuse_nonsense(request) -> None:
    """Raise BadRequest for what no page of the admin sends, and what a database would choke on: rows that are
    chosen by anything but a number, characters that end a string, and words longer than any."""
    chosen = request.POST.getlist(ACTION_CHECKBOX_NAME) if request.method == "POST" else []
    words = [request.path, *request.GET, *(value for values in request.GET.lists() for value in values[1])]
    if not all(map(NUMBER.fullmatch, chosen)) or any("\0" in word or len(word) > LONGEST for word in words):
        raise BadRequest


class PortalAdminSite(AdminSite):
    site_header = "정보화사업 거버넌스 관리"
    site_title = "관리"
    index_title = "기준과 계정"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            refuse_nonsense(request)
            return view(request, *args, **kwargs)

        return super().admin_view(guarded, cacheable)

    def autocomplete_view(self, request):
        return Suggestions.as_view(admin_site=self)(request)

    def login(self, request, extra_context=None):
        """The portal's login, and after it the page that was asked for; 403 for who is signed in and not allowed."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not self.has_permission(request):
            raise PermissionDenied("시스템 관리자만 볼 수 있는 화면입니다.")
        return redirect("admin:index")

    def logout(self, request, extra_context=None):
        """By the button alone: a link somewhere else must not log anybody out."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        logout(request)
        messages.success(request, "로그아웃했습니다.")
        return redirect("home")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
