from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q

from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import Department, RoleGrant, User
from seoul_gov.documents.forms import DocumentField
from seoul_gov.ui.forms import DateField, PortalForm, VersionedForm, WonField

from .actions.projects import lacking
from .enums import Audience, Matter, ProjectKind
from .models import BUDGET_MAX, ProposalChannel

SUBMIT = "submit"
"""The name of the button that registers; the other one keeps a draft."""


class ProjectForm(VersionedForm):
    """A project's facts. Only what a draft needs is required; the rest is asked for on submission."""

    title = forms.CharField(label="사업명", max_length=100)
    kind = forms.ChoiceField(
        label="사업 구분", choices=ProjectKind, widget=forms.RadioSelect, initial="development"
    )
    department = forms.ModelChoiceField(
        label="사업부서", queryset=Department.objects.none(), empty_label=None
    )
    officer = forms.ModelChoiceField(label="사업담당자", queryset=User.objects.none(), empty_label=None)
    start_date = DateField(label="시작일", required=False)
    end_date = DateField(label="종료일", required=False)
    budget = WonField(
        label="예산(원)",
        required=False,
        validators=[MinValueValidator(0), MaxValueValidator(BUDGET_MAX)],
        help_text="예: 350,000,000",
    )
    summary = forms.CharField(
        label="사업 개요",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="시민이 읽고 이해할 수 있게, 무엇을 왜 만드는지 적어 주세요.",
    )
    channel = forms.ModelChoiceField(
        label="제안 경로",
        queryset=ProposalChannel.objects.none(),
        required=False,
        empty_label="선택해 주세요",
    )
    audience = forms.ChoiceField(
        label="수혜 대상", choices=Audience, required=False, widget=forms.RadioSelect
    )
    audience_detail = forms.CharField(
        label="대상 계층·지역",
        required=False,
        max_length=100,
        help_text="특정계층이나 지역주민이 대상이면 누구인지 적어 주세요.",
    )
    expected_vendor = forms.CharField(
        label="수행사", required=False, max_length=100, help_text="정해진 경우에만 적어 주세요."
    )

    def __init__(self, *args, user, project=None, **kwargs):
        super().__init__(*args, **kwargs)
        departments = user.departments_as(Role.OFFICER)
        chosen = project.officer_id if project else None
        self.fields["department"].queryset = Department.objects.filter(pk__in=departments)
        grants = RoleGrant.objects.in_force().filter(role=Role.OFFICER, department__in=departments)
        officers = User.objects.filter(Q(pk__in=grants.values("user")) | Q(pk=chosen), is_active=True)
        self.fields["officer"].queryset = officers.order_by("name")
        self.fields["channel"].queryset = ProposalChannel.objects.filter(is_active=True)

    def clean(self):
        start, end = self.cleaned_data.get("start_date"), self.cleaned_data.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", "종료일은 시작일과 같거나 그 뒤여야 합니다.")
        if self.errors and SUBMIT in self.data:
            self._point_at_gaps()

    def _point_at_gaps(self):
        """Who meant to register is told in one go what is still to be filled in."""
        for name in lacking(self.cleaned_data):
            if name not in self.errors:
                self.add_error(name, "등록하려면 채워 주세요.")

    @property
    def facts(self) -> dict:
        """The cleaned facts, as the actions take them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class MatterField(forms.ChoiceField):
    """What the files beside it are about; nobody has to touch it who hands on nothing special."""

    def __init__(self, **kwargs):
        super().__init__(
            label="무엇에 관한 자료",
            choices=Matter,
            initial=Matter.GENERAL,
            required=False,
            help_text="계약·제안서 평가·검수 문서는 시가 맡는 일이라 올리지 않습니다.",
            **kwargs,
        )

    def clean(self, value):
        return super().clean(value) or Matter.GENERAL


class VersionForm(PortalForm):
    """A file that becomes a deliverable's next version."""

    title = forms.CharField(label="산출물명", max_length=100, help_text="예: 요구사항정의서")
    matter = forms.ChoiceField(
        label="무엇에 관한 문서",
        choices=Matter,
        initial=Matter.GENERAL,
        help_text="계약·제안서 평가·검수 문서는 추진단에 보이지 않고 공개하지 않습니다.",
    )
    file = DocumentField(label="파일")
    note = forms.CharField(label="바뀐 내용", max_length=300, required=False)

    def __init__(self, *args, deliverable=None, **kwargs):
        super().__init__(*args, **kwargs)
        if deliverable is not None:
            del self.fields["title"], self.fields["matter"]


class MatterForm(PortalForm):
    """What a paper is about."""

    matter = forms.ChoiceField(label="무엇에 관한 문서", choices=Matter, widget=forms.RadioSelect)
