from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class PortalBackend(AuthenticationBackend):
    """Login by mail address; the demo's well-known logins are let in only while PORTAL_DEMO is on."""

    def user_can_authenticate(self, user):
        is_demo = user.email.endswith(f"@{settings.PORTAL_DEMO_DOMAIN}")
        return super().user_can_authenticate(user) and (settings.PORTAL_DEMO or not is_demo)
