from copy import copy
from datetime import datetime

from django import forms

from panels.calls import criteria
from panels.calls.actions import Date, Terms
from panels.calls.actions.calls import MOST_DATES
from panels.calls.actions.changes import WORDS
from panels.calls.enums import Criterion
from panels.calls.models import MOST_SEATS, RecruitmentCall
from panels.calls.rubric import Rules, refusal
from panels.enums import MemberSide, PanelKind
from seoul_gov.ui.forms import DateField, DateTimeField, PortalForm, TimeField, VersionedForm
from seoul_gov.ui.korean import SEOUL

DATES_PREFIX = "dates"


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LastMomentField(DateTimeField):
    """The last moment at which something is taken: one minute to midnight is the end of the day, whole."""

    def to_python(self, value):
        moment = super().to_python(value)
        return (
            moment.replace(second=59) if moment and f"{moment.astimezone(SEOUL):%H:%M}" == "23:59" else moment
        )


class CallForm(VersionedForm):
    """What a call says; one field a criterion of the panel's kind, named after it."""

    title = forms.CharField(label="제목", max_length=100, help_text="예: 따릉이 앱 시민참여단을 모집합니다")
    seats = forms.IntegerField(label="모집 인원", min_value=1, max_value=MOST_SEATS)
    expert_seats = forms.IntegerField(
        label="그 가운데 전문가자문단",
        min_value=1,
        max_value=MOST_SEATS,
        help_text="나머지가 시민참여단입니다. 두 쪽은 따로 심사하고 따로 뽑습니다.",
    )
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
    closes_at = LastMomentField(label="접수 마감", help_text="이 시각까지 낸 신청을 받습니다.")

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.weights = {key: Criterion(key).label for key in criteria.USUAL[kind]}
        for key, label in self.weights.items():
            self.fields[key] = forms.IntegerField(label=label, min_value=0, max_value=criteria.WHOLE)
        self.kind = kind
        if not self.is_mixed:
            del self.fields["expert_seats"]

    @property
    def is_mixed(self) -> bool:
        return self.kind == PanelKind.MIXED

    def clean(self):
        found = self.cleaned_data
        opens_at, closes_at = found.get("opens_at"), found.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "접수 마감은 접수 시작보다 뒤여야 합니다.")
        weights = {key: found[key] for key in self.weights if key in found}
        if len(weights) == len(self.weights) and (sentence := criteria.weights_refusal(self.kind, weights)):
            self.add_error(list(self.weights)[0], sentence)
        seats, experts = found.get("seats"), found.get("expert_seats")
        if seats and experts and (sentence := criteria.seats_refusal(self.kind, seats, experts)):
            self.add_error("expert_seats", sentence)

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
            "expert_seats",
        )
        facts = {name: self.cleaned_data[name] for name in names if name in self.fields}
        weights = {key: self.cleaned_data[key] for key in self.weights}
        return Terms(**facts, weights=weights, dates=tuple(dates))

    @property
    def weight_groups(self):
        """The fields of the weights with the side that they are for."""
        return [
            (
                MemberSide(side).label if side else "",
                [self[key] for key in self.weights if criteria.side_of(self.kind, key) == side],
            )
            for side in criteria.sides_of(self.kind)
        ]


def facts_of(call: RecruitmentCall) -> dict:
    """The form's first values for a call that is there already."""
    names = (
        *("title", "seats", "expert_seats", "duties", "eligibility", "allowance"),
        *("opens_at", "closes_at"),
    )
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


RANKING = ("first_tier", "second_tier", "gap")


def points(label: str, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=criteria.WHOLE)


class CorrectForm(VersionedForm):
    """What was wrong, and the passages as they shall read: what stays as it is is left out."""

    text = forms.CharField(
        label="정정 내용",
        max_length=2000,
        widget=area(4),
        help_text="무엇을 어떻게 바로잡는지 적어 주세요. 공고에 보이고 신청자에게 메일로 알립니다.",
    )
    closes_at = LastMomentField(
        label="새 접수 마감", required=False, help_text="마감을 뒤로 옮길 때만 적어 주세요."
    )
    first_tier = points("1순위로 나누는 점수")
    second_tier = points("2순위로 나누는 점수")
    gap = points("셋째 심사를 하는 점수 차이", 0)

    def __init__(self, *args, call: RecruitmentCall, **kwargs):
        super().__init__(*args, **kwargs)
        self.days, self.rules = list(call.dates.all()), call.rules
        for name in RANKING:
            self.fields[name].initial = getattr(call, name)
        if not call.draws_lots:
            del self.fields["first_tier"], self.fields["second_tier"]
        for name in WORDS:
            self.fields[name] = copy(CallForm.base_fields[name])
            self.fields[name].initial, self.fields[name].help_text = getattr(call, name), ""
        for date in self.days:
            for end, word in (("starts_at", "시작"), ("ends_at", "끝")):
                initial = getattr(date, end).replace(second=0, microsecond=0)
                field = DateTimeField(label=f"{date.what} {word}", initial=initial)
                self.fields[f"date-{date.pk}-{end}"] = field

    def clean(self):
        for date in self.days:
            starts, ends = (
                self.cleaned_data.get(f"date-{date.pk}-{end}") for end in ("starts_at", "ends_at")
            )
            if starts and ends and ends <= starts:
                self.add_error(f"date-{date.pk}-ends_at", "끝나는 시각은 시작 시각보다 뒤여야 합니다.")
        ranking = [field.name for field in self.ranking_fields]
        if not any(name in self.errors for name in ranking) and (sentence := refusal(self.ranked)):
            self.add_error(ranking[0], sentence)

    @property
    def ranked(self) -> Rules:
        """The points as they were typed; those that the page does not ask for stay."""
        now = dict(zip(RANKING, (self.rules.first, self.rules.second, self.rules.gap), strict=True))
        said = now | {name: self.cleaned_data[name] for name in RANKING if name in self.fields}
        return Rules(said["gap"], said["first_tier"], said["second_tier"])

    @property
    def ranking_fields(self):
        return [self[name] for name in RANKING if name in self.fields]

    @property
    def word_fields(self):
        return [self[name] for name in WORDS]

    @property
    def date_fields(self):
        return [field for field in self.visible_fields() if field.name.startswith("date-")]

    @property
    def facts(self) -> dict:
        """What ``actions.correct`` takes."""
        found, changed = self.cleaned_data, set(self.changed_data)
        dates = {
            date.pk: Date(date.what, found[f"date-{date.pk}-starts_at"], found[f"date-{date.pk}-ends_at"])
            for date in self.days
            if changed & {f"date-{date.pk}-starts_at", f"date-{date.pk}-ends_at"}
        }
        return {
            "text": found["text"],
            "closes_at": found["closes_at"],
            "words": {name: found[name] for name in WORDS if name in changed},
            "dates": dates,
            "rules": self.ranked,
            "version": found["version"] or 0,
        }


class CancelForm(PortalForm):
    reason = forms.CharField(
        label="취소 사유",
        max_length=1000,
        widget=area(4),
        help_text="공고 화면에 보이고 신청자에게 메일로 알립니다.",
    )
