"""A vote comes to its end: counted, or called off for a reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.selectors import recipients
from projects.people import department
from seoul_gov.notifications.actions import withdraw
from seoul_gov.ui.verdicts import require
from workflows.decisions import events, permissions, selectors, state
from workflows.decisions.enums import ResolutionState
from workflows.decisions.models import Resolution
from workflows.decisions.tally import Tally
from workflows.runs.models import ProcessRun
from workflows.runs.wording import words

from .sharing import call_of, held, held_with_seats, notify_about, trail


@transaction.atomic
def close(*, by, resolution: Resolution, remaining: int | None = None) -> Resolution:
    """Count the votes and tell the panel and the department.

    ``remaining`` is how many voters the person knows to be still able to vote and does not wait for. Raises
    ValidationError when the vote is over, when its meeting was cancelled, and in time while voters remain whose
    number was not confirmed.
    """
    resolution = held_with_seats(resolution)
    require(permissions.can_manage(by, resolution.panel.project))
    state.refuse_over(resolution)
    state.refuse_spoilt(resolution)
    refuse_too_soon(resolution, remaining)
    selectors.read_ballots(resolution)
    result = selectors.tally_of(resolution)
    ended(resolution, by, result.outcome)
    tell_closed(by, resolution, result)
    return resolution


def refuse_too_soon(resolution: Resolution, confirmed: int | None) -> None:
    waiting = list(resolution.ballots.waiting())
    if state.is_past(resolution) or len(waiting) in (0, confirmed):
        return
    among = "(사업부서 포함)" if any(ballot.is_departments for ballot in waiting) else ""
    raise ValidationError(
        f"투표 시간이 남았고 아직 {len(waiting)}명이 투표하지 않았습니다{among}. 그래도 지금 마감하려면 "
        "확인란에 표시해 주세요."
    )


def ended(resolution: Resolution, by, outcome: ResolutionState, note: str = "") -> None:
    """Write that the vote is over, how, by whom and when; who was still to be asked is not."""
    resolution.state, resolution.closed_by, resolution.closed_at = outcome, by, timezone.now()
    resolution.note = note
    resolution.save(update_fields=["state", "closed_by", "closed_at", "note"])
    withdraw(scope=call_of(resolution))


def tell_closed(by, resolution: Resolution, result: Tally) -> None:
    cast = {str(ballot.pk): ballot.choice for ballot in resolution.ballots.all() if ballot.is_cast}
    data = {"electorate": result.electorate, "quorum": result.quorum, "ballots": cast}
    trail(by=by, kind=events.CLOSED, resolution=resolution, data=data, result=result.sentence)
    counts = ", ".join(f"{word} {count}명" for word, count in result.counts.items())
    notify_about(
        resolution,
        kind=events.CLOSED,
        to=[*recipients(resolution.panel), *department(resolution.panel.project)],
        detail=f"의결 내용: {resolution.get_motion_display()}\n주문: {resolution.text}\n\n{result.sentence}\n{counts}",
        result=result.outcome.label,
    )


@transaction.atomic
def cancel(*, by, resolution: Resolution, reason: str) -> Resolution:
    """Call an open vote off for a reason that the panel is told; it is not counted, and nothing is deleted.

    Raises ValidationError when the vote is over and without a reason.
    """
    resolution = held(resolution)
    require(permissions.can_manage(by, resolution.panel.project))
    state.refuse_over(resolution)
    call_off_one(by, resolution, words(Resolution, "note", reason, "표결을 취소하는 사유를 적어 주세요."))
    return resolution


@transaction.atomic
def call_off(*, by, run: ProcessRun, reason: str) -> None:
    """Cancel what is still voted on in a process that ends.

    Called by the driver alone, which has checked who may end it and holds its row.
    """
    running = Resolution.objects.open().with_facts().filter(duty__stage__run=run)
    for resolution in running.select_for_update(of=("self",)):
        call_off_one(by, resolution, reason)


def call_off_one(by, resolution: Resolution, reason: str) -> None:
    """Write that the vote is cancelled and tell everybody; its row is held."""
    ended(resolution, by, ResolutionState.CANCELLED, reason)
    trail(by=by, kind=events.CANCELLED, resolution=resolution, data={"reason": reason})
    to = recipients(resolution.panel)
    notify_about(resolution, kind=events.CANCELLED, to=to, detail=f"사유: {resolution.note}")
