from django import forms

from seoul_gov.ui.forms import DateField, PortalForm, VersionedForm

SCORES = [(5, "5점 매우 만족"), (4, "4점 만족"), (3, "3점 보통"), (2, "2점 불만족"), (1, "1점 매우 불만족")]


class ReportForm(VersionedForm):
    summary = forms.CharField(
        label="추진 결과 요약",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="시민 참여로 무엇이 달라졌는지 쉬운 말로 적어 주세요. 회의·의견 건수와 일정은 기록에서 자동으로 실립니다.",
    )
    lessons = forms.CharField(
        label="환류 계획(다음 사업에 반영할 점)",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PublishForm(VersionedForm):
    """Nothing to fill in: the version that the person read is what they publish."""


class OpenSurveyForm(PortalForm):
    closes_on = DateField(label="마감일", help_text="이 날 밤 12시까지 응답을 받습니다.")


class SurveyForm(PortalForm):
    score = forms.TypedChoiceField(
        label="이 사업의 시민 참여에 얼마나 만족하십니까?",
        coerce=int,
        choices=SCORES,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label="하고 싶은 말",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="이름 없이 결과보고서에 실릴 수 있습니다. 이름이나 연락처는 적지 말아 주세요.",
    )
