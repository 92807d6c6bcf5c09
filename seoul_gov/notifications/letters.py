"""The mail of a notice: its text, the link into the portal, how to unsubscribe, the invitation if there is one."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from .actions import group_of
from .models import Notice

UNSUBSCRIBE_SALT = "notifications.unsubscribe"
CANCEL = "METHOD:CANCEL"


def compose(notice: Notice) -> EmailMultiAlternatives:
    """The mail as it goes out. Sent twice, it is the same mail: its Message-ID is the notice's."""
    stop = stop_link(notice)
    lines = [
        notice.body,
        f"바로 가기: {settings.PORTAL_BASE_URL}{notice.url}" if notice.url else "",
        f"이런 메일을 그만 받으려면: {stop}" if stop else "",
    ]
    letter = EmailMultiAlternatives(
        subject=f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{notice.subject}",
        body="\n\n".join(filter(None, lines)) + "\n",
        to=[notice.email],
        headers=headers(notice, stop),
    )
    if notice.calendar:
        attach_invitation(letter, notice.calendar)
    return letter


def headers(notice: Notice, stop: str) -> dict[str, str]:
    """What machines read: who we are, that nobody waits for an answer, and one-click unsubscription (RFC 8058)."""
    host = urlsplit(settings.PORTAL_BASE_URL).hostname
    known = {"Message-ID": f"<notice-{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    if not stop:
        return known
    return known | {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def stop_link(notice: Notice) -> str:
    """The signed address that stops mails of this group; none for legal notices and people without an account."""
    if notice.is_legal or not notice.recipient_id:
        return ""
    token = signing.dumps([notice.recipient_id, group_of(notice.kind)], salt=UNSUBSCRIBE_SALT)
    return settings.PORTAL_BASE_URL + reverse("notifications:unsubscribe", args=[token])


def attach_invitation(letter: EmailMultiAlternatives, calendar: str) -> None:
    """As an alternative, which mail programs show as an invitation, and as a file for those that do not."""
    method = "CANCEL" if CANCEL in calendar else "REQUEST"
    letter.attach_alternative(calendar, f"text/calendar; method={method}")
    # Bytes: text that is not text/* would be escaped.
    letter.attach("invite.ics", calendar.encode(), "application/ics")
