from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms

from panels.calls.enums import Criterion
from panels.calls.rubric import LEVELS, MOST
from seoul_gov.ui.forms import PortalForm

from .models import Reading

YES, NO = "yes", "no"
CHOICES = [(str(level), f"{level} {LEVELS[level]}") for level in range(MOST + 1)]


class ReadForm(PortalForm):
    """Whether the applicant may be chosen, and a level for each of the call's criteria."""

    eligible = forms.ChoiceField(
        label="신청 자격이 있습니까?", choices=[(YES, "있습니다"), (NO, "없습니다")], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="자격이 없는 사유",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="자격이 없을 때만 적어 주세요. 신청자에게 알리는 근거가 됩니다.",
    )
    note = forms.CharField(
        label="메모", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, weights: dict[str, int], **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = list(weights)
        for key, weight in weights.items():
            self.fields[key] = forms.ChoiceField(
                label=f"{Criterion(key).label}({weight}점)",
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
            )
        self.helper.layout = Layout(InlineRadios("eligible"), *map(InlineRadios, self.keys), "reason", "note")

    def clean(self):
        found = self.cleaned_data
        if found.get("eligible") == YES:
            for key in self.keys:
                if not found.get(key) and key not in self.errors:
                    self.add_error(key, f"0~{MOST} 가운데 하나를 골라 주세요.")
        elif found.get("eligible") == NO and not found.get("reason"):
            self.add_error("reason", "자격이 없다고 보는 사유를 적어 주세요.")

    @property
    def facts(self) -> dict:
        """What ``actions.read`` takes."""
        found = self.cleaned_data
        eligible = found["eligible"] == YES
        levels = {key: int(found[key]) for key in self.keys} if eligible else None
        return {"is_eligible": eligible, "levels": levels, "reason": found["reason"], "note": found["note"]}


def facts_of(reading: Reading) -> dict:
    """The form's first values for a reading that was given already."""
    facts = {"eligible": YES if reading.is_eligible else NO, "reason": reading.reason, "note": reading.note}
    return facts | {mark.key: str(mark.level) for mark in reading.marks.all()}
