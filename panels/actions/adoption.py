"""A committee that existed before the project becomes its panel (가이드라인 5, 포용)."""

from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from panels import adoption, events, permissions, selectors
from panels.models import Panel
from panels.nominees import RESIDENT_NUMBER, Nominee, found_in_any
from projects import actions as projects
from projects.models import Project
from seoul_gov.accounts.models import User
from seoul_gov.ui.verdicts import require

from .invitations import offer
from .panels import NULLABLE, record, refuse_kind

SAID = ("name", "purpose", "adopted_from", "adopted_basis")


@transaction.atomic
def adopt(
    *,
    by,
    project: Project,
    kind: str,
    name: str,
    adopted_from: str,
    adopted_basis: str,
    roster: Iterable[Nominee],
    purpose: str = "",
) -> Panel:
    """Take an existing committee for the project's panel and invite everybody of its roster, all of them or nobody.

    Raises ValidationError for a kind that the project's type does not allow and, all at once, for a name that is
    taken, a committee without its name or basis (조례·규칙·방침), a resident number, and everything that
    ``adoption.examine`` finds against its people.
    """
    project = projects.locked(project)
    require(permissions.can_create(by, project))
    refuse_kind(project, kind)
    roster = [replace(nominee, email=User.objects.clean_email(nominee.email)) for nominee in roster]
    panel = Panel(
        project=project,
        kind=kind,
        name=name,
        purpose=purpose,
        adopted_from=adopted_from,
        adopted_basis=adopted_basis,
        created_by=by,
    )
    if told := [*problems_of(panel), *adoption.examine(project, kind, roster, adopted_from).sentences]:
        raise ValidationError(told)
    panel.save()
    record(by=by, kind=events.ADOPTED, panel=panel, committee=adopted_from, kind_label=panel.kind_label)
    invite_all(by, panel, roster)
    return panel


def problems_of(panel: Panel) -> list[str]:
    """What is wrong with the panel itself, in Korean sentences."""
    told = []
    if not panel.adopted_from.strip():
        told.append("기존 위원회의 이름을 적어 주세요.")
    if not panel.adopted_basis.strip():
        told.append("설치 근거(조례·규칙·방침)를 적어 주세요.")
    if found_in_any([getattr(panel, field) for field in SAID]):
        told.append(RESIDENT_NUMBER)
    try:
        panel.full_clean(exclude=NULLABLE)
    except ValidationError as refusal:
        told += refusal.messages
    return told


def invite_all(by, panel: Panel, roster: list[Nominee]) -> None:
    """A seat and a link for everybody; they have been examined."""
    holders = selectors.accounts_of({nominee.email for nominee in roster})
    for nominee in roster:
        offer(
            by=by,
            panel=panel,
            email=nominee.email,
            holder=holders.get(nominee.email),
            name=nominee.name,
            role=nominee.role,
            side=nominee.side,
            affiliation=nominee.affiliation,
        )
