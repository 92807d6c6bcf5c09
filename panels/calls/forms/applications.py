from django import forms

from panels.calls import criteria, questions
from panels.calls.actions.applications import FACTS
from panels.calls.enums import AgeBand, Criterion, District, Frequency, Gender, Occupation
from panels.calls.models import Application, RecruitmentCall
from panels.enums import MemberSide, PanelKind, TextKind
from panels.forms import NO, YES, tick_name
from panels.models import SignedText
from seoul_gov.documents.forms import DocumentField
from seoul_gov.ui.forms import PortalForm, SentenceField, VersionedForm
from seoul_gov.ui.korean import josa, korean_period

from .calls import area

CHOOSE = [("", "골라 주세요")]


def chosen(label: str, choices, **facts) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[*CHOOSE, *choices.choices], **facts)


def told(label: str, length: int, help_text: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=False, help_text=help_text, widget=area(rows)
    )


def line(label: str, length: int, help_text: str = "", fills: str = "off") -> forms.CharField:
    """One line; ``fills`` says what of the applicant the browser may fill in (WCAG 2.2, 1.3.5)."""
    widget = forms.TextInput(attrs={"autocomplete": fills})
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text, widget=widget)


class ApplyForm(VersionedForm):
    """What a kind of panel asks of its applicants. Nothing is required here: a draft may have gaps.

    A tick's name holds a print of the text, so that a tick on what has been changed since does not count.
    """

    name = line("이름", 50, fills="name")
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
    employer = line("현재 일하는 곳", 100, "없으면 비워 두셔도 됩니다.", "organization")
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
        if kind == PanelKind.MIXED:
            for name, side in questions.ONE_SIDED.items():
                self.fields[name].label += f" ({MemberSide(side).label}만)"
            scored = MemberSide(criteria.side_of(kind, Criterion.RECORD)).label
            self.fields["record"].label += f" ({josa(scored, '은/는')} 신청할 때 필수)"
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

    reason = SentenceField(
        label="보는 사유",
        min_length=5,
        max_length=500,
        widget=area(2),
        help_text="예: 신청 자격 확인. 사유와 함께 누가 언제 보았는지 남습니다.",
    )
