"""The one door through which events are written and sealed."""

import hashlib
import json

from django.db import models, transaction

from .middleware import current_address
from .models import Event, Seal
from .vocabulary import EventKind

GENESIS = "0" * 64
SYSTEM = "시스템"


def record(
    *,
    by,
    kind: EventKind,
    on: models.Model,
    chain: str,
    data: dict | None = None,
    **facts: object,
) -> Event:
    """Write that ``by`` (a user, or None for the system) did ``kind`` to ``on``.

    Call it inside the transaction of the change it tells of. ``facts`` fill the sentence; ``data`` is kept as
    JSON for machines. The person's name is kept as it was at the time.
    """
    return Event.objects.create(
        key=kind.key,
        sentence=kind.say(**facts)[:400],
        actor_id=getattr(by, "pk", None),
        actor=str(by) if by else SYSTEM,
        address=current_address(),
        object_type=on._meta.label_lower,
        object_id=str(on.pk),
        label=str(on)[:200],
        chain=chain,
        data=data or {},
    )


def digest(event: Event, previous: str) -> str:
    """SHA-256 over the previous digest and every column of the event, in a fixed order."""
    columns = [
        event.pk,
        event.at.isoformat(timespec="microseconds"),
        event.key,
        event.sentence,
        event.actor_id,
        event.actor,
        event.address,
        event.object_type,
        event.object_id,
        event.label,
        event.chain,
        event.data,
    ]
    text = json.dumps([previous, *columns], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def seal(*, limit: int = 5000) -> int:
    """Link up to ``limit`` unsealed events to the chain and answer how many were linked.

    Two sealers at once cannot fork the chain: a link's number is unique, and the slower one fails whole.
    """
    last = Seal.objects.select_for_update().order_by("-number").first()
    number, previous = (last.number, last.digest) if last else (0, GENESIS)
    seals = []
    for event in Event.objects.filter(seal=None).order_by("pk")[:limit]:
        number += 1
        previous = digest(event, previous)
        seals.append(Seal(number=number, event=event, digest=previous))
    Seal.objects.bulk_create(seals, batch_size=500)
    return len(seals)
