"""What people type to move a process. Nothing is decided here: each form's clean values go to one action."""

from django import forms

from seoul_gov.documents.forms import DocumentField
from seoul_gov.ui.forms import DateField, PortalForm, ReasonForm
from workflows.definitions import DutyKind
from workflows.driver.schedule import Plan
from workflows.runs.enums import StageState
from workflows.runs.models import DutyRun, StageRun

from .actions.duties import ADDED

TITLE_MAX = DutyRun._meta.get_field("title").max_length


def words(label: str, *, rows: int = 4, limit: int = 1000, **options) -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class StartForm(PortalForm):
    """The first day, and the days of every stage of a plan."""

    first_day = DateField(label="절차 시작일", help_text="쉬는 날을 고르면 다음 근무일부터 계산합니다.")

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["first_day"].initial = plan.stages[0].start
        for planned in plan.stages:
            key, title = planned.stage.key, planned.stage.title
            self.fields[f"start-{key}"] = DateField(label=f"{title} 시작일", initial=planned.start)
            self.fields[f"end-{key}"] = DateField(label=f"{title} 종료일", initial=planned.end)

    @property
    def planned_from(self) -> str:
        """The first day for which the dates on the page were proposed."""
        return self.data.get("planned_from") or self.plan.stages[0].start.isoformat()

    @property
    def rows(self) -> list[dict]:
        """The stages as the page's table shows them."""
        return [
            {
                "planned": planned,
                "days": [
                    {"day": "시작일", "box": self[f"start-{planned.stage.key}"]},
                    {"day": "종료일", "box": self[f"end-{planned.stage.key}"]},
                ],
            }
            for planned in self.plan.stages
        ]

    @property
    def dates(self) -> dict:
        """The days chosen, by stage key."""
        chosen = self.cleaned_data
        keys = [planned.stage.key for planned in self.plan.stages]
        return {key: (chosen[f"start-{key}"], chosen[f"end-{key}"]) for key in keys}


class AdvanceForm(PortalForm):
    """The stage that the person saw, and why optional duties are left out."""

    stage = forms.ModelChoiceField(queryset=StageRun.objects.none(), widget=forms.HiddenInput)
    skip_reason = words(
        "건너뛰는 사유", required=False, help_text="남은 선택 과제를 모두 이 사유로 건너뜁니다."
    )

    def __init__(self, *args, run, has_optional: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = run.stages.all()
        if not has_optional:
            self.fields["skip_reason"].widget = forms.HiddenInput()


class SendBackForm(PortalForm):
    """An earlier stage, and why."""

    stage = forms.ModelChoiceField(label="되돌아갈 단계", queryset=StageRun.objects.none(), empty_label=None)
    reason = words("되돌리는 사유")

    def __init__(self, *args, run, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = run.stages.filter(state=StageState.CLOSED).order_by("-order")


class RecordForm(PortalForm):
    """That a duty was carried out: how it came out, when, by whom, and what shows it."""

    outcome = forms.ChoiceField(label="결과", widget=forms.RadioSelect)
    occurred_on = DateField(label="수행일")
    person = forms.CharField(label="수행한 사람·부서", max_length=100)
    evidence = words(
        "근거",
        limit=2000,
        help_text="문서번호, 결재일, 결과 요지처럼 나중에 확인할 수 있는 내용을 적어 주세요.",
    )
    file = DocumentField(label="근거 파일", required=False)

    def __init__(self, *args, duty, **kwargs):
        super().__init__(*args, **kwargs)
        if duty.outcomes:
            self.fields["outcome"].choices = [(word, word) for word in duty.outcomes]
        else:
            del self.fields["outcome"]


class WaiverForm(ReasonForm):
    """Why a stage should close without a duty."""

    reason = words("면제가 필요한 사유", help_text="승인되면 이 사유가 누구나 볼 수 있게 공개됩니다.")


class WaiverDecisionForm(PortalForm):
    """Yes or no to a waiver."""

    decision = forms.ChoiceField(
        label="결정", choices=[("grant", "승인"), ("refuse", "거절")], widget=forms.RadioSelect
    )
    comment = words("결정 의견", required=False, help_text="거절할 때는 사유를 꼭 적어 주세요.")


class StageDatesForm(PortalForm):
    """Other days for a stage."""

    start = DateField(label="시작일")
    end = DateField(label="종료일")
    follow = forms.BooleanField(
        label="이 단계의 남은 과제와 뒤 단계의 일정도 같은 근무일 수만큼 옮기기", required=False, initial=True
    )
    reason = words("바꾸는 사유", required=False, rows=3)

    def clean(self):
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end < start:
            self.add_error("end", "종료일은 시작일과 같거나 그 뒤여야 합니다.")


class DueForm(PortalForm):
    """Another due day for a duty."""

    due_on = DateField(label="새 기한")
    reason = words("바꾸는 사유", required=False, rows=3)


class AddDutyForm(PortalForm):
    """A further meeting or review."""

    kind = forms.ChoiceField(
        label="종류",
        choices=[(kind.value, kind.label) for kind in map(DutyKind, ADDED)],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label="과제명", max_length=TITLE_MAX, help_text="예: 요구사항 변경 자문회의")
    due_on = DateField(label="기한")
