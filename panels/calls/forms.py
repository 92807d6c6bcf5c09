from datetime import datetime

from django import forms

from panels.enums import MemberSide, PanelKind, TextKind
from panels.forms import NO, YES, tick_name
from panels.models import SignedText
from seoul_gov.documents.forms import DocumentField
from seoul_gov.ui.forms import DateField, DateTimeField, PortalForm, TimeField, VersionedForm
from seoul_gov.ui.korean import SEOUL, korean_period

from . import criteria, questions
from .actions import Date, Terms
from .actions.applications import FACTS
from .actions.calls import MOST_DATES
from .enums import AgeBand, Criterion, District, Frequency, Gender, Occupation
from .models import MOST_SEATS, Application, RecruitmentCall

DATES_PREFIX = "dates"


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


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
    closes_at = DateTimeField(label="접수 마감", help_text="이 시각까지 낸 신청을 받습니다.")
    draws_lots = forms.BooleanField(
        label="심사로 1~3순위를 나누고, 앞선 순위의 기회가 더 큰 공개 추첨으로 정합니다.", required=False
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.weights = {key: Criterion(key).label for key in criteria.USUAL[kind]}
        for key, label in self.weights.items():
            self.fields[key] = forms.IntegerField(label=label, min_value=0, max_value=criteria.WHOLE)
        self.kind = kind
        # A mixed panel is never drawn by lot as a whole, and no other one has sides.
        del self.fields["draws_lots" if self.is_mixed else "expert_seats"]

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
        if seats and experts and (sentence := criteria.seats_refusal(self.kind, seats, experts, False)):
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
            "draws_lots",
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
        *("opens_at", "closes_at", "draws_lots"),
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


CHOOSE = [("", "골라 주세요")]


def chosen(label: str, choices, **facts) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[*CHOOSE, *choices.choices], **facts)


def told(label: str, length: int, help_text: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=False, help_text=help_text, widget=area(rows)
    )


def line(label: str, length: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)


class ApplyForm(VersionedForm):
    """What a kind of panel asks of its applicants. Nothing is required here: a draft may have gaps.

    A tick's name holds a print of the text, so that a tick on what has been changed since does not count.
    """

    name = line("이름", 50)
    age_band = chosen("연령대", AgeBand, help_text="생년월일은 받지 않습니다.")
    gender = chosen("성별", Gender)
    occupation = chosen("직업", Occupation)
    district = chosen("사는 곳", District)
    side = chosen("어느 쪽으로 신청하나요?", MemberSide)
    frequency = chosen("이 서비스나 비슷한 서비스를 얼마나 자주 쓰나요?", Frequency)
    interest = told(
        "어떤 점에 관심이 있나요?", 1000, "왜 함께하고 싶은지, 무엇이 나아지기를 바라는지 적어 주세요."
    )
    understanding = told("이 사업이나 서비스에 대해 아는 것을 적어 주세요.", 1000)
    expertise = told("전문분야와 경력", 2000, "IT 분야와 해당 분야의 경력, 자격, 연구를 적어 주세요.", 5)
    record = told(
        "관련 활동경력",
        2000,
        "위원회, 시민단체, 서비스 개선 활동 같은 것을 적어 주세요. 없으면 ‘없음’이라고 적어 주세요.",
    )
    upload = DocumentField(label="증빙 파일(선택)", required=False)
    available = forms.MultipleChoiceField(
        label="참여할 수 있는 날", required=False, widget=forms.CheckboxSelectMultiple
    )
    has_conflict = forms.ChoiceField(
        label="이 사업과 이해관계가 있습니까?",
        required=False,
        widget=forms.RadioSelect,
        choices=[(NO, "없습니다"), (YES, "있습니다")],
    )
    employer = line("현재 일하는 곳", 100, "없으면 비워 두셔도 됩니다.")
    past_employers = line("최근 3년 안에 일한 곳", 300, "여러 곳이면 쉼표로 나누어 적어 주세요.")
    family = line("배우자나 친족이 일하는 관련 업체", 300)
    bodies = line("속한 단체나 협회", 300)
    services = line("용역이나 자문을 해 준 업체", 300)
    guardian_name = line("법정대리인 이름", 50)
    guardian_contact = line("법정대리인 연락처", 100, "전화번호나 이메일 주소")

    def __init__(self, *args, call: RecruitmentCall, dates, texts: list[SignedText], **kwargs):
        super().__init__(*args, **kwargs)
        kind = call.panel.kind
        for name in {"side", "frequency", "interest", "understanding", "expertise", "record"} - set(
            questions.ASKED[kind]
        ):
            del self.fields[name]
        if not questions.takes_evidence(kind):
            del self.fields["upload"]
        self.fields["available"].choices = [
            (str(date.pk), f"{date.what} {korean_period(date.starts_at, date.ends_at)}") for date in dates
        ]
        for name in {*questions.wanted(kind, {}), "available", "has_conflict"}:
            self.fields[name].label += " (신청할 때 필수)"
        self.texts = {tick_name(text): text for text in texts}
        for name, text in self.texts.items():
            self.fields[name] = forms.BooleanField(label=TextKind(text.kind).agreement, required=False)
        self.kind = kind

    @property
    def own_fields(self):
        """The questions of this kind of panel, in their order."""
        names = [*questions.ASKED[self.kind], "upload"]
        return [self[name] for name in names if name in self.fields]

    @property
    def about_fields(self):
        return [self[name] for name in questions.EVERYBODY]

    @property
    def tie_fields(self):
        return [self[name] for name in questions.TIES]

    @property
    def ticks(self):
        """Each text but the guardian's with the field of its tick, for the page."""
        return [(text, self[name]) for name, text in self.texts.items() if text.kind != TextKind.GUARDIAN]

    @property
    def shows_guardian(self) -> bool:
        """Whether the guardian's part stands open: for a child, and where something in it is written or wrong."""
        names = [*questions.GUARDIAN, *(field.name for _, field in self.guardian_ticks)]
        touched = any(self[name].value() or self[name].errors for name in names)
        return touched or self["age_band"].value() == AgeBand.UNDER_14

    @property
    def guardian_ticks(self):
        return [(text, self[name]) for name, text in self.texts.items() if text.kind == TextKind.GUARDIAN]

    @property
    def answers(self) -> dict[str, object]:
        """What ``actions.save`` takes."""
        found = {name: self.cleaned_data[name] for name in FACTS if name in self.fields}
        conflict = found.pop("has_conflict")
        return found | {"has_conflict": None if conflict == "" else conflict == YES}

    @property
    def dates(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["available"]]

    @property
    def signed(self) -> list[SignedText]:
        return [text for name, text in self.texts.items() if self.cleaned_data.get(name)]

    def point_at_gaps(self, application: Application) -> bool:
        """Say at each field what is missing before the application can be handed in; whether anything is."""
        facts = {name: getattr(application, name) for name in FACTS}
        missing = questions.gaps(self.kind, facts)
        if not application.available.exists():
            missing["available"] = "참여할 수 있는 날을 하나 이상 골라 주세요."
        for name, sentence in missing.items():
            self.add_error(name, sentence)
        for name, text in self.texts.items():
            under_age = text.kind == TextKind.GUARDIAN and application.age_band == AgeBand.UNDER_14
            if (text.kind == TextKind.APPLY or under_age) and not self.cleaned_data.get(name):
                self.add_error(name, f"{TextKind(text.kind).short}를 해야 신청할 수 있습니다.")
        return bool(self.errors)


def answers_of(application: Application) -> dict[str, object]:
    """The form's first values for what has been written already."""
    facts = {name: getattr(application, name) for name in FACTS}
    conflict = {None: "", True: YES, False: NO}[facts.pop("has_conflict")]
    dates = [str(pk) for pk in application.available.values_list("pk", flat=True)]
    return facts | {"has_conflict": conflict, "available": dates, "version": application.version}


class OpenListForm(PortalForm):
    """Why somebody looks at the people who have applied (개인정보의 안전성 확보조치 기준 제8조)."""

    reason = forms.CharField(
        label="보는 사유",
        min_length=5,
        max_length=500,
        widget=area(2),
        help_text="예: 신청 자격 확인. 사유와 함께 누가 언제 보았는지 남습니다.",
    )
