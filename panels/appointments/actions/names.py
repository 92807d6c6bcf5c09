"""The name before the public: taken back as easily as it was given (개인정보 보호법 제37조), and given again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels import selectors as panels
from panels.actions.answers import sign
from panels.actions.seats import note
from panels.appointments import events, names, permissions
from panels.appointments.models import Appointment
from panels.enums import TextKind
from panels.models import SignedText
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


@transaction.atomic
def give_name(*, by, appointment: Appointment, text: SignedText) -> Appointment:
    """Agree to be named by the text as it is now; the pages show the name again from then on.

    What was agreed to and taken back before stays beside it with its times. Raises ValidationError for a text that is
    not the current one, for who agrees to it already, and for a seat of which the public no longer reads.
    """
    appointment = seated(appointment)
    require(permissions.can_give_name(by, appointment))
    membership = appointment.membership
    if not names.may_be_named(membership):
        raise ValidationError(f"이름을 공개하는 자리가 아닙니다({membership.get_state_display()}).")
    if text != panels.text_of(TextKind.CONSENT_NAME):
        raise ValidationError("그 사이 동의문이 바뀌었습니다. 바뀐 내용을 읽고 다시 동의해 주세요.")
    if membership.signatures.filter(text=text, withdrawn_at=None).exists():
        raise ValidationError("이미 이름 공개에 동의했습니다.")
    sign(membership, [text])
    note(by=by, kind=events.NAME_GIVEN, membership=membership, version=text.version)
    return appointment
