"""The member is heard, and an official decides."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from panels import offices
from panels.actions.seats import end, note, tell_member, tell_officials
from panels.conflicts import events, permissions
from panels.conflicts.enums import Outcome
from panels.conflicts.models import Suspension
from panels.enums import MemberState, PanelState
from panels.models import Membership
from panels.resident_numbers import refuse_resident_number
from projects import actions as projects
from seoul_gov.ui.korean import korean_date
from seoul_gov.ui.verdicts import require

from .suspending import check

DECIDED = "이미 정한 직무 정지입니다({outcome})."
UNHEARD = "본인의 의견을 듣거나 기한({term})이 지난 뒤에 정할 수 있습니다."
STATEMENT, REASON = (Suspension._meta.get_field(name).max_length for name in ("statement", "reason"))


def held(suspension: Suspension) -> Suspension:
    """The suspension as it stands, its project's row held until the end of the transaction."""
    projects.locked(suspension.membership.panel.project)
    return Suspension.objects.with_facts().get(pk=suspension.pk)


def refuse_decided(suspension: Suspension) -> None:
    if not suspension.is_open:
        raise ValidationError(DECIDED.format(outcome=suspension.get_outcome_display()))


def worded(text: str, most: int, missing: str) -> str:
    """The words without space around them; raises ValidationError for none, too many, or a registration number."""
    text = text.strip()
    if not text:
        raise ValidationError(missing)
    if len(text) > most:
        raise ValidationError(f"{most:,}자까지 쓸 수 있습니다(지금 {len(text):,}자).")
    refuse_resident_number(text, "내용")
    return text


@transaction.atomic
def state_opinion(*, by, suspension: Suspension, statement: str) -> Suspension:
    """The member says what is to be said (의견진술, 행정절차법 제27조), also that there is nothing; changed until it is
    decided or the term is over.

    Raises ValidationError once it is decided, after the last day, and for no or too many words.
    """
    suspension = held(suspension)
    require(permissions.can_state(by, suspension))
    refuse_decided(suspension)
    if suspension.is_term_over:
        raise ValidationError(f"의견을 낼 수 있는 기한({korean_date(suspension.decide_by)})이 지났습니다.")
    missing = "의견을 적어 주세요. 낼 의견이 없으면 ‘낼 의견이 없습니다’에 표시해 주세요."
    suspension.statement = worded(statement, STATEMENT, missing)
    suspension.stated_at = timezone.now()
    suspension.save(update_fields=["statement", "stated_at"])
    membership = suspension.membership
    note(by=by, kind=events.STATED, membership=membership, suspension=suspension.pk)
    tell_officials(
        events.STATED,
        membership,
        f"{membership.name} 님이 의견을 냈습니다. 확인하고 정해 주세요.",
        occasion=f"suspension:{suspension.pk}",
        url=suspension.get_absolute_url(),
    )
    return suspension


@transaction.atomic
def restore(*, by, suspension: Suspension, reason: str) -> Suspension:
    """End the suspension: the member is in office again, and the same company suspends them no more on this ground.

    Another company under contract still may, and then does at once. Who was suspended before they came into office comes
    into it now. Raises ValidationError once it is decided, before
    the member was heard or the term is over, and without a reason.
    """
    suspension = decided(by, suspension, Outcome.RESTORED, reason)
    membership = suspension.membership
    membership.state = MemberState.ACTIVE
    membership.save(update_fields=["state"])
    note(by=by, kind=events.RESTORED, membership=membership, suspension=suspension.pk)
    tell_member(
        events.RESTORED,
        membership,
        url=membership.panel.get_absolute_url(),
        detail=f"사유: {suspension.reason}\n정지된 동안 열린 회의와 검토는 추진단 화면에서 확인해 주세요.",
        occasion=f"suspension:{suspension.pk}",
    )
    check(by=by, panel=membership.panel)
    take_office(by, membership)
    return suspension


def take_office(by, membership: Membership) -> None:
    """What belongs to coming into office, where the suspension came before it and the panel is at work by now."""
    membership.refresh_from_db(fields=["state"])
    panel = membership.panel
    if membership.is_active and panel.state == PanelState.ACTIVE and not hasattr(membership, "appointment"):
        offices.take(by=by, panel=panel, seats=[membership])


@transaction.atomic
def exclude(*, by, suspension: Suspension, reason: str) -> Suspension:
    """End the member's seat for the tie (이해관계로 제외, 가이드라인 5-2 원칙 3); raises ValidationError as ``restore``."""
    suspension = decided(by, suspension, Outcome.EXCLUDED, reason)
    membership = suspension.membership
    end(membership, MemberState.EXCLUDED, suspension.reason)
    facts = {"suspension": suspension.pk, "ground": suspension.ground}
    note(by=by, kind=events.EXCLUDED, membership=membership, **facts)
    tell_member(
        events.EXCLUDED,
        membership,
        url=reverse("conflicts:opinion", args=[suspension.pk]),
        detail=f"사유: {suspension.reason}",
        occasion=f"suspension:{suspension.pk}",
    )
    return suspension


def decided(by, suspension: Suspension, outcome: Outcome, reason: str) -> Suspension:
    """The suspension, held, with what an official decided about it."""
    suspension = held(suspension)
    require(permissions.can_decide(by, suspension))
    refuse_decided(suspension)
    if not suspension.is_heard:
        raise ValidationError(UNHEARD.format(term=korean_date(suspension.decide_by)))
    suspension.reason = worded(reason, REASON, "그렇게 정하는 사유를 적어 주세요.")
    suspension.outcome, suspension.decided_by = outcome, by
    suspension.decided_at = timezone.now()
    suspension.save(update_fields=["outcome", "decided_by", "decided_at", "reason"])
    return suspension
