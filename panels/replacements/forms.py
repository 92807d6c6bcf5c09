from django import forms

from panels.draws.models import Replacement
from seoul_gov.ui.forms import PortalForm

REASON_LENGTH = Replacement._meta.get_field("reason").max_length
UNAPPROVED = "어기게 되는 할당을 확인하고 승인해 주세요."
CHANGED = "그 사이 어기게 되는 할당이 바뀌었습니다. 다시 확인하고 승인해 주세요."


class RefillForm(PortalForm):
    """Nothing to fill in where all quotas can be kept; else the approval of the least breach, and why.

    The box carries the breach itself, so that nobody approves another one than they read.
    """

    approved = forms.MultipleChoiceField(
        label="어기게 되는 할당",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": UNAPPROVED, "invalid_choice": CHANGED},
    )
    reason = forms.CharField(
        label="승인하는 까닭",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="추첨 화면에 공개됩니다. 이름이나 연락처를 적지 마세요.",
    )

    def __init__(self, *args, breach: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.breach = breach
        if breach:
            self.fields["approved"].choices = [(breach, f"{breach}: 이렇게 어기는 것을 승인합니다.")]
        else:
            del self.fields["approved"], self.fields["reason"]

    @property
    def approval(self) -> dict:
        """What ``actions.refill`` takes."""
        reason = self.cleaned_data.get("reason", "")
        return {"approve_breach": bool(self.breach), "breach": self.breach, "reason": reason}
