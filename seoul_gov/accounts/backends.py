from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef

from seoul_gov.ui.kept import Blank, Kept

from .models import RoleGrant, User


class PortalBackend(AuthenticationBackend):
    """Login by mail address; the demo's well-known logins are let in only while PORTAL_DEMO is on."""

    def user_can_authenticate(self, user):
        is_demo = user.email.endswith(f"@{settings.PORTAL_DEMO_DOMAIN}")
        return super().user_can_authenticate(user) and (settings.PORTAL_DEMO or not is_demo)

    def get_user(self, user_id):
        """The person of a session. The same query tells what nearly every request would ask next: of staff whether
        they have a second factor (``has_second_factor``), of everybody else that there are no grants to read."""
        user = PERSON.first(pk=user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        if not user.ever_granted:
            user.grants = ()
        return user


def person():
    """Somebody, with whether a second factor and whether any grant, in force or not, was ever theirs."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    grants = RoleGrant.objects.filter(user=OuterRef("pk"))
    people = User.objects.annotate(has_second_factor=Exists(factors), ever_granted=Exists(grants))
    return people.filter(pk=Blank("pk", User))


PERSON = Kept(person)
