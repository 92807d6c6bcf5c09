from django import forms

from panels.enums import TextKind
from panels.forms import tick_name
from panels.models import SignedText
from seoul_gov.ui.forms import DateField, PortalForm


class TermForm(PortalForm):
    """The last day of a term."""

    ends_on = DateField(label="임기 끝", help_text="이날까지 활동합니다.")


class NameForm(PortalForm):
    """A tick for the text as it was shown: on one that has changed since it does not count."""

    def __init__(self, *args, text: SignedText, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[tick_name(text)] = forms.BooleanField(label=TextKind.CONSENT_NAME.agreement)
