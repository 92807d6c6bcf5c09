from datetime import datetime

from django import forms

from seoul_gov.ui.forms import DateField, DateTimeField, PortalForm, TimeField, VersionedForm
from seoul_gov.ui.korean import SEOUL

from . import criteria
from .actions import Date, Terms
from .enums import Criterion
from .models import MOST_SEATS, RecruitmentCall

DATES_PREFIX = "dates"
ROWS_AT_FIRST = 4
MOST_DATES = 20


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CallForm(VersionedForm):
    """What a call says; one field a criterion of the panel's kind, named after it."""

    title = forms.CharField(label="제목", max_length=100, help_text="예: 따릉이 앱 시민참여단을 모집합니다")
    seats = forms.IntegerField(label="모집 인원", min_value=1, max_value=MOST_SEATS)
    duties = forms.CharField(
        label="하는 일",
        max_length=3000,
        widget=area(5),
        help_text="무엇을 언제까지 몇 번쯤 하는지, 온라인인지 만나서 하는지 쉬운 말로 적어 주세요.",
    )
    eligibility = forms.CharField(
        label="신청 자격", max_length=2000, widget=area(3), help_text="예: 따릉이를 쓰거나 쓰려는 서울 시민"
    )
    allowance = forms.CharField(
        label="수당과 지원",
        max_length=500,
        required=False,
        widget=area(2),
        help_text="예: 회의 참석 수당 하루 150,000원. 없으면 비워 두세요.",
    )
    opens_at = DateTimeField(label="접수 시작")
    closes_at = DateTimeField(label="접수 마감", help_text="이 시각까지 낸 신청을 받습니다.")
    draws_lots = forms.BooleanField(
        label="심사로 순위가 같은 신청자 가운데서 공개 추첨으로 정합니다.", required=False
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.weights = {key: Criterion(key).label for key in criteria.USUAL[kind]}
        for key, label in self.weights.items():
            self.fields[key] = forms.IntegerField(label=label, min_value=0, max_value=criteria.WHOLE)
        self.kind = kind

    def clean(self):
        found = self.cleaned_data
        opens_at, closes_at = found.get("opens_at"), found.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "접수 마감은 접수 시작보다 뒤여야 합니다.")
        weights = {key: found[key] for key in self.weights if key in found}
        if len(weights) == len(self.weights) and (sentence := criteria.weights_refusal(self.kind, weights)):
            self.add_error(list(self.weights)[0], sentence)

    def terms(self, dates: list[Date]) -> Terms:
        """What ``actions.draft`` and ``actions.edit`` take."""
        names = (
            "title",
            "seats",
            "duties",
            "eligibility",
            "allowance",
            "opens_at",
            "closes_at",
            "draws_lots",
        )
        facts = {name: self.cleaned_data[name] for name in names}
        weights = {key: self.cleaned_data[key] for key in self.weights}
        return Terms(**facts, weights=weights, dates=tuple(dates))

    @property
    def weight_fields(self):
        return [self[key] for key in self.weights]


def facts_of(call: RecruitmentCall) -> dict:
    """The form's first values for a call that is there already."""
    names = ("title", "seats", "duties", "eligibility", "allowance", "opens_at", "closes_at", "draws_lots")
    facts = {name: getattr(call, name) for name in names} | {"version": call.version}
    return facts | {criterion.key: criterion.weight for criterion in call.criteria.all()}


class DateForm(PortalForm):
    """One line of the schedule; a line without anything is left out."""

    what = forms.CharField(label="활동", max_length=100, required=False)
    day = DateField(label="날짜", required=False)
    starts = TimeField(label="시작", required=False)
    ends = TimeField(label="끝", required=False)

    def clean(self):
        found = self.cleaned_data
        if not any(found.values()):
            return
        for name in self.fields:
            if not found.get(name) and name not in self.errors:
                self.add_error(name, "이 줄을 쓰려면 모두 적어 주세요.")
        if found.get("starts") and found.get("ends") and found["ends"] <= found["starts"]:
            self.add_error("ends", "끝나는 시각은 시작 시각보다 뒤여야 합니다.")

    @property
    def date(self) -> Date | None:
        """The line as the actions take it; None for an empty one."""
        found = self.cleaned_data
        if not found.get("what"):
            return None
        return Date(
            found["what"],
            datetime.combine(found["day"], found["starts"], SEOUL),
            datetime.combine(found["day"], found["ends"], SEOUL),
        )


DateFormSet = forms.formset_factory(DateForm, extra=0, max_num=MOST_DATES, absolute_max=MOST_DATES)


def date_lines(lines: list[dict], rows: int) -> DateFormSet:
    """A formset with these lines and empty ones up to ``rows``."""
    rows = min(max(rows, len(lines)), MOST_DATES)
    return DateFormSet(initial=lines + [{}] * (rows - len(lines)), prefix=DATES_PREFIX)


def lines_of(call: RecruitmentCall) -> list[dict]:
    """The lines of a call that is there already."""
    return [
        {
            "what": date.what,
            "day": date.starts_at.astimezone(SEOUL).date(),
            "starts": date.starts_at.astimezone(SEOUL).time(),
            "ends": date.ends_at.astimezone(SEOUL).time(),
        }
        for date in call.dates.all()
    ]


class CorrectForm(PortalForm):
    text = forms.CharField(
        label="정정 내용",
        max_length=2000,
        widget=area(4),
        help_text="무엇을 어떻게 바로잡는지 적어 주세요. 공고에 보이고 신청자에게 메일로 알립니다.",
    )
    closes_at = DateTimeField(
        label="새 접수 마감", required=False, help_text="마감을 뒤로 옮길 때만 적어 주세요."
    )


class CancelForm(PortalForm):
    reason = forms.CharField(
        label="취소 사유",
        max_length=1000,
        widget=area(4),
        help_text="공고 화면에 보이고 신청자에게 메일로 알립니다.",
    )
