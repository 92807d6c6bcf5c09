from datetime import datetime

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from panels.enums import PanelState
from panels.models import Membership, Panel
from projects.forms import MatterField
from seoul_gov.documents.forms import MultipleDocumentField
from seoul_gov.ui.forms import DateField, PortalForm, TimeField
from seoul_gov.ui.korean import SEOUL
from workflows.dispositions import ADVICE_WORDS

from . import agenda
from .enums import AgendaCategory, AttendanceState, RecusalKind


class PlaceForm(PortalForm):
    """When and where a meeting is held: on one day in Seoul, in a room or by video."""

    day = DateField(label="날짜")
    starts = TimeField(label="시작 시각")
    ends = TimeField(label="끝나는 시각")
    place = forms.CharField(label="장소", max_length=200, required=False)
    video_link = forms.URLField(
        label="화상회의 주소",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="장소나 화상회의 주소 가운데 하나는 적어 주세요.",
    )
    short_notice_reason = forms.CharField(
        label="통지 기간이 짧은 사유",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, notice_days: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "short_notice_reason"
        ].help_text = f"회의 {notice_days}일 전까지 알려야 합니다. 그보다 급하게 열 때만 적어 주세요. 단원에게 보입니다."

    def clean(self):
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "끝나는 시각은 시작 시각보다 뒤여야 합니다.")
        told_where = {"place", "video_link"} & self.errors.keys()
        if not (self.cleaned_data.get("place") or self.cleaned_data.get("video_link") or told_where):
            self.add_error("place", "장소나 화상회의 주소 가운데 하나는 적어 주세요.")

    @property
    def when_and_where(self) -> dict:
        """What ``actions.schedule`` and ``actions.move`` take."""
        data = self.cleaned_data
        return {
            "starts_at": datetime.combine(data["day"], data["starts"], SEOUL),
            "ends_at": datetime.combine(data["day"], data["ends"], SEOUL),
            "place": data["place"],
            "video_link": data["video_link"],
            "short_notice_reason": data["short_notice_reason"],
        }


class ScheduleForm(PlaceForm):
    panel = forms.ModelChoiceField(
        label="소집할 추진단", queryset=Panel.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    title = forms.CharField(label="회의명", max_length=100)
    note = forms.CharField(
        label="안내", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = MultipleDocumentField(label="회의 자료(여러 개 가능)", required=False)
    matter = MatterField()

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["panel"].queryset = project.panels.filter(state=PanelState.ACTIVE)
        self.fields["panel"].label_from_instance = lambda panel: f"{panel.name} ({panel.kind_label})"


class ItemForm(PortalForm):
    """One line of the agenda; a line without a title is left out."""

    title = forms.CharField(label="안건", max_length=200, required=False)
    category = forms.ChoiceField(label="구분", choices=AgendaCategory, required=False)
    needs_advice = forms.BooleanField(label="자문 안건", required=False)

    def clean(self):
        if item := self.item:
            try:
                agenda.refuse_reserved(item)
            except ValidationError as refusal:
                self.add_error("needs_advice", refusal)

    @property
    def item(self) -> agenda.Item | None:
        """The line as the actions take it; None for an empty one."""
        title = self.cleaned_data.get("title", "").strip()
        if not title:
            return None
        category = self.cleaned_data.get("category") or AgendaCategory.GENERAL
        return agenda.Item(title, category, self.cleaned_data.get("needs_advice", False))


AGENDA_PREFIX = "agenda"
EMPTY_LINE = {"category": AgendaCategory.GENERAL.value, "needs_advice": True}


class AgendaLines(forms.BaseFormSet):
    """The lines of an agenda, at least one of them filled in."""

    def clean(self):
        if not any(self.errors) and not self.items:
            raise ValidationError("안건을 하나 이상 적어 주세요.")

    @property
    def items(self) -> list[agenda.Item]:
        """The filled lines as the actions take them."""
        return [row.item for row in self.forms if row.item]


AgendaFormSet = forms.formset_factory(
    ItemForm, AgendaLines, extra=0, max_num=agenda.LONGEST, absolute_max=agenda.LONGEST
)


class MaterialForm(PortalForm):
    files = MultipleDocumentField(label="회의 자료(여러 개 가능)")
    matter = MatterField()


class AttendanceForm(PortalForm):
    """One choice a seat; the field of a seat is named after its number."""

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {f"seat-{seat.pk}": seat.pk for seat in seats}
        for name, seat in zip(self.seats, seats, strict=True):
            label = f"{seat.name} ({seat.get_role_display()})"
            self.fields[name] = forms.ChoiceField(
                label=label, choices=AttendanceState.choices, widget=forms.RadioSelect
            )
        self.helper.layout = Layout(*map(InlineRadios, self.seats))

    @property
    def marks(self) -> dict[int, str]:
        """The chosen state of every seat, by membership id."""
        return {seat: self.cleaned_data[name] for name, seat in self.seats.items()}


class MinutesForm(PortalForm):
    body = forms.CharField(
        label="회의 내용",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="발언과 논의를 적어 주세요. 제목은 # 로, 목록은 - 로 시작합니다.",
    )
    decisions = forms.CharField(
        label="결정 사항", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PublishForm(PortalForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WithholdForm(PublishForm):
    reason = forms.CharField(
        label="비공개 사유",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="단원은 회의록 대신 이 사유를 봅니다.",
    )


class AdviceForm(PortalForm):
    body = forms.CharField(label="자문의견", max_length=5000, widget=forms.Textarea(attrs={"rows": 10}))


class AnswerForm(PortalForm):
    disposition = forms.ChoiceField(
        label="처리",
        choices=[(key.value, word) for key, word in ADVICE_WORDS.items()],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="사유",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="의견을 낸 단원에게 그대로 전해집니다.",
    )


class RecuseForm(PortalForm):
    """Why a member takes no part in an item; an official says which of the ``seats``, and on what ground, as well."""

    seat = forms.TypedChoiceField(label="단원", widget=forms.RadioSelect, coerce=int)
    kind = forms.ChoiceField(
        label="근거",
        choices=[(one.value, f"{one.label} – {one.meaning}") for one in RecusalKind],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="사유",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="이 안건과 어떤 이해관계가 있는지 적어 주세요. 본인과 담당부서만 봅니다.",
    )

    def __init__(self, *args, seats: list[Membership] | None, **kwargs):
        super().__init__(*args, **kwargs)
        if seats is None:
            del self.fields["seat"], self.fields["kind"]
        else:
            choices = [(seat.pk, f"{seat.name} ({seat.get_role_display()})") for seat in seats]
            self.fields["seat"].choices = choices
