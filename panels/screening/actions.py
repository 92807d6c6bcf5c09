"""Every write to readings that has a rule."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.calls import state
from panels.calls.actions.applications import record
from panels.calls.enums import CallPhase
from panels.calls.models import Application, RecruitmentCall
from panels.calls.rubric import MOST
from panels.calls.selectors import rules_of
from panels.resident_numbers import refuse_resident_number
from seoul_gov.ui.verdicts import require

from . import events, permissions, selectors
from .models import Reading
from .scoring import result

TOO_EARLY = "접수가 끝난 뒤에 심사할 수 있습니다. 마감 전에는 지원서가 바뀔 수 있습니다."
FOLLOWED = "다른 심사자의 결과도 있어 이제 고칠 수 없습니다. 두 결과가 크게 다르면 셋째 심사자가 봅니다."


@transaction.atomic
def read(
    *,
    by,
    application: Application,
    is_eligible: bool,
    levels: Mapping[str, int] | None = None,
    reason: str = "",
    note: str = "",
) -> Reading:
    """Say what an official found: a level from 0 to 5 for each of the criteria of the call, in a mixed panel of the
    applicant's side, or why the applicant may not be chosen.

    The application's row is held, so that two readers count each other. Raises ValidationError before the call's end,
    for what was withdrawn, without a level or a reason, for a change once there is another official's reading, which
    the official may have seen, and where none is wanted. What is wrong then, a third reading puts right where the two
    differ much, else a departure with its reason when the result is decided.
    """
    application = held(application)
    call = application.call
    require(permissions.can_screen(by, call))
    refuse_moment(application)
    weights = selectors.weights_of(application)
    refuse_incomplete(weights, is_eligible, levels or {}, reason)
    refuse_resident_number(f"{reason}\n{note}", "사유와 메모")
    own = application.readings.filter(reader=by).first()
    if own and application.readings.exclude(reader=by).exists():
        raise ValidationError(FOLLOWED)
    if own is None:
        refuse_enough(application, weights)
    reading = own or Reading(application=application, reader=by)
    reading.is_eligible, reading.note = is_eligible, note
    reading.reason = "" if is_eligible else reason
    reading.given_at = timezone.now()
    reading.full_clean()
    reading.save()
    reading.marks.all().delete()
    for key in weights if is_eligible else ():
        reading.marks.create(key=key, level=levels[key])
    if own:
        record(by=by, kind=events.REREAD, application=application)
    else:
        record(by=by, kind=events.READ, application=application)
    return reading


def held(application: Application) -> Application:
    """The application as it stands, held with its call: nothing is drawn meanwhile."""
    call = RecruitmentCall.objects.held().get(pk=application.call_id)
    found = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    found.call = call
    return found


def refuse_moment(application: Application) -> None:
    state.refuse_gone(application.call)
    if state.phase(application.call) != CallPhase.OVER:
        raise ValidationError(TOO_EARLY)
    if not application.is_submitted:
        raise ValidationError("접수된 지원서가 아닙니다.")
    if hasattr(application.call, "lottery"):
        raise ValidationError("추첨 명단을 확정해 심사 결과를 더 고칠 수 없습니다.")
    if hasattr(application.call, "selection"):
        raise ValidationError("선정 결과를 확정해 심사 결과를 더 고칠 수 없습니다.")


def refuse_incomplete(weights, is_eligible: bool, levels: Mapping[str, int], reason: str) -> None:
    if not is_eligible:
        if not reason.strip():
            raise ValidationError("자격이 없다고 보는 사유를 적어 주세요.")
        return
    if set(levels) != set(weights) or not all(0 <= level <= MOST for level in levels.values()):
        raise ValidationError(f"선정 기준마다 0~{MOST} 가운데 하나를 골라 주세요.")


def refuse_enough(application: Application, weights) -> None:
    """Raise ValidationError where two have read it and agree, or a third has."""
    marks = [selectors.mark_of(one, weights) for one in application.readings.prefetch_related("marks")]
    if result(marks, rules_of(application.call)).is_settled:
        raise ValidationError("필요한 심사가 모두 끝난 지원서입니다.")
