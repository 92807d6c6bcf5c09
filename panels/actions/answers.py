"""The answer to an invitation: accepted, and with that signed and declared, or declined."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from panels import events, invitations, offices, permissions, selectors, ties
from panels.conflicts import actions as suspensions
from panels.enums import MEMBER_TEXTS, MemberRole, MemberState, PanelKind, PanelState, TextKind
from panels.models import ConflictDeclaration, Membership, Signature, SignedText
from panels.resident_numbers import refuse_resident_number
from seoul_gov.audit.middleware import current_address
from seoul_gov.notifications import actions as notifications
from seoul_gov.ui.verdicts import require

from .seats import (
    FILLED_LATER,
    end,
    held_seat,
    note,
    refuse_official,
    refuse_seated,
    refuse_used_up,
    tell_officials,
)

REQUIRED = {kind for kind in MEMBER_TEXTS if kind.is_required}
DECLARED = "본인이 이해관계가 있다고 신고했습니다."
UNGUARDED = "만 14세 미만이면 법정대리인의 이름과 연락처를 적어 주세요."
REASON_LENGTH = Membership._meta.get_field("ended_reason").max_length


@dataclass(frozen=True)
class Declaration:
    """What a person declares about ties to companies related to the project."""

    has_conflict: bool
    employer: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Guardian:
    """Who agrees for a child (법정대리인), and how to reach them."""

    name: str
    contact: str


@transaction.atomic
def accept(
    *,
    by,
    membership: Membership,
    secret: str,
    texts: Iterable[SignedText],
    declaration: Declaration | None = None,
    guardian: Guardian | None = None,
) -> Membership:
    """Take the seat: sign what is asked for and, where stakeholders are kept out, declare ties (가이드라인 5-2).

    ``by`` must have shown that the invited address is theirs. Where stakeholders are kept out, who declares a
    conflict or works for a company under contract is not seated: the membership comes back EXCLUDED, and the
    officials are told. Who told of a company under contract in other words comes back SUSPENDED once the panel is at
    work; before, activation finds it. A child's ``guardian`` agrees too: of an
    applicant under 14 and, where no application tells the age (``selectors.is_childs``), of who names one. Raises
    ValidationError for a link that does not (or no longer) work, for texts that are not exactly the current ones, and
    for what a person may not hold or has held as long as one may.
    """
    membership = opened(membership, secret)
    require(permissions.can_answer(by, membership))
    refuse_official(membership.role, by)
    refuse_seated(membership.panel, membership.role, Q(user=by))
    refuse_used_up(membership.panel, membership.role, by)
    childs = selectors.is_childs(membership)
    guarded = guardian is not None if childs is None else childs
    signed = agreed(membership, texts, guarded)
    refuse_undeclared(membership, declaration)
    if guarded:
        guard(membership, guardian)
    membership.user = by
    sign(membership, signed)
    declare(membership, declaration)
    if conflicts := conflicts_of(by, membership, declaration):
        return exclude(by, membership, conflicts)
    return seat(by, membership, declaration)


def opened(membership: Membership, secret: str) -> Membership:
    """The invitation, held, if the secret opens it and it can still be answered; else ValidationError."""
    membership = held_seat(membership)
    if not invitations.fits(membership, secret):
        raise ValidationError(invitations.UNKNOWN)
    if sentence := invitations.why_closed(membership, timezone.now()):
        raise ValidationError(sentence)
    return membership


def agreed(membership: Membership, texts: Iterable[SignedText], guarded: bool) -> list[SignedText]:
    """The texts that the person, and a child's guardian, agreed to, if they are current and none that is required is
    missing."""
    offered = {text.pk: text for text in selectors.texts_for(membership.role, guarded=guarded)}
    required = {TextKind.PLEDGE} if membership.role == MemberRole.SECRETARY else REQUIRED
    required = required | {TextKind.GUARDIAN} if guarded else required
    if not required <= {text.kind for text in offered.values()}:
        raise ValidationError("서약·동의문이 아직 준비되지 않았습니다. 담당부서에 문의해 주세요.")
    chosen = {text.pk for text in texts}
    if not chosen <= offered.keys():
        raise ValidationError("그 사이 서약·동의문이 바뀌었습니다. 바뀐 내용을 읽고 다시 동의해 주세요.")
    signed = [text for pk, text in offered.items() if pk in chosen]
    if not required <= {text.kind for text in signed}:
        raise ValidationError(
            "필수 서약·동의문에 모두 동의해야 수락할 수 있습니다. 원하지 않으시면 사양하실 수 있습니다."
        )
    return signed


def refuse_undeclared(membership: Membership, declaration: Declaration | None) -> None:
    """Raise ValidationError when ties must be declared and are not, or are there and not told."""
    asked = PanelKind(membership.panel.kind).excludes_conflicts and membership.role != MemberRole.SECRETARY
    if asked and declaration is None:
        raise ValidationError("이해관계가 있는지 신고해 주세요.")
    if declaration and declaration.has_conflict and not declaration.detail.strip():
        raise ValidationError("이해관계의 내용을 적어 주세요.")


def guard(membership: Membership, guardian: Guardian | None) -> None:
    """Keep who agrees for the child (개인정보 보호법 제22조의2); raises ValidationError where nobody is named."""
    if guardian is None or not guardian.name.strip() or not guardian.contact.strip():
        raise ValidationError(UNGUARDED)
    membership.guardian_name, membership.guardian_contact = guardian.name.strip(), guardian.contact.strip()
    for name in ("guardian_name", "guardian_contact"):
        label = membership._meta.get_field(name).verbose_name
        refuse_resident_number(getattr(membership, name), label, field=name)
    membership.clean_fields(exclude=FILLED_LATER)


def sign(membership: Membership, texts: Iterable[SignedText]) -> None:
    """One signature a text: its version, now, and from where."""
    address = current_address()
    Signature.objects.bulk_create(
        Signature(membership=membership, text=text, address=address) for text in texts
    )


def declare(membership: Membership, declaration: Declaration | None) -> None:
    """Keep what the person declared, if they did; raises ValidationError for what is too long to keep or may not be."""
    if declaration is None:
        return
    for name in ("employer", "detail"):
        label = ConflictDeclaration._meta.get_field(name).verbose_name
        refuse_resident_number(getattr(declaration, name), label, field=name)
    row = ConflictDeclaration(
        membership=membership,
        has_conflict=declaration.has_conflict,
        employer=declaration.employer,
        detail=declaration.detail,
    )
    row.full_clean()
    row.save()


def conflicts_of(by, membership: Membership, declaration: Declaration | None) -> list[str]:
    """Why the person may not sit here, in Korean sentences: a declared conflict, companies that they work for.

    Empty where stakeholders are not kept out.
    """
    panel = membership.panel
    if not PanelKind(panel.kind).excludes_conflicts:
        return []
    declared = [DECLARED] if declaration and declaration.has_conflict else []
    return declared + [ties.works_for(party) for party in ties.employers_of(by, panel.project)]


def exclude(by, membership: Membership, conflicts: list[str]) -> Membership:
    """Close the invitation without a seat, for these reasons; the officials are told them."""
    reasons = " ".join(conflicts)[:REASON_LENGTH]
    end(membership, MemberState.EXCLUDED, reasons)
    note(by=by, kind=events.EXCLUDED, membership=membership)
    told = f"{membership.name} 님을 이해관계로 제외했습니다.\n사유: {reasons}"
    tell_officials(events.EXCLUDED, membership, told)
    return membership


def seat(by, membership: Membership, declaration: Declaration | None) -> Membership:
    """Put the person in office; what the declaration asks the officials to check is told with it, and suspends at once
    where the panel is at work already."""
    membership.state, membership.accepted_at = MemberState.ACTIVE, timezone.now()
    membership.save()
    notifications.withdraw(scope=invitations.scope_of(membership))
    note(by=by, kind=events.ACCEPTED, membership=membership)
    told = [f"{membership.name} 님이 초대를 수락했습니다.", *namesakes(membership, declaration)]
    told += filter(None, [load_of(membership)])
    tell_officials(events.ACCEPTED, membership, "\n".join(told))
    if membership.panel.state == PanelState.ACTIVE:
        suspensions.check(by=by, panel=membership.panel)
        membership.refresh_from_db(fields=["state"])
        if membership.is_active and membership.role != MemberRole.SECRETARY:
            offices.take(by=None, panel=membership.panel, seats=[membership])
    return membership


def namesakes(membership: Membership, declaration: Declaration | None) -> list[str]:
    """What is to be checked where stakeholders are kept out: companies called like the employer."""
    panel = membership.panel
    if declaration is None or not PanelKind(panel.kind).excludes_conflicts:
        return []
    found = ties.namesakes_of(declaration.employer, panel.project)
    return [ties.employer_of_that_name(party) for party in found]


def load_of(membership: Membership) -> str:
    """That the person sits in as many other panels as one should at most; empty for fewer and for a secretary."""
    if membership.role == MemberRole.SECRETARY:
        return ""
    told = selectors.load_sentence(membership.user, but=membership.panel)
    return told and f"{membership.name} 님은 {told}"


@transaction.atomic
def decline(*, by, membership: Membership, secret: str, reason: str = "") -> Membership:
    """Say no. The link is enough: ``by`` may be a visitor without an account, and no reason has to be given."""
    membership = opened(membership, secret)
    require(permissions.can_decline(by, membership))
    refuse_resident_number(reason, "사유", field="reason")
    person = by if by.is_authenticated else None
    membership.user = person
    end(membership, MemberState.DECLINED, reason)
    note(by=person, kind=events.DECLINED, membership=membership)
    told = f"{membership.name} 님이 초대를 사양했습니다." + (f"\n사유: {reason}" if reason else "")
    tell_officials(events.DECLINED, membership, told)
    return membership
