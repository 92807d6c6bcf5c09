from django import forms

from seoul_gov.ui.forms import PortalForm

from .enums import Outcome

NOTHING = "낼 의견이 없습니다."
CHOICES = [
    (Outcome.RESTORED, "정지 해제: 이해관계가 없거나 활동에 지장이 없습니다"),
    (Outcome.EXCLUDED, "이해관계로 제외: 이 추진단에서 활동할 수 없습니다"),
]


class OpinionForm(PortalForm):
    """What a suspended member says, also that there is nothing to say."""

    statement = forms.CharField(
        label="의견",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="그 업체와 어떤 관계인지, 관계가 없다면 왜 그런지 적어 주세요.",
    )
    nothing = forms.BooleanField(
        label=NOTHING, required=False, help_text="표시하면 기한을 기다리지 않고 정할 수 있습니다."
    )

    def clean(self):
        found = self.cleaned_data
        if found.get("statement") and found.get("nothing"):
            self.add_error("nothing", "의견을 적었으면 표시를 지워 주세요.")
        elif not (found.get("statement") or found.get("nothing") or self.errors):
            self.add_error("statement", "의견을 적거나, 낼 의견이 없으면 아래에 표시해 주세요.")

    @property
    def said(self) -> str:
        """What ``actions.state_opinion`` takes."""
        return self.cleaned_data["statement"] or NOTHING


class DecideForm(PortalForm):
    outcome = forms.ChoiceField(label="결정", choices=CHOICES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="사유",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="본인에게 그대로 알립니다.",
    )
