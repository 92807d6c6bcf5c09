"""How the driver's actions write down and tell what they did."""

from collections.abc import Iterable

from seoul_gov.audit import actions as audit
from seoul_gov.audit.vocabulary import EventKind
from seoul_gov.notifications.actions import Message, Recipient, notify


def tell(
    *, by, kind: EventKind, on, project, to: Iterable[Recipient] = (), data: dict | None = None, **facts
) -> None:
    """Audit what ``by`` did to ``on`` in the project's chain, and notify ``to`` with the same sentence.

    ``facts`` fill the sentence; ``data`` is kept with the audit event for machines.
    """
    event = audit.record(
        by=by, kind=kind, on=on, chain=project.audit_chain, data=data, project=project, **facts
    )
    message = Message(subject=event.sentence, url=on.get_absolute_url())
    notify(kind=kind, to=to, message=message, scope=f"project:{project.pk}", key=f"{kind.key}:{event.pk}")
