from django import forms

from seoul_gov.ui.forms import PortalForm

APPROVE, REFUSE = "approve", "refuse"


class AskForm(PortalForm):
    """What somebody wants to say with their request; nothing has to be said."""

    wish = forms.CharField(
        label="하고 싶은 말(선택)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="왜 지우려는지 적지 않아도 됩니다.",
    )


class DecideForm(PortalForm):
    """Whether a request is granted, and why not."""

    decision = forms.ChoiceField(
        label="처리",
        choices=[(APPROVE, "요청대로 파기합니다."), (REFUSE, "거절합니다.")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="거절하는 사유",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="거절할 때만 적습니다. 요청한 사람에게 그대로 알립니다.",
    )

    def clean(self):
        found = self.cleaned_data
        if found.get("decision") == REFUSE and not found.get("answer", "").strip():
            self.add_error("answer", "거절하는 사유를 적어 주세요.")

    @property
    def grants(self) -> bool:
        return self.cleaned_data["decision"] == APPROVE
