"""What citizens do: write an application, hand it in, change it and take it back until the last moment."""

import secrets
from collections.abc import Iterable, Mapping
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from panels import ties
from panels.actions.seats import refuse_seated
from panels.calls import events, permissions, questions, selectors, state
from panels.calls.enums import AgeBand, ApplicationState
from panels.calls.models import Application, ApplicationSignature, RecruitmentCall
from panels.enums import MemberRole, PanelKind, TextKind
from panels.models import SignedText
from panels.resident_numbers import refuse_resident_number
from seoul_gov.accounts.models import User
from seoul_gov.audit import actions as audit
from seoul_gov.audit.middleware import current_address
from seoul_gov.documents import actions as documents
from seoul_gov.documents.models import Document
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.korean import korean_datetime
from seoul_gov.ui.verdicts import require

FACTS = (
    *questions.EVERYBODY,
    *("side", "frequency", "interest", "understanding", "record", "expertise"),
    *questions.GUARDIAN,
    "has_conflict",
    *questions.TIES,
)
"""What an applicant may write, by the name of the field."""
LATER = ["number", "evidence", "submitted_at", "withdrawn_at", "erased_at", "has_conflict"]
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Figures and capitals without those that are mistaken for others (I, L, O, U)."""
STAKEHOLDER = "실무추진단에는 이 사업과 직간접적 관련이 있는 민간기업 등의 이해관계자가 참여할 수 없어 신청을 받을 수 없습니다."
CHANGED_MEANWHILE = "다른 화면에서 먼저 저장했습니다. 아래에 지금 저장된 내용을 함께 보여 드립니다."


@transaction.atomic
def save(
    *,
    by,
    call: RecruitmentCall,
    answers: Mapping[str, object],
    dates: Iterable[int] = (),
    upload=None,
    version: int = 0,
) -> Application:
    """Keep what the person has written so far; what was handed in stays handed in and must stay complete.

    ``answers`` are values by the names in ``FACTS``, ``dates`` ids of the call's days, ``upload`` a paper that takes the
    place of the one before; ``version`` is the one that the person saw, 0 for none. Raises ValidationError when the
    call takes nothing now, when another window saved first, for a registration number and for what is too long.
    """
    require(permissions.can_apply(by, call))
    by, call = alone(by), RecruitmentCall.objects.with_facts().get(pk=call.pk)
    state.refuse_deaf(call)
    application = selectors.application_of(by, call) or Application(call=call, applicant=by, version=0)
    if application.version != version:
        raise ValidationError(CHANGED_MEANWHILE)
    for name in FACTS:
        if name in answers:
            setattr(application, name, answers[name])
    refuse_resident_numbers(application, upload)
    if application.is_submitted:
        refuse_unfit(by, application)
        refuse_unguarded(application)
    application.version += 1
    application.full_clean(exclude=LATER)
    former = keep_evidence(by, application, upload)
    application.save()
    if former is not None:
        documents.discard(by=by, document=former)
    application.available.set(call.dates.filter(pk__in=list(dates)))
    if application.is_submitted:
        refuse_no_day(application)
        record(by=by, kind=events.CHANGED, application=application)
    return application


def refuse_unguarded(application: Application) -> None:
    """Raise ValidationError where what was handed in would become a child's without a guardian's agreement."""
    guarded = application.signatures.filter(text__kind=TextKind.GUARDIAN).exists()
    if application.age_band == AgeBand.UNDER_14 and not guarded:
        raise ValidationError(
            "만 14세 미만으로 바꾸려면 신청을 철회하고 법정대리인의 동의를 받아 다시 신청해 주세요."
        )


def alone(by) -> User:
    """The person's row, held: nobody writes two applications at once."""
    return User.objects.select_for_update(no_key=True).get(pk=by.pk)


def refuse_resident_numbers(application: Application, upload) -> None:
    """Raise ValidationError, naming the field, where a resident registration number was written."""
    for name in FACTS:
        label = Application._meta.get_field(name).verbose_name
        refuse_resident_number(str(getattr(application, name) or ""), label, field=name)
    refuse_resident_number(upload.name if upload else "", "파일 이름", field="upload")


def keep_evidence(by, application: Application, upload) -> Document | None:
    """The paper, where there is a new one and this kind of panel looks at papers; answers the one that it follows."""
    if upload is None:
        return None
    if not questions.takes_evidence(application.call.panel.kind):
        raise ValidationError("온라인참여단은 증빙 파일을 받지 않습니다.")
    former, application.evidence = application.evidence, documents.store(by=by, upload=upload)
    return former


@transaction.atomic
def submit(*, by, application: Application, texts: Iterable[SignedText]) -> Application:
    """Hand the application in; it gets its number, and its author a receipt. Doing it twice has one effect.

    Raises ValidationError when the call takes nothing now, something is missing, a text that is required was not
    agreed to or has changed, the person sits in a panel of the project already, and where stakeholders are kept out
    (가이드라인 5-2) for who has ties.
    """
    by, call = alone(by), RecruitmentCall.objects.held().get(pk=application.call_id)
    application = Application.objects.get(pk=application.pk)
    application.call = call
    require(permissions.is_own(by, application))
    require(permissions.can_apply(by, call))
    if application.is_submitted:
        return application
    if application.state == ApplicationState.WITHDRAWN:
        raise ValidationError("철회한 지원서입니다. 새로 신청해 주세요.")
    state.refuse_deaf(call)
    refuse_unfit(by, application)
    refuse_no_day(application)
    sign(application, agreed(application, texts))
    application.number = fresh_number(call)
    application.state, application.submitted_at = ApplicationState.SUBMITTED, timezone.now()
    application.save()
    record(by=by, kind=events.APPLIED, application=application)
    tell(events.APPLIED, application, receipt(application))
    return application


def refuse_unfit(by, application: Application) -> None:
    """Raise ValidationError where something is missing or the person may not sit in the panel."""
    panel = application.call.panel
    missing = questions.gaps(panel.kind, {name: getattr(application, name) for name in FACTS})
    if missing:
        raise ValidationError(list(missing.values()))
    refuse_seated(panel, MemberRole.MEMBER, Q(user=by) | Q(email=by.email))
    if PanelKind(panel.kind).excludes_conflicts and (
        application.has_conflict or ties.employers_of(by, panel.project)
    ):
        raise ValidationError(STAKEHOLDER)


def refuse_no_day(application: Application) -> None:
    if not application.available.exists():
        raise ValidationError("참여할 수 있는 날을 하나 이상 골라 주세요.")


def agreed(application: Application, texts: Iterable[SignedText]) -> list[SignedText]:
    """The texts that the applicant agreed to, if they are current and none that is required is missing."""
    offered = {text.pk: text for text in selectors.applicant_texts()}
    chosen = {text.pk for text in texts}
    if not chosen <= offered.keys():
        raise ValidationError("그 사이 동의문이 바뀌었습니다. 바뀐 내용을 읽고 다시 동의해 주세요.")
    signed = [text for pk, text in offered.items() if pk in chosen]
    required = {TextKind.APPLY}
    if application.age_band == AgeBand.UNDER_14:
        required.add(TextKind.GUARDIAN)
    if missing := required - {text.kind for text in signed}:
        names = ", ".join(sorted(kind.short for kind in missing))
        raise ValidationError(f"{names}를 해야 신청할 수 있습니다.")
    return signed


def sign(application: Application, texts: Iterable[SignedText]) -> None:
    """One agreement a text: its version, now, and from where."""
    address = current_address()
    ApplicationSignature.objects.bulk_create(
        ApplicationSignature(application=application, text=text, address=address) for text in texts
    )


def fresh_number(call: RecruitmentCall) -> str:
    """A number nobody has: the call's, and six letters drawn at random. The call is held."""
    taken = set(call.applications.exclude(number=None).values_list("number", flat=True))
    drawn = (f"{call.pk}-{''.join(secrets.choice(LETTERS) for _ in range(6))}" for _ in count())
    return next(number for number in drawn if number not in taken)


@transaction.atomic
def withdraw(*, by, application: Application) -> Application:
    """Take the application back before the last moment; a draft is thrown away. Doing it twice has one effect.

    Raises ValidationError when the time for applications is over.
    """
    call = RecruitmentCall.objects.held().get(pk=application.call_id)
    application = Application.objects.get(pk=application.pk)
    application.call = call
    require(permissions.is_own(by, application))
    if application.state == ApplicationState.WITHDRAWN:
        return application
    state.refuse_deaf(call)
    handed_in = application.is_submitted
    application.state, application.withdrawn_at = ApplicationState.WITHDRAWN, timezone.now()
    application.save(update_fields=["state", "withdrawn_at"])
    if handed_in:
        record(by=by, kind=events.WITHDRAWN, application=application)
        tell(events.WITHDRAWN, application, "기간 안에는 다시 신청할 수 있습니다.")
    return application


def receipt(application: Application) -> str:
    call = application.call
    return "\n".join(
        [
            f"접수번호: {application.number}",
            f"{korean_datetime(call.closes_at)}까지 고치거나 철회할 수 있습니다.",
            "심사와 추첨은 이름 대신 접수번호로 합니다. 결과는 담당부서가 알려 드립니다.",
        ]
    )


def tell(kind, application: Application, detail: str) -> None:
    """Tell the applicant what became of their application."""
    subject = kind.say(call=application.call, number=application.number)
    message = Message(subject, application.get_absolute_url(), detail=detail)
    key = f"application:{application.pk}:{kind.key}"
    person = [Recipient.of(application.applicant)]
    notify(kind=kind, to=person, message=message, scope=application.call.scope, key=key)


def record(*, by, kind, application: Application) -> None:
    """The trail knows the application by its number."""
    call = application.call
    facts = {"call": call, "number": application.number}
    audit.record(by=by, kind=kind, on=application, chain=call.panel.project.audit_chain, **facts)
