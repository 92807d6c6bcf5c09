import time

from django.conf import settings
from django.http import JsonResponse

from seoul_gov.ui.views import ActionButton, Page


class Profile(Page):
    """The person's own account: name, roles, and the ways into password, second factor and notices."""

    template_name = "accounts/profile.html"


class SessionExtend(ActionButton):
    """Keeps the session alive; answers when it ends now."""

    def act(self):
        now = int(time.time())
        self.request.session["seen"] = now
        return JsonResponse({"session_ends": now + settings.SESSION_COOKIE_AGE})
