from seoul_gov.ui.forms import DateField, PortalForm


class TermForm(PortalForm):
    """The last day of a term."""

    ends_on = DateField(label="임기 끝", help_text="이날까지 활동합니다.")
