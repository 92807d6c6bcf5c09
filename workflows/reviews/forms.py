from uuid import uuid4

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms

from panels.enums import PanelState
from panels.models import Panel
from projects.enums import StageKey
from projects.forms import VersionForm
from projects.models import DeliverableVersion
from projects.selectors import newest_versions
from seoul_gov.ui.forms import DateField, PortalForm, offer
from workflows.dispositions import COMMENT_WORDS

from . import selectors
from .anchors import LAST_PAGE, LONGEST, anchor_of
from .models import Comment

NOTHING = "의견 없음"


class UploadForm(VersionForm):
    """A new deliverable of one of the stages of the project's process."""

    stage_key = forms.ChoiceField(label="단계")
    field_order = ["stage_key", "title", "matter", "file", "note"]

    def __init__(self, *args, run, **kwargs):
        super().__init__(*args, **kwargs)
        stages = list(run.stages.all()) if run else []
        self.fields["stage_key"].choices = [(stage.key, StageKey(stage.key).label) for stage in stages]
        self.fields["stage_key"].initial = next((stage.key for stage in stages if stage.is_open), None)


class PublishForm(PortalForm):
    """The confirmation that an official has looked into a file whose words the portal cannot read."""

    checked = forms.BooleanField(label="파일을 열어 보았고 개인정보가 없음을 확인했습니다.")

    def __init__(self, *args, is_readable: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_readable:
            del self.fields["checked"]


class VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, version):
        return f"{version} ({version.document.name}, {version.document.size_label})"


class PanelChoice(forms.ModelChoiceField):
    def label_from_instance(self, panel):
        return f"{panel.name} ({panel.kind_label})"


class OpenForm(PortalForm):
    version = VersionChoice(
        label="산출물",
        queryset=DeliverableVersion.objects.none(),
        empty_label=None,
        help_text="가장 새 버전만 나옵니다. 계약·제안서 평가·검수 문서는 추진단에 보이지 않아 나오지 않습니다.",
    )
    panel = PanelChoice(label="추진단", queryset=Panel.objects.none(), empty_label=None)
    due_on = DateField(
        label="검토 기한",
        help_text="이 날 밤 12시까지 의견을 낼 수 있습니다. 읽을 시간을 7일 넘게 드려 주세요.",
    )
    guide = forms.CharField(
        label="검토 안내",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="무엇을 눈여겨볼지 쉬운 말로 적어 주세요. 단원이 받는 메일에 함께 실립니다.",
    )

    def __init__(self, *args, duty, **kwargs):
        super().__init__(*args, **kwargs)
        project = duty.stage.run.project
        known = newest_versions(project.pk, first=duty.stage.key)
        offer(self.fields["version"], selectors.versions_to_review(duty), known)
        self.fields["panel"].queryset = project.panels.filter(state=PanelState.ACTIVE)


class ExtendForm(PortalForm):
    due_on = DateField(label="새 검토 기한")
    reason = forms.CharField(label="사유", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class CommentForm(PortalForm):
    """A comment and the place that it points at; without a place it is about the whole document."""

    page = forms.IntegerField(
        label="쪽",
        required=False,
        min_value=1,
        max_value=LAST_PAGE,
        widget=forms.NumberInput(attrs={"data-page-field": True, "inputmode": "numeric"}),
    )
    section = forms.CharField(
        label="절·항목",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"data-section-field": True}),
        help_text="예: 문단 12, 3.2 회원가입. 쪽과 절·항목을 비우면 문서 전체에 대한 의견입니다.",
    )
    body = forms.CharField(label="의견", max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, comment: Comment | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if comment is not None:
            del self.fields["nonce"]

    def clean(self):
        place = self.cleaned_data.get("page"), self.cleaned_data.get("section", "")
        self.cleaned_data["anchor"] = anchor_of(*place)


class SummaryForm(PortalForm):
    summary = forms.CharField(
        label="종합 의견",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="문서 전체를 읽고 느낀 점이 있으면 적어 주세요.",
    )


class SubmitForm(SummaryForm):
    """The summary on its way out; who has no comment says so in as many words."""

    nothing = forms.BooleanField(label="읽어 보았고 의견이 없습니다(의견 없음)", required=False)

    def __init__(self, *args, has_comments: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if has_comments:
            del self.fields["nothing"]

    def clean(self):
        if self.cleaned_data.get("nothing") and not self.cleaned_data.get("summary"):
            self.cleaned_data["summary"] = NOTHING


class AnswerForm(PortalForm):
    disposition = forms.ChoiceField(
        label="처리",
        choices=[(key.value, word) for key, word in COMMENT_WORDS.items()],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label="사유", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    back = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(InlineRadios("disposition"), "answer", "seen", "back")


class CloseForm(PortalForm):
    early = forms.BooleanField(label="아직 의견을 내지 않은 단원이 있지만 지금 마감합니다.", required=False)
    note = forms.CharField(
        label="마감 의견",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="의견을 낸 단원에게 처리 결과와 함께 메일로 전해집니다.",
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
        help_text="추진단의 모든 단원에게 메일로 전해집니다.",
    )
