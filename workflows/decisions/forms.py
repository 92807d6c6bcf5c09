from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms

from projects.models import DeliverableVersion
from projects.selectors import newest_versions
from seoul_gov.ui.forms import DateTimeField, PortalForm, offer
from seoul_gov.ui.korean import korean_date
from workflows.meetings.models import AgendaItem

from . import selectors
from .enums import Choice, Motion
from .models import Ballot, reserved_words

NOT_RECORDED = ("", "적지 않음")


class ItemChoice(forms.ModelChoiceField):
    def label_from_instance(self, item):
        meeting = item.meeting
        return f"{item} ({item.get_category_display()} · {korean_date(meeting.starts_at)} {meeting})"


class OpenForm(PortalForm):
    item = ItemChoice(
        label="안건",
        queryset=AgendaItem.objects.none(),
        empty_label=None,
        help_text="이 단계 회의의 안건 가운데 함께 정할 수 있는 것만 나옵니다.",
    )
    motion = forms.ChoiceField(label="의결 내용", choices=Motion, widget=forms.RadioSelect)
    text = forms.CharField(
        label="주문",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="가결되면 그대로 결정이 되는 글입니다. 예산·계약·검수에 관한 내용은 넣지 마세요.",
    )
    version = forms.ModelChoiceField(
        label="산출물",
        queryset=DeliverableVersion.objects.none(),
        required=False,
        empty_label="산출물 없이 정합니다",
        help_text="어느 판을 두고 정하는지 기록에 남습니다. 투표하는 사람이 이 파일을 볼 수 있습니다. "
        "예산·계약·제안서 평가·검수 문서는 함께 정하는 일이 아니라 나오지 않습니다.",
    )
    closes_at = DateTimeField(label="표결 마감", required=False)
    only_mentioned = forms.BooleanField(
        label="예산·계약·검수를 정하는 주문이 아님을 확인합니다.",
        required=False,
        help_text="확인하고 표결을 연 사실이 기록에 남습니다.",
    )

    def __init__(self, *args, duty, voting_days: int, **kwargs):
        super().__init__(*args, **kwargs)
        if not reserved_words(self.data.get("text", "")):
            del self.fields["only_mentioned"]
        items = AgendaItem.objects.filter(meeting__panel__project=duty.stage.run.project_id)
        offer(self.fields["item"], selectors.items_to_decide(duty), items)
        self.offered = self.fields["item"].choices
        known = newest_versions(duty.stage.run.project_id, first=duty.stage.key)
        offer(self.fields["version"], selectors.versions_to_decide(duty), known)
        self.fields[
            "closes_at"
        ].help_text = f"비워 두면 회의가 끝나고(끝난 회의면 지금부터) {voting_days}일 뒤입니다."
        said = [name for name in ("text", "only_mentioned") if name in self.fields]
        self.helper.layout = Layout("item", InlineRadios("motion"), *said, "version", "closes_at")


class VoteForm(PortalForm):
    choice = forms.ChoiceField(label="나의 표", choices=Choice, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="소수의견·이유",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="쓰고 싶은 분만 적어 주세요. 표결이 끝나면 결과와 함께 보입니다.",
    )


class RecordForm(PortalForm):
    """One choice a voter; the field of a ballot is named after its number. Who raised no hand is left out."""

    def __init__(self, *args, ballots: list[Ballot], **kwargs):
        super().__init__(*args, **kwargs)
        self.ballots = {f"ballot-{ballot.pk}": ballot.pk for ballot in ballots}
        for name, ballot in zip(self.ballots, ballots, strict=True):
            seat = ballot.membership
            self.fields[name] = forms.ChoiceField(
                label=f"{seat.name} ({seat.get_role_display()})",
                choices=[*Choice.choices, NOT_RECORDED],
                widget=forms.RadioSelect,
                required=False,
                initial="",
            )
        self.helper.layout = Layout(*map(InlineRadios, self.ballots))

    @property
    def marks(self) -> dict[int, str]:
        """The chosen answers, by ballot id."""
        chosen = {pk: self.cleaned_data[name] for name, pk in self.ballots.items()}
        return {pk: choice for pk, choice in chosen.items() if choice}


class CloseForm(PortalForm):
    early = forms.BooleanField(required=False)
    remaining = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, waiting: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        self.fields["early"].label = f"아직 투표하지 않은 {waiting}명을 기다리지 않고 지금 마감합니다."
        if not waiting:
            del self.fields["early"], self.fields["remaining"]

    @property
    def confirmed(self) -> int | None:
        """How many voters the person does not wait for; None where that was not said."""
        return self.cleaned_data.get("remaining") if self.cleaned_data.get("early") else None


class CancelForm(PortalForm):
    reason = forms.CharField(
        label="취소 사유",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="추진단의 모든 단원에게 메일로 전해집니다.",
    )
