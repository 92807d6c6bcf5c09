from uuid import uuid4

from django import forms

from seoul_gov.ui import personal
from seoul_gov.ui.forms import PortalForm

PUBLIC = "사업의 공개 기록에 남습니다. 이름, 전화번호 같은 개인정보는 적지 마세요."


class PublicForm(PortalForm):
    """Words that become part of the public record: personal data is refused at the field that holds it."""

    def clean(self):
        for name, value in list(self.cleaned_data.items()):
            sentence = personal.refusal(value, self.fields[name].label) if isinstance(value, str) else ""
            if sentence:
                self.add_error(name, sentence)


class RaiseForm(PublicForm):
    title = forms.CharField(label="제목", max_length=100)
    body = forms.CharField(
        label="내용",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"무엇이 문제이고 무엇을 함께 정하고 싶은지 적어 주세요. {PUBLIC}",
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class ReplyForm(PublicForm):
    body = forms.CharField(
        label="답변", max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), help_text=PUBLIC
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class SettleForm(PublicForm):
    outcome = forms.CharField(
        label="조정결과",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"함께 정한 것과 앞으로 할 일을 적어 주세요. {PUBLIC}",
    )
