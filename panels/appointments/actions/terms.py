"""The term: set for a panel, lengthened for a member, over."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from panels import selectors as panels
from panels.actions.panels import wind_up
from panels.actions.seats import (
    end,
    held,
    held_seat,
    note,
    panel_scope,
    refuse_dissolved,
    tell_member,
    tell_officials,
)
from panels.appointments import events, norms, permissions, selectors, service, terms
from panels.appointments.enums import PaperKind
from panels.appointments.models import Appointment
from panels.appointments.selectors import is_suspended
from panels.enums import SEATED, MemberState
from panels.models import Panel
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.papers import presses
from seoul_gov.papers.enums import PaperState
from seoul_gov.ui.korean import SEOUL, korean_date, remaining_days, today
from seoul_gov.ui.verdicts import require

THANKS = (
    "그동안 함께해 주셔서 고맙습니다. 보내 주신 의견은 사업 기록에 남습니다. "
    "‘내 위촉’ 화면에서 활동확인서를 받을 수 있습니다."
)

LETTERS = "새 임기의 위촉장을 만들 수 있고, 지난 임기의 위촉장도 ‘내 위촉’ 화면에 그대로 있습니다."


def seated(appointment: Appointment) -> Appointment:
    """The appointment as it stands with its seat, the project's row held until the end of the transaction."""
    membership = held_seat(appointment.membership)
    found = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    found.membership = membership
    return found


@transaction.atomic
def set_term(*, by, panel: Panel, ends_on: date) -> Panel:
    """Say until when the members of the panel are appointed: at most the longest term from its beginning.

    It holds for who is appointed from now on; who is in office is lengthened by ``renew``. Raises ValidationError for a
    panel that is dissolved and for a day that has passed or is too late.
    """
    panel = held(panel)
    require(permissions.can_set_term(by, panel))
    refuse_dissolved(panel)
    begins = panel.activated_at.astimezone(SEOUL).date() if panel.activated_at else today()
    latest = terms.longest(begins, norms.months_of(panel))
    if ends_on < today():
        raise ValidationError("임기의 끝은 오늘이거나 그 뒤여야 합니다.")
    if ends_on > latest:
        raise ValidationError(f"한 번의 임기는 {korean_date(latest)}까지 정할 수 있습니다.")
    write_term(by, panel, ends_on)
    return panel


def write_term(by, panel: Panel, ends_on: date) -> None:
    panel.term_ends_on = ends_on
    panel.save(update_fields=["term_ends_on"])
    facts = {"project": panel.project, "panel": panel, "until": korean_date(ends_on)}
    audit.record(by=by, kind=events.TERM_SET, on=panel, chain=panel.project.audit_chain, **facts)


@transaction.atomic
def renew(*, by, appointment: Appointment, ends_on: date) -> Appointment:
    """Appoint a member for another term (연임). Letters of the old one stay with whom they were given; those that are not
    made yet are taken back.

    Raises ValidationError for a seat that has ended or is suspended, for a day that is no later than the present end or
    more than the longest term after it, and past the years that one person may serve in the same body
    (서울특별시 각종 위원회의 설치·운영에 관한 조례 제8조).
    """
    appointment = seated(appointment)
    require(permissions.can_renew(by, appointment))
    refuse_ended(appointment)
    refuse_suspended(appointment)
    refuse_renewal(appointment, ends_on)
    appointment.ends_on = ends_on
    appointment.renewals += 1
    appointment.renewed_at = timezone.now()
    appointment.save(update_fields=["ends_on", "renewals", "renewed_at"])
    unmade = appointment.papers.filter(kind=PaperKind.LETTER).exclude(state=PaperState.READY)
    presses.take_back(by=by, orders=unmade)
    membership = appointment.membership
    note(by=by, kind=events.RENEWED, membership=membership, until=ends_on.isoformat())
    tell_member(
        events.RENEWED,
        membership,
        url=reverse("appointments:mine"),
        detail=f"새 임기는 {korean_date(ends_on)}까지입니다. {LETTERS}",
        occasion=str(appointment.renewals),
    )
    return appointment


@transaction.atomic
def renew_all(*, by, panel: Panel, ends_on: date) -> int:
    """Appoint for another term everybody at work whose term ends before that day, which becomes the panel's.

    Answers how many they are. All or nobody: raises ValidationError with a sentence for each seat that cannot be
    renewed, and where there is none to renew.
    """
    panel = held(panel)
    require(permissions.can_set_term(by, panel))
    rows = Appointment.objects.with_facts().at_work().filter(membership__panel=panel, ends_on__lt=ends_on)
    refused = []
    for appointment in (found := list(rows.order_by("year", "serial"))):
        try:
            renew(by=by, appointment=appointment, ends_on=ends_on)
        except ValidationError as refusal:
            refused += [f"{appointment.membership_id}번 단원: {sentence}" for sentence in refusal.messages]
    if refused or not found:
        raise ValidationError(refused or "그날보다 먼저 임기가 끝나는 단원이 없습니다.")
    write_term(by, panel, ends_on)
    return len(found)


def refuse_ended(appointment: Appointment) -> None:
    if appointment.membership.state not in SEATED:
        raise ValidationError(f"이미 끝난 자리입니다({appointment.membership.get_state_display()}).")


def refuse_suspended(appointment: Appointment) -> None:
    """Raise ValidationError for who must not work until somebody has decided whether they stay."""
    if is_suspended(appointment.membership):
        raise ValidationError("직무가 정지된 동안에는 연임할 수 없습니다. 이해관계를 먼저 결정해 주세요.")


def refuse_renewal(appointment: Appointment, ends_on: date) -> None:
    """Raise ValidationError for a day until which the member cannot be appointed again."""
    if ends_on <= appointment.ends_on:
        raise ValidationError(
            f"지금 임기의 끝({korean_date(appointment.ends_on)})보다 뒤의 날짜를 적어 주세요."
        )
    latest = terms.months_on(appointment.ends_on, norms.months_of(appointment.membership.panel))
    if ends_on > latest:
        raise ValidationError(f"한 번의 연임은 {korean_date(latest)}까지 할 수 있습니다.")
    last = service.last_day(appointment)
    if ends_on > last:
        years = norms.service_years()
        raise ValidationError(
            f"한 사람은 같은 기구에서 연임을 포함해 {years}년까지 활동할 수 있어 {korean_date(last)}까지만 위촉할 수 있습니다."
        )


@transaction.atomic
def end_term(*, appointment: Appointment) -> bool:
    """End the seat of who served to the last day of their term, thank them and tell the officials.

    Answers whether it did: nothing happens where the term was lengthened or the seat ended meanwhile.
    """
    appointment = seated(appointment)
    membership = appointment.membership
    if membership.state not in SEATED or appointment.ends_on >= today():
        return False
    end(membership, MemberState.ENDED, "임기 만료")
    note(by=None, kind=events.TERM_ENDED, membership=membership)
    tell_member(events.TERM_ENDED, membership, url=reverse("appointments:mine"), detail=THANKS)
    told = f"{membership.name} 님의 임기가 {korean_date(appointment.ends_on)}에 끝났습니다."
    tell_officials(events.TERM_ENDED, membership, told)
    return True


@transaction.atomic
def dissolve_outlived(*, panel: Panel) -> bool:
    """Dissolve a panel that its project and all its members' terms have left behind, so that what is kept about who was
    never appointed, never answered or never chosen comes to its end too (개인정보 보호법 제21조).

    Answers whether it did: nothing happens where a term was lengthened or somebody dissolved it meanwhile.
    """
    panel = held(panel)
    if not selectors.outlived().filter(pk=panel.pk).exists():
        return False
    wind_up(None, panel, "사업이 끝났습니다.")
    return True


@transaction.atomic
def warn_of_end(*, panel: Panel) -> int:
    """Tell the officials, once for each last day, that terms in the panel end soon; answers how many were told."""
    day = today()
    soon = Appointment.objects.ending(day, day + timedelta(days=norms.notice_days()))
    soon = soon.filter(membership__panel=panel)
    first = soon.aggregate(day=Min("ends_on"))["day"]
    if first is None:
        return 0
    count = soon.filter(ends_on=first).count()
    facts = {"project": panel.project, "panel": panel, "days": remaining_days(first)}
    message = Message(
        subject=events.TERM_ENDS.say(**facts),
        url=reverse("appointments:panel", args=[panel.pk]),
        detail=f"{count}명의 임기가 {korean_date(first)}에 끝납니다. 더 함께하려면 그 전에 연임해 주세요.",
    )
    told = notify(
        kind=events.TERM_ENDS,
        to=map(Recipient.of, panels.officials(panel.project)),
        message=message,
        scope=f"{panel_scope(panel)}:officials",
        key=f"panel:{panel.pk}:term:{first}",
    )
    if told:
        audit.record(by=None, kind=events.TERM_ENDS, on=panel, chain=panel.project.audit_chain, **facts)
    return told
