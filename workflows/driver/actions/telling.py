"""How the driver's actions write down and tell what they did."""

from collections.abc import Iterable

from django.db.models import Q

from panels.models import Membership
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.audit import actions as audit
from seoul_gov.audit.vocabulary import EventKind
from seoul_gov.notifications.actions import Message, Recipient, notify


def tell(
    *, by, kind: EventKind, on, project, to: Iterable[Recipient] = (), data: dict | None = None, **facts
) -> None:
    """Audit what ``by`` did to ``on`` in the project's chain, and notify ``to`` with the same sentence.

    ``facts`` fill the sentence; ``data`` is kept with the audit event for machines. Members' copies are filed below
    their panel, so that they are taken back when the seat ends.
    """
    event = audit.record(
        by=by, kind=kind, on=on, chain=project.audit_chain, data=data, project=project, **facts
    )
    message = Message(subject=event.sentence, url=on.get_absolute_url())
    for scope, people in filed(project, to).items():
        notify(kind=kind, to=people, message=message, scope=scope, key=f"{kind.key}:{event.pk}")


def filed(project, to: Iterable[Recipient]) -> dict[str, list[Recipient]]:
    """Who is told, by what their copies are filed under; in one query."""
    people = list(to)
    panels = panels_of(project, people) if people else {}
    files: dict[str, list[Recipient]] = {}
    for person in people:
        panel = panels.get(person.user_id)
        below = f"panel:{panel}/project:{project.pk}" if panel else f"project:{project.pk}"
        files.setdefault(below, []).append(person)
    return files


def panels_of(project, people: list[Recipient]) -> dict[int, int]:
    """The panel of the project in which each of the people sits, by user id.

    Left out are those who are told as officials anyway: of the project's department and of the governance.
    """
    offices = Q(department=project.department_id) | Q(role=Role.GOVERNANCE_OFFICER)
    officials = RoleGrant.objects.in_force().filter(offices)
    seats = Membership.objects.active().filter(panel__project=project)
    seats = seats.filter(user__in=[person.user_id for person in people])
    return dict(seats.exclude(user__in=officials.values("user")).values_list("user", "panel"))
