"""How the mail of accounts goes out: through the outbox, like every other mail, so that no page waits for a server."""

from datetime import timedelta

from allauth.account import app_settings
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from seoul_gov.accounts.adapters import AccountAdapter
from seoul_gov.notifications import actions as notifications

CONFIRMATIONS = ("account/email/email_confirmation", "account/email/email_confirmation_signup")


class PostingAdapter(AccountAdapter):
    """Writes each mail to the outbox. What opens an account is not sent once it no longer opens anything."""

    def send_mail(self, template_prefix, email, context):
        lives = lifetime(template_prefix)
        facts = context | {
            "email": email,
            "institution": settings.PORTAL_INSTITUTION,
            "phone": settings.PORTAL_PHONE,
            "base_url": settings.PORTAL_BASE_URL,
            "minutes": lives and lives // timedelta(minutes=1),
        }
        notifications.post(
            email=email,
            kind=template_prefix.replace("/email/", ".").replace("/", "."),
            subject=render_to_string(f"{template_prefix}_subject.txt", facts).strip(),
            body=render_to_string(f"{template_prefix}_message.txt", facts).strip(),
            send_before=lives and timezone.now() + lives,
        )


def lifetime(template_prefix: str) -> timedelta | None:
    """How long the code or link of this mail opens anything; None for mail without one."""
    if template_prefix in CONFIRMATIONS:
        return timedelta(seconds=app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT)
    if template_prefix == "account/email/password_reset_key":
        return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return None
