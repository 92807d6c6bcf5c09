"""The name before the public: taken back as easily as it was given (개인정보 보호법 제37조)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.actions.seats import note
from panels.appointments import events, permissions
from panels.appointments.models import Appointment
from panels.enums import TextKind
from seoul_gov.ui.verdicts import require

from .terms import seated


@transaction.atomic
def withdraw_name(*, by, appointment: Appointment) -> Appointment:
    """Take back the consent to be named, in office or after it; the pages show the name no more from then on.

    Raises ValidationError where there is none that stands.
    """
    appointment = seated(appointment)
    require(permissions.can_withdraw_name(by, appointment))
    signatures = appointment.membership.signatures.filter(text__kind=TextKind.CONSENT_NAME, withdrawn_at=None)
    if not signatures.update(withdrawn_at=timezone.now()):
        raise ValidationError("철회할 이름 공개 동의가 없습니다.")
    note(by=by, kind=events.NAME_WITHDRAWN, membership=appointment.membership)
    return appointment
