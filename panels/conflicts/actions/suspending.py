"""A member is suspended: because a company matches, or because an official came to know something."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from panels import ties
from panels.actions.seats import (
    held,
    held_seat,
    note,
    panel_scope,
    refuse_inactive,
    tell_member,
    tell_officials,
)
from panels.conflicts import events, norms, permissions, selectors
from panels.conflicts.enums import Ground
from panels.conflicts.models import Suspension
from panels.enums import MemberRole, MemberState, PanelKind, PanelState
from panels.models import Membership, Panel
from panels.resident_numbers import refuse_resident_number
from projects.calendar import work_calendar
from projects.models import ContractParty, Project, Vendor
from seoul_gov.notifications import actions as notifications
from seoul_gov.ui.korean import korean_date, today
from seoul_gov.ui.verdicts import require

LONGEST = Suspension._meta.get_field("matched").max_length
UNGUARDED = "이해관계자를 제외하는 실무추진단에서만 직무를 정지할 수 있습니다."


@transaction.atomic
def check(*, by, panel: Panel) -> list[Suspension]:
    """Suspend every member of a panel that keeps stakeholders out who is tied to a company of the project.

    Bidders count until a contract is recorded. Called wherever a tie can begin: a company is recorded, the panel is
    activated, somebody joins it or takes its chair, a company's name or people are changed, and, with None for ``by``, from
    time to time, in case a change came another way. Whoever calls has checked who may. The project's row is held.
    """
    if not PanelKind(panel.kind).excludes_conflicts:
        return []
    panel = held(panel)
    parties = {party.pk: party for party in ties.keeping_out(panel.project)}
    return [
        suspend(
            by=by,
            membership=seat,
            ground=match.ground,
            party=parties[match.company.party],
            matched=match.matched,
        )
        for seat, match in selectors.tied(panel)
    ]


def check_project(*, by, project: Project) -> list[Suspension]:
    """The same for all panels of a project that are not dissolved."""
    panels = project.panels.exclude(state=PanelState.DISSOLVED).select_related("project").order_by("pk")
    return [suspension for panel in panels for suspension in check(by=by, panel=panel)]


def check_company(*, by, vendor: Vendor) -> None:
    """The same for all projects in which a company has a part, because its name or its people were changed."""
    parts = vendor.parties.in_force().values("project")
    for project in Project.objects.filter(pk__in=parts).order_by("pk"):
        check_project(by=by, project=project)


@transaction.atomic
def suspend(
    *, by, membership: Membership, ground: Ground, matched: str, party: ContractParty | None = None
) -> Suspension:
    """Suspend a member at once: no page, file, mail or vote until an official has decided (가이드라인 5-2 원칙 3).

    Half-written words are kept, votes that were cast stay, a vote that was not cast is not waited for. What somebody may do
    as one of the contractor's people, or as any citizen, is no matter of the seat.

    What this person has not been sent yet about the panel is taken back. The member and the officials are told what
    matched and until when. ``by`` is None where the portal found it by itself; whoever calls has checked who may. Raises
    ValidationError unless the seat is in office.
    """
    membership = held_seat(membership)
    refuse_inactive(membership)
    decide_by = work_calendar().add_working_days(today(), norms.term())
    suspension = Suspension.objects.create(
        membership=membership,
        party=party,
        ground=ground,
        matched=matched[:LONGEST],
        suspended_by=by,
        decide_by=decide_by,
    )
    membership.state = MemberState.SUSPENDED
    membership.save(update_fields=["state"])
    notifications.withdraw(scope=panel_scope(membership.panel), user=membership.user)
    facts = {"suspension": suspension.pk, "ground": suspension.ground, "vendor": party and party.vendor_id}
    note(by=by, kind=events.SUSPENDED, membership=membership, **facts)
    tell(suspension, membership)
    return suspension


def tell(suspension: Suspension, membership: Membership) -> None:
    """The member learns why and until when, the officials who it is."""
    term, occasion = korean_date(suspension.decide_by), f"suspension:{suspension.pk}"
    why = f"사유: {suspension.get_ground_display()}\n{suspension.matched}"
    tell_member(
        events.SUSPENDED,
        membership,
        url=reverse("conflicts:opinion", args=[suspension.pk]),
        detail=f"{why}\n\n{term}까지 의견을 낼 수 있고, 담당부서가 의견을 듣고 정합니다. "
        "그때까지 회의, 검토, 표결과 자료를 이용할 수 없습니다.",
        occasion=occasion,
    )
    told = f"{membership.name} 님의 직무를 정지했습니다.\n{why}\n\n{term}까지 의견을 듣고 정해 주세요."
    url = suspension.get_absolute_url()
    tell_officials(events.SUSPENDED, membership, told, occasion=occasion, url=url)


@transaction.atomic
def suspend_by_hand(*, by, membership: Membership, reason: str) -> Suspension:
    """Suspend a member for a tie that an official came to know; another official decides about it.

    Raises ValidationError without a reason, for a seat that is not in office, for the secretary, and in panels that do
    not keep stakeholders out.
    """
    membership = held_seat(membership)
    require(permissions.can_suspend(by, membership))
    if not PanelKind(membership.panel.kind).excludes_conflicts:
        raise ValidationError(UNGUARDED)
    if membership.role == MemberRole.SECRETARY:
        raise ValidationError("간사는 시 직원이어서 직무를 정지하지 않습니다. 위촉을 해제해 주세요.")
    reason = reason.strip()
    if not reason:
        raise ValidationError("어떤 이해관계를 알게 되었는지 적어 주세요.")
    refuse_resident_number(reason, "사유", field="reason")
    if len(reason) > LONGEST:
        raise ValidationError(f"사유는 {LONGEST:,}자까지 쓸 수 있습니다(지금 {len(reason):,}자).")
    return suspend(by=by, membership=membership, ground=Ground.REPORTED, matched=reason)
