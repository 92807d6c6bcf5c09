from django import forms
from django.utils.functional import cached_property

from panels.calls.forms import OpenListForm
from seoul_gov.ui.forms import PortalForm, SentenceField

from .actions import Departure
from .actions.deciding import REASON_LENGTH
from .enums import Ground
from .selectors import Line

UNTICKED = "사유를 적었으면 이 칸도 골라 주세요. 아니면 사유를 지워 주세요."
GROUNDLESS = "추첨으로 뽑힌 사람은 정해진 사유가 있을 때만 뺄 수 있습니다. 빼는 사유를 골라 주세요."
MOST_WAITING = 500
"""How many of those who are next can be taken in: a page sends no more fields than the portal takes."""
GROUNDS = [("", "고르지 않음"), *Ground.choices]


class InquiryForm(PortalForm):
    """What came of the doubts about an applicant, and why."""

    may_sit = forms.TypedChoiceField(
        label="확인한 결과",
        choices=[("yes", "자리에 앉을 수 있습니다."), ("no", "자리에 앉을 수 없습니다.")],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    reason = SentenceField(
        label="확인한 내용",
        min_length=5,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="무엇을 어떻게 확인했는지 적어 주세요. 선정 결과를 알린 뒤에는 신청자도 봅니다. "
        "이름, 연락처, 다른 지원서의 번호는 적지 마세요.",
    )


class DecideForm(PortalForm):
    """What departs from the principle, up to three fields a line; ``viewed`` is why the list was opened and ``numbers`` are
    those of which anything else than the principle's word can be said."""

    viewed = forms.CharField(
        min_length=OpenListForm.base_fields["reason"].min_length,
        max_length=OpenListForm.base_fields["reason"].max_length,
        widget=forms.HiddenInput,
    )
    remark = forms.CharField(
        label="비고",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="담당부서가 보는 메모입니다. 예: 선정위원회 개최일과 결재 문서 번호",
    )

    def __init__(self, *args, lines: list[Line], is_lottery: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.is_lottery = lines, is_lottery
        waiting = [line for line in lines if line.result.points is not None and not line.is_chosen]
        chosen = [line for line in lines if line.is_chosen]
        changeable = chosen + waiting[: 0 if is_lottery else MOST_WAITING]
        self.numbers = [line.application.number for line in changeable]
        for line in changeable:
            self.add_fields(line)

    def add_fields(self, line: Line) -> None:
        number = line.application.number
        label = f"지원서 {number} {'빼기' if line.is_chosen else '넣기'}"
        self.fields[f"depart-{number}"] = forms.BooleanField(label=label, required=False)
        if line.is_chosen:
            self.fields[f"ground-{number}"] = forms.ChoiceField(
                label="빼는 사유", choices=GROUNDS, required=False
            )
        words = "덧붙이는 말" if self.is_lottery else "사유"
        self.fields[f"reason-{number}"] = forms.CharField(
            label=words, max_length=REASON_LENGTH, required=False, help_text="신청자에게도 보입니다."
        )

    def clean(self):
        for number in self.numbers:
            told, ticked = any(self.told(number)), number in self.changed
            if told and not ticked:
                self.add_error(f"depart-{number}", UNTICKED)
            elif ticked and self.is_lottery and not self.told(number)[0]:
                self.add_error(f"ground-{number}", GROUNDLESS)
            elif ticked and not told and f"reason-{number}" not in self.errors:
                self.add_error(f"reason-{number}", "원칙과 다르게 정하는 사유를 적어 주세요.")

    @cached_property
    def changed(self) -> set[str]:
        """The numbers that are ticked, whatever else is wrong with the form."""
        return {number for number in self.numbers if self[f"depart-{number}"].value()}

    @cached_property
    def touched(self) -> set[str]:
        """The numbers of which something is ticked, written or wrong."""
        return {
            number
            for number in self.numbers
            if any(field.value() or field.errors for field in self.fields_of(number))
        }

    def told(self, number: str) -> tuple[str, str]:
        """Ground and reason of a line, as far as they are sound."""
        return tuple(self.cleaned_data.get(f"{name}-{number}", "") for name in ("ground", "reason"))

    @property
    def departures(self) -> list[Departure]:
        """What ``actions.decide`` takes."""
        told = ((number, *self.told(number)) for number in self.numbers if number in self.changed)
        return [Departure(number, reason, ground) for number, ground, reason in told]

    @property
    def rows(self):
        """Each line with its fields, for the page; none where nothing can be changed."""
        return [(line, self.fields_of(line.application.number)) for line in self.lines]

    def fields_of(self, number: str) -> list:
        names = (f"{name}-{number}" for name in ("depart", "ground", "reason"))
        return [self[name] for name in names if name in self.fields]
