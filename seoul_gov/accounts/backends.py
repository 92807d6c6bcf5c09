from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef

from .models import User


class PortalBackend(AuthenticationBackend):
    """Login by mail address; the demo's well-known logins are let in only while PORTAL_DEMO is on."""

    def user_can_authenticate(self, user):
        is_demo = user.email.endswith(f"@{settings.PORTAL_DEMO_DOMAIN}")
        return super().user_can_authenticate(user) and (settings.PORTAL_DEMO or not is_demo)

    def get_user(self, user_id):
        """The person of a session; the same query tells ``has_second_factor``, which every request of staff needs."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        user = User.objects.annotate(has_second_factor=Exists(factors)).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
