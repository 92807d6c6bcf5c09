from django import forms

from seoul_gov.ui.forms import PortalForm, SentenceField


class CheckForm(PortalForm):
    """What the monthly look at the log brought to light."""

    note = SentenceField(
        label="점검 결과",
        min_length=5,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="살펴본 것, 이상한 점과 조치한 것을 적어 주세요. 예: 내려받기 3건의 사유를 확인했고 이상이 없습니다.",
    )
