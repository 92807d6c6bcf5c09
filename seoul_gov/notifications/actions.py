"""The one door through which people are told: rows now, mail later."""

import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Replace
from django.utils import timezone

from seoul_gov.ui.kept import Blank, Kept

from .models import LETTER, MailState, Notice, Unsubscription
from .selectors import written

KEY_LENGTH = Notice._meta.get_field("ledger_key").max_length

GROUPS = {
    "projects": "사업·산출물",
    "selection": "유형 선정",
    "driver": "절차 진행",
    "panels": "추진단",
    "meetings": "회의",
    "reviews": "산출물 검토",
    "issues": "수시 협의",
    "calls": "시민추진단 모집",
    "opinions": "의견수렴",
    "decisions": "공동결정",
    "reports": "결과보고",
    "news": "다음 모집 안내",
}
"""The groups of events that a person may have no mail about, by the first word of their keys."""


@dataclass(frozen=True)
class Recipient:
    """Somebody who is told: a user, or only an address for who has no account yet."""

    email: str
    name: str
    user_id: int | None = None

    @classmethod
    def of(cls, user) -> "Recipient":
        return cls(user.email, user.name, user.pk)


@dataclass(frozen=True)
class Message:
    """What is told: ``subject`` is the event's sentence, ``detail`` more lines, ``url`` a path in the portal.

    ``calendar`` is an iCalendar text. It and ``detail`` may be functions that make the text for a recipient. After
    ``send_before`` no mail goes out any more; the notice in the portal stays.
    """

    subject: str
    url: str
    detail: str | Callable[[Recipient], str] = ""
    calendar: str | Callable[[Recipient], str] = ""
    send_before: datetime | None = None


def group_of(kind: str) -> str:
    """The group of an event's key: ``meetings`` of ``meetings.moved``."""
    return kind.split(".")[0]


def ledger_key(key: str, person: Recipient) -> str:
    """The key of one occasion and one person; too long an address is kept as its SHA-256."""
    whole = f"{key}:{person.user_id or person.email}"
    if len(whole) <= KEY_LENGTH:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return f"{whole[: KEY_LENGTH - len(digest) - 1]}:{digest}"


@transaction.atomic(savepoint=False)
def notify(
    *, kind, to: Iterable[Recipient], message: Message, scope: str, key: str, is_first: bool = False
) -> int:
    """Write one notice per recipient and answer how many are new.

    ``kind`` is an EventKind; ``scope`` names what it is about (``panel:3/meeting:12``), see ``withdraw``; ``key``
    tells this occasion from every other (``meeting:12:v3:invited``). A recipient who already has a notice of that
    key gets no second one, also when two do this at once. Nothing is sent here. ``is_first`` spares the question who
    has one already: what the key names was made in this very transaction, so that nobody can know of it.
    """
    people = {ledger_key(key, person): person for person in to}
    told = set() if is_first else written(people)
    fresh = {ledger: people[ledger] for ledger in people.keys() - told}
    silent = unsubscribed(kind, fresh.values())
    Notice.objects.bulk_create(
        (
            Notice(
                recipient_id=person.user_id,
                email=person.email,
                kind=kind.key,
                scope=scope,
                ledger_key=ledger,
                subject=" ".join(message.subject.split())[:300],
                body=body_for(person, message),
                url=message.url,
                calendar=text_for(person, message.calendar),
                is_legal=kind.legal,
                send_before=message.send_before,
                mail_state=MailState.NONE if person.user_id in silent else MailState.PENDING,
            )
            for ledger, person in sorted(fresh.items())
        ),
        ignore_conflicts=True,
    )
    return len(fresh)


def post(*, email: str, kind: str, subject: str, body: str, send_before: datetime | None = None) -> Notice:
    """Write one letter to an address, about the account itself (a code, a link to a new password).

    It is mail alone: nothing is shown in the portal, nobody can unsubscribe, each call is a letter of its own, and its
    text is erased once it is dealt with. Nothing is sent here.
    """
    return Notice.objects.create(
        email=email,
        kind=kind,
        scope=LETTER,
        ledger_key=f"{LETTER}:{uuid.uuid4()}",
        subject=" ".join(subject.split())[:300],
        body=body,
        is_legal=True,
        send_before=send_before,
    )


def unsubscribed(kind, recipients: Iterable[Recipient]) -> set[int]:
    """Ids of those who want no mail about this group of events; empty for legal notices."""
    if kind.legal:
        return set()
    ids, group = [person.user_id for person in recipients if person.user_id], group_of(kind.key)
    if len(ids) == 1:
        return set(ONE_UNSUBSCRIBED.ask(person=ids[0], group=group))
    return set(Unsubscription.objects.filter(user_id__in=ids, group=group).values_list("user_id", flat=True))


ONE_UNSUBSCRIBED = Kept(
    lambda: Unsubscription.objects.filter(
        user=Blank("person", Unsubscription, "user"), group=Blank("group", Unsubscription, "group")
    ).values_list("user_id", flat=True)
)
"""Nearly everybody is told alone."""


def body_for(person: Recipient, message: Message) -> str:
    """Greeting, event and details, as the mail says them."""
    greeting = f"{person.name} 님, 안녕하세요." if person.name else "안녕하세요."
    detail = text_for(person, message.detail)
    return "\n\n".join(part for part in (greeting, message.subject, detail) if part)


def text_for(person: Recipient, text: str | Callable[[Recipient], str]) -> str:
    """The text as this person gets it."""
    return text(person) if callable(text) else text


def withdraw(*, scope: str, user=None) -> int:
    """Take back mail about ``scope`` that has not gone out yet, for everybody or for one person.

    A scope holds what lies below it: ``panel:3`` is also ``panel:3/meeting:12``. Answers how many were taken back.
    """
    pending = Notice.objects.about(scope).filter(mail_state=MailState.PENDING)
    if user is not None:
        pending = pending.filter(recipient=user)
    return pending.update(mail_state=MailState.WITHDRAWN)


def reword(*, scope: str, old: str, new: str) -> int:
    """Let what was told about ``scope`` say ``new`` where it says ``old``, and take back mail that has not gone out yet.

    For rooms that learn that a name was not for everybody. Answers how many notices are filed there.
    """
    withdraw(scope=scope)
    fields = ("subject", "body", "calendar")
    return Notice.objects.about(scope).update(
        **{field: Replace(field, Value(old), Value(new)) for field in fields}
    )


def forget(*, scope: str, users: Iterable[int] = (), addresses: Iterable[str] = (), key: str = "") -> int:
    """Delete for good what is filed under ``scope`` or below it, sent or not; answers how many notices that were.

    That is what these accounts or addresses were told, and what was told on occasions whose keys begin with ``key``
    (``membership:12:``). For rooms that erase the people whom it was told to or about.
    """
    told = Q(recipient__in=list(users)) | Q(email__in=[address for address in addresses if address])
    if key:
        told |= Q(ledger_key__startswith=key)
    return Notice.objects.about(scope).filter(told).delete()[0]


def resend(*, notices) -> int:
    """Try again what could not be delivered, with a fresh number of attempts; answers how many.

    Not letters about an account: their text is gone, and who needs one asks for a new one.
    """
    failed = notices.filter(mail_state=MailState.FAILED).exclude(scope=LETTER)
    return failed.update(
        mail_state=MailState.PENDING, attempts=0, send_after=timezone.now(), claim=None, claimed_at=None
    )


def mark_read(*, by, notices) -> int:
    """Note that ``by`` has seen these notices; other people's are left alone."""
    return notices.filter(recipient=by, read_at=None).update(read_at=timezone.now())


def unsubscribe(*, user_id: int, group: str) -> None:
    """No more mail to this person about this group of events; asking twice has one effect."""
    Unsubscription.objects.get_or_create(user_id=user_id, group=group)


def resubscribe(*, by, group: str) -> None:
    """Mail about this group again; asking twice has one effect."""
    Unsubscription.objects.filter(user=by, group=group).delete()


def groups_of(user) -> list[tuple[str, str, bool]]:
    """Each group as (key, label, whether mail goes out)."""
    silent = set(user.unsubscriptions.values_list("group", flat=True))
    return [(key, label, key not in silent) for key, label in GROUPS.items()]
