"""Every write of erasure that has a rule.

A call's applications are erased under the call's row and a panel's seats under the project's, as everything else about
them is written; what is due is asked again under it, so that two tasks at once erase and record everything once.
"""

import logging
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.actions.seats import held, held_seat
from panels.calls import state
from panels.calls.enums import ApplicationState
from panels.calls.models import Application, RecruitmentCall
from panels.models import Membership, Panel
from panels.resident_numbers import refuse_resident_number
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.korean import today
from seoul_gov.ui.verdicts import require

from . import events, norms, outcomes, permissions, selectors, wiping
from .enums import Destroyed, RequestState
from .models import Destruction, ErasureRequest
from .selectors import Batch

logger = logging.getLogger(__name__)

CHUNK = 200
"""How many rows a transaction erases at most."""
ASKED_FOR = "본인 요청(개인정보 보호법 제36조)"
WITHDRAW_FIRST = "아직 결과가 정해지지 않은 신청입니다. 먼저 신청을 철회한 뒤에 지울 수 있습니다."
UNDECIDED = (
    "아직 결과가 정해지지 않은 신청입니다. 접수가 끝나 철회할 수 없으므로 결과를 알린 뒤에 지울 수 있습니다."
)
CHOSEN = (
    "선정된 지원서는 활동 기록과 함께 보관합니다. 활동이 끝난 뒤에 활동 정보의 삭제를 요청하면 함께 지웁니다."
)
IN_OFFICE = "활동 중에는 지울 수 없습니다. 먼저 활동을 그만둔 뒤에 요청해 주세요."
ASKED_ALREADY = "이미 요청해 처리를 기다리고 있습니다."
DECIDED = "이미 처리한 요청입니다."


def erase_due(day: date | None = None) -> int:
    """Erase everything whose period ended before the day (today in Seoul), each chunk in a transaction of its own;
    answers how many rows that were.

    Doing it twice, or twice at once, has one effect. Where one batch fails, the others are erased all the same and the
    failure is in the log; the next run tries it again.
    """
    day, count = day or today(), 0
    for batch in selectors.batches(day):
        try:
            while erased := erase_some(batch, day):
                count += erased
        except Exception:
            logger.exception("could not erase all of %s in %s", batch.what.value, batch.place._meta.label)
    return count


@transaction.atomic
def erase_some(batch: Batch, day: date) -> int:
    """Erase a chunk of the batch, as far as it is still due, and record it; answers how many rows that were."""
    place = hold(batch.place)
    of = {"panel": place} if batch.what.of_members else {"call": place}
    left = next((one for one in selectors.batches(day, **of) if one.key == batch.key), None)
    if left is None:
        return 0
    ids = left.ids[:CHUNK]
    if batch.what.of_members:
        wiping.seats(place, ids)
    else:
        wiping.applications(place, ids)
    note(by=None, batch=left, count=len(ids))
    return len(ids)


def hold(place: RecruitmentCall | Panel) -> RecruitmentCall | Panel:
    """The call's row, or the panel with its project's, until the end of the transaction."""
    if isinstance(place, Panel):
        return held(place)
    return RecruitmentCall.objects.held().get(pk=place.pk)


def note(*, by, batch: Batch, count: int) -> None:
    """The record of destruction, and the trail."""
    where = {"panel": batch.place} if batch.what.of_members else {"call": batch.place}
    done = Destruction.objects.create(
        what=batch.what, count=count, basis=batch.basis, due_on=batch.due_on, destroyed_by=by, **where
    )
    panel = batch.place if batch.what.of_members else batch.place.panel
    audit.record(
        by=by,
        kind=events.ERASED,
        on=done,
        chain=panel.project.audit_chain,
        place=batch.place,
        what=batch.what.label,
        basis=batch.basis,
        count=count,
    )


@transaction.atomic
def erase_own(*, by, application: Application) -> None:
    """Erase one's own application at once (개인정보 보호법 제36조): what was not chosen, was taken back or never handed in,
    and all of a call that was taken back.

    Raises ValidationError while its call is undecided, with what comes first, and for what was chosen.
    """
    call = RecruitmentCall.objects.held().get(pk=application.call_id)
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    application.call = call
    require(permissions.can_erase(by, application))
    if sentence := why_not_erase(application):
        raise ValidationError(sentence)
    number = application.number
    wiping.applications(call, [application.pk])
    Destruction.objects.create(what=Destroyed.ON_REQUEST, call=call, count=1, basis=ASKED_FOR)
    chain = call.panel.project.audit_chain
    audit.record(by=by, kind=events.ERASED_OWN, on=call, chain=chain, call=call)
    remember(f"application {number}" if number else f"a draft for call {call.pk}")


def why_not_erase(application: Application) -> str:
    """Why the person cannot erase what they wrote now; empty when they can."""
    if application.state != ApplicationState.SUBMITTED:
        return ""
    if outcomes.announced_at(application.call) is None:
        return WITHDRAW_FIRST if state.takes_applications(application.call) else UNDECIDED
    return CHOSEN if outcomes.was_chosen(application) else ""


def remember(what: str) -> None:
    """One line of the log, outside the database: who puts a backup back reads there what was erased since."""
    transaction.on_commit(lambda: logger.info("erased on request: %s", what))


@transaction.atomic
def ask(*, by, membership: Membership, wish: str = "") -> ErasureRequest:
    """Ask that what is kept about one's former seat be erased; the privacy officer answers within ten days.

    Raises ValidationError for a seat in office and while an earlier request waits.
    """
    membership = held_seat(membership)
    require(permissions.can_ask(by, membership))
    if not selectors.is_over(membership):
        raise ValidationError(IN_OFFICE)
    if membership.erasure_requests.open().exists():
        raise ValidationError(ASKED_ALREADY)
    refuse_resident_number(wish, "요청 내용", field="wish")
    due_on = today() + timedelta(days=norms.request_days())
    request = ErasureRequest.objects.create(membership=membership, requested_by=by, wish=wish, due_on=due_on)
    record(by=by, kind=events.ASKED, request=request)
    return request


@transaction.atomic
def approve(*, by, request: ErasureRequest) -> ErasureRequest:
    """Erase the seat that the request is about; the person is told. Raises ValidationError for a request that was decided."""
    request, panel = opened(by, request)
    tell(events.APPROVED, request, "요청하신 대로 지웠습니다. 지운 정보는 되살릴 수 없습니다.")
    request.state, request.decided_by, request.decided_at = RequestState.APPROVED, by, timezone.now()
    request.requested_by, request.wish = None, ""
    request.save()
    wiping.seats(panel, [request.membership_id])
    Destruction.objects.create(
        what=Destroyed.ON_REQUEST, panel=panel, count=1, basis=ASKED_FOR, destroyed_by=by
    )
    record(by=by, kind=events.APPROVED, request=request)
    remember(f"seat {request.membership_id}")
    return request


@transaction.atomic
def refuse(*, by, request: ErasureRequest, answer: str) -> ErasureRequest:
    """Leave everything as it is, for a reason that the person is told with the ways to object
    (개인정보 보호법 시행령 제43조제3항). Raises ValidationError for a request that was decided, and without a reason."""
    request, _ = opened(by, request)
    if not answer.strip():
        raise ValidationError("거절하는 사유를 적어 주세요.")
    refuse_resident_number(answer, "사유", field="answer")
    request.state, request.decided_by, request.decided_at = RequestState.REFUSED, by, timezone.now()
    request.answer = answer
    request.save()
    objection = (
        "결정에 동의하지 않으면 답을 받은 개인정보 담당에게 이의를 알리거나 개인정보 침해 신고센터(국번 없이 118)에 "
        "알릴 수 있습니다."
    )
    tell(events.REFUSED, request, f"사유: {answer}\n\n{objection}")
    record(by=by, kind=events.REFUSED, request=request)
    return request


def opened(by, request: ErasureRequest) -> tuple[ErasureRequest, Panel]:
    """The open request with its seat, and the panel held."""
    panel = held(request.membership.panel)
    require(permissions.can_decide(by))
    request = ErasureRequest.objects.with_facts().get(pk=request.pk)
    if not request.is_open:
        raise ValidationError(DECIDED)
    return request, panel


def tell(kind, request: ErasureRequest, detail: str) -> None:
    """Tell who asked what became of it. It is filed under the request, for what is filed under the panel goes."""
    notify(
        kind=kind,
        to=[Recipient.of(request.requested_by)],
        message=Message(kind.say(panel=request.membership.panel), "", detail=detail),
        scope=f"erasure-request:{request.pk}",
        key=f"erasure-request:{request.pk}:{kind.key}",
    )


def record(*, by, kind, request: ErasureRequest) -> None:
    """Write to the trail what happened to a request, without its seat."""
    panel = request.membership.panel
    audit.record(by=by, kind=kind, on=request, chain=panel.project.audit_chain, panel=panel)
