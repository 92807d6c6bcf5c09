"""Looking into what keeps an applicant from a seat until somebody has."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.calls import state as calls
from panels.calls.enums import CallPhase
from panels.calls.models import Application
from panels.resident_numbers import refuse_resident_number
from panels.screening.actions import held
from panels.selections import events, permissions
from panels.selections.doubts import doubts_of
from panels.selections.models import Inquiry
from seoul_gov.audit import actions as audit
from seoul_gov.ui.personal import masked
from seoul_gov.ui.verdicts import require


@transaction.atomic
def look_into(*, by, application: Application, may_sit: bool, reason: str) -> Application:
    """Say of every doubt about the applicant what came of it and why; a later word takes the place of an earlier one.

    Raises ValidationError before the call's end, where nothing is doubtful, and without a reason.
    """
    application = held(application)
    call = application.call
    require(permissions.can_decide(by, call))
    calls.refuse_gone(call)
    if calls.phase(call) != CallPhase.OVER:
        raise ValidationError("접수가 끝난 뒤에 확인 결과를 적을 수 있습니다.")
    doubts = doubts_of(call, [application])[application.number] if application.is_submitted else []
    if not doubts:
        raise ValidationError("확인이 필요한 점이 없는 지원서입니다.")
    if not reason.strip():
        raise ValidationError("확인한 내용을 적어 주세요.")
    refuse_resident_number(reason, "확인한 내용", field="reason")
    facts = {"may_sit": may_sit, "reason": reason, "answered_by": by, "answered_at": timezone.now()}
    for doubt in doubts:
        answer, _ = Inquiry.objects.update_or_create(application=application, doubt=doubt, defaults=facts)
    audit.record(
        by=by,
        kind=events.LOOKED_INTO,
        on=application,
        chain=call.panel.project.audit_chain,
        data={"doubts": doubts, "reason": masked(reason)},
        call=call,
        number=application.number,
        word=answer.word,
    )
    return application
