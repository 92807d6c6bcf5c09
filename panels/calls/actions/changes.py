"""What a published call says otherwise than before: the passages that change, and the rows that keep what they said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from panels.calls import rubric, state
from panels.calls.corrections import CallChange, CallCorrection
from panels.calls.models import RecruitmentCall
from panels.calls.passages import differences, passages_of
from panels.calls.rubric import Rules
from panels.resident_numbers import refuse_resident_number
from seoul_gov.ui.korean import korean_datetime

WORDS = ("title", "duties", "eligibility", "allowance")
"""What a correction may put into other words."""
READ_ALREADY = "심사를 시작한 뒤에는 {what} 바꿀 수 없습니다."
CHANGED_MEANWHILE = "다른 화면에서 먼저 고쳤습니다. 아래에 지금 저장된 내용을 함께 보여 드립니다."


@dataclass(frozen=True)
class Date:
    """A day of the panel's work: what is done, from when to when."""

    what: str
    starts_at: datetime
    ends_at: datetime


def put_off(call: RecruitmentCall, closes_at: datetime) -> None:
    """A later end; raises ValidationError for an earlier one, and once applications are being read."""
    if closes_at <= call.closes_at:
        raise ValidationError(f"접수 마감은 {korean_datetime(call.closes_at)}보다 뒤로만 옮길 수 있습니다.")
    state.refuse_times(call.opens_at, closes_at)
    refuse_read(call, "접수 마감을")
    call.closes_at = closes_at


def reword(call: RecruitmentCall, words: Mapping[str, str]) -> None:
    """Other words for the title, the duties, who may apply and the allowance; raises ValidationError for anything else,
    for a resident number, and for who may apply once applications are being read by it."""
    if not set(words) <= set(WORDS):
        raise ValidationError("정정할 수 없는 항목입니다.")
    if words.get("eligibility", call.eligibility) != call.eligibility:
        refuse_read(call, "신청 자격을")
    for name, value in words.items():
        refuse_resident_number(value, call._meta.get_field(name).verbose_name, field=name)
        setattr(call, name, value)
    call.clean_fields(exclude=[field.name for field in call._meta.fields if field.name not in WORDS])


def refuse_read(call: RecruitmentCall, what: str) -> None:
    if call.applications.exclude(readings=None).exists():
        raise ValidationError(READ_ALREADY.format(what=what))


def move(call: RecruitmentCall, dates: Mapping[int, Date]) -> None:
    """Other times for days of work, by their ids; whoever chose such a day has chosen it still."""
    rows = {row.pk: row for row in call.dates.all()}
    if not set(dates) <= set(rows):
        raise ValidationError("이 모집의 활동 일정이 아닙니다.")
    for pk, date in dates.items():
        row = rows[pk]
        row.what, row.starts_at, row.ends_at = date.what, date.starts_at, date.ends_at
        row.full_clean()
        row.save()


def rank(call: RecruitmentCall, rules: Rules) -> None:
    """Other points by which applications are ranked; raises ValidationError where they contradict each other, and once
    applications are being read by them."""
    if rules == call.rules:
        return
    if sentence := rubric.refusal(rules):
        raise ValidationError(sentence)
    refuse_read(call, "점수와 순위 기준을")
    call.rules = rules


def refuse_dateless(call: RecruitmentCall) -> None:
    """Raise ValidationError unless there are days of work, all of them after the call's end."""
    if not call.dates.exists():
        raise ValidationError(
            "활동 일정을 하나 이상 적어야 공고할 수 있습니다. 신청자가 참여할 수 있는 날을 고릅니다."
        )
    if call.dates.filter(starts_at__lte=call.closes_at).exists():
        raise ValidationError("활동 일정은 접수 마감보다 뒤여야 합니다.")


def keep(
    *, by, call: RecruitmentCall, before: Mapping[str, str], correction: CallCorrection | None = None
) -> list[CallChange]:
    """A row for each passage that reads otherwise than ``before``, with what it said; the call has its new version."""
    return CallChange.objects.bulk_create(
        CallChange(
            call=call,
            correction=correction,
            version=call.version,
            passage=passage,
            before=said,
            after=says,
            changed_by=by,
        )
        for passage, said, says in differences(before, passages_of(call))
    )
