from uuid import uuid4

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms

from projects.forms import MatterField
from seoul_gov.documents.forms import DocumentField, MultipleDocumentField
from seoul_gov.ui.forms import DateField, PortalForm
from workflows.dispositions import Disposition

LONGEST_BACK = 2000
LONG = forms.Textarea(attrs={"rows": 8})


class OpenForm(PortalForm):
    topic = forms.CharField(
        label="주제", max_length=100, help_text="예: 따릉이 앱의 첫 화면. 뒤에 ‘의견수렴’이 붙습니다."
    )
    guide = forms.CharField(
        label="안내",
        max_length=5000,
        widget=LONG,
        help_text="무엇을 왜 묻는지 쉬운 말로 적어 주세요. 마크다운(# 제목, - 목록, **굵게**)을 쓸 수 있습니다.",
    )
    opens_on = DateField(label="시작일")
    closes_on = DateField(
        label="마감일",
        help_text="이 날 밤 12시까지 의견을 받습니다. 7~30일을 권고하며, 1년을 넘길 수 없습니다.",
    )
    files = MultipleDocumentField(label="자료(여러 개 가능)", required=False)
    matter = MatterField()


class ExtendForm(PortalForm):
    closes_on = DateField(label="새 마감일")
    reason = forms.CharField(label="사유", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class SupplyForm(PortalForm):
    files = MultipleDocumentField(label="자료(여러 개 가능)")
    matter = MatterField()


class GiveForm(PortalForm):
    body = forms.CharField(
        label="의견",
        max_length=5000,
        widget=LONG,
        help_text="의견과 첨부 파일은 누구나 볼 수 있으니 이름·전화번호 같은 개인정보를 담지 마세요. "
        "낸 사람의 이름은 공개하지 않습니다.",
    )
    upload = DocumentField(label="첨부 파일", required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def renew(self) -> None:
        """Have the form come back as one of its own: what it brought was not taken."""
        self.data = self.data.copy()
        self.data["nonce"] = str(uuid4())


class AnswerForm(PortalForm):
    """``back`` is the query of the list on which the form stood."""

    disposition = forms.ChoiceField(label="처리", choices=Disposition, widget=forms.RadioSelect)
    answer = forms.CharField(label="사유", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=LONGEST_BACK, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(InlineRadios("disposition"), "answer", "seen", "back")


class HideForm(PortalForm):
    reason = forms.CharField(
        label="가리는 사유",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="의견 자리에 이 사유가 대신 보입니다. 예: 욕설이 있어 가렸습니다. 개인정보가 있어 가렸습니다.",
    )


class CloseForm(PortalForm):
    early = forms.BooleanField(label="마감일이 지나지 않았지만 지금 마감합니다.", required=False)
    note = forms.CharField(
        label="마감 의견",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="처리 결과와 함께 공개되고, 의견을 낸 시민에게 메일로 전해집니다.",
    )

    def __init__(self, *args, may_be_early: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_be_early:
            del self.fields["early"]


class CancelForm(PortalForm):
    reason = forms.CharField(
        label="취소 사유",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="공개 화면에 보이고, 의견을 낸 시민에게 메일로 전해집니다.",
    )
