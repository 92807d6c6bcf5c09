"""What officials type about panels, their people and the companies under contract."""

from django import forms
from django.core.exceptions import ValidationError

from panels import adoption, kind_choice
from panels.enums import KINDS_FOR, MemberRole, MemberSide, PanelKind, ReleaseGround
from panels.invitations import fingerprint
from panels.models import Panel
from panels.nominees import Understood, understood
from projects.enums import PartyKind
from seoul_gov.documents import tables
from seoul_gov.documents.forms import DocumentField
from seoul_gov.ui.forms import PortalForm, ReasonForm


class PanelForm(PortalForm):
    """A panel of one of the kinds that the project's type allows."""

    kind = forms.ChoiceField(label="추진단 종류", widget=forms.RadioSelect)
    name = forms.CharField(label="이름", max_length=100, help_text="예: 따릉이 앱 시민참여단")
    purpose = forms.CharField(
        label="역할과 활동 계획",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="초대받은 사람이 읽습니다. 언제까지 몇 번쯤 모이고 무엇을 하는지 적어 주세요.",
    )

    def __init__(self, *args, governance_type: str, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = KINDS_FOR.get(governance_type, ())
        self.fields["kind"].choices = [(kind.value, f"{kind.umbrella} · {kind.label}") for kind in kinds]


class AdoptForm(PanelForm):
    """An existing committee and its people, typed, pasted or in a file; the file's rows come back in the text.

    ``checked`` is a print of the people whom the official has seen checked.
    """

    adopted_from = forms.CharField(
        label="기존 위원회의 이름", max_length=100, help_text="예: 서울시 공공자전거 정책자문위원회"
    )
    adopted_basis = forms.CharField(
        label="설치 근거",
        max_length=200,
        help_text="조례·규칙·방침의 이름과 조항이나 문서번호를 적어 주세요.",
    )
    roster = forms.CharField(
        label="위원 명단",
        max_length=60_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="한 줄에 한 사람씩 이름, 이메일, 소속·분야, 구분, 역할의 순서로 쉼표로 나누어 적거나 표 계산 프로그램에서 "
        "복사해 붙이세요. 구분은 혼합 추진단에서만, 역할은 간사일 때만 적습니다.",
    )
    upload = DocumentField(
        label="명단 파일(선택)",
        required=False,
        kinds=tables.TABLES,
        help_text="CSV나 XLSX 파일을 올리면 위 칸을 대신합니다. 첫 줄은 이름, 이메일, 소속·분야, 구분, 역할입니다.",
    )
    checked = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["adopted_from", "adopted_basis", "kind", "name", "purpose", "roster", "upload", "checked"]
    understood: Understood | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "추진단 이름"

    def clean(self):
        upload, typed = self.cleaned_data.get("upload"), self.cleaned_data.get("roster", "")
        try:
            read = tables.rows_of_file if upload else tables.rows_of_text
            rows = read(upload or typed, adoption.MOST + 1)
        except ValidationError as refusal:
            self.add_error("upload" if upload else "roster", refusal)
            return
        if upload:
            self.show("roster", tables.text_of(rows))
        self.understood = understood(rows)
        for problem in self.understood.problems:
            self.add_error("roster", problem)

    def show(self, name: str, value: str) -> None:
        """Have the form come back with another value than the one it was sent with."""
        self.data = self.data.copy()
        self.data[name] = value

    @property
    def print(self) -> str:
        """What changes with the people or the kind."""
        return fingerprint(repr((self.cleaned_data.get("kind"), self.understood.nominees)))

    @property
    def facts(self) -> dict:
        """What ``actions.adopt`` takes."""
        names = ("kind", "name", "purpose", "adopted_from", "adopted_basis")
        return {name: self.cleaned_data[name] for name in names} | {"roster": self.understood.nominees}


class KindChoiceForm(PortalForm):
    """The three questions that tell which kind of panel is wanted (가이드라인 5-1). It stores nothing."""

    form = forms.ChoiceField(
        label="어떻게 활동합니까? (참여 형태)", choices=kind_choice.Form, widget=forms.RadioSelect
    )
    expertise = forms.ChoiceField(
        label="어떤 사람이 필요합니까? (전문성)", choices=kind_choice.Expertise, widget=forms.RadioSelect
    )
    degree = forms.ChoiceField(
        label="어디까지 함께합니까? (참여 정도)",
        choices=[(degree.value, degree.label) for degree in kind_choice.DEGREES],
        widget=forms.RadioSelect,
    )


class InviteForm(PortalForm):
    """Whom to invite, and to which seat."""

    email = forms.EmailField(
        label="이메일", help_text="이 주소로 초대 링크를 보냅니다. 받은 사람만 수락할 수 있습니다."
    )
    name = forms.CharField(label="이름", max_length=50)
    role = forms.ChoiceField(
        label="역할",
        widget=forms.RadioSelect,
        initial=MemberRole.MEMBER,
        choices=[(MemberRole.MEMBER.value, "단원"), (MemberRole.SECRETARY.value, "간사(시 직원)")],
        help_text="단장은 초대를 수락한 단원 가운데서 정합니다.",
    )
    side = forms.ChoiceField(
        label="구분",
        widget=forms.RadioSelect,
        required=False,
        choices=MemberSide,
        help_text="간사는 고르지 않습니다.",
    )
    affiliation = forms.CharField(label="소속·분야", max_length=100, required=False)

    def __init__(self, *args, panel: Panel, by_lot: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if panel.kind != PanelKind.MIXED:
            del self.fields["side"]
        if by_lot:
            role = self.fields["role"]
            role.choices, role.initial = role.choices[1:], MemberRole.SECRETARY


class ActivateForm(PortalForm):
    """The reason for another size than recommended, asked for where there is one to give."""

    size_reason = forms.CharField(
        label="인원이 권고와 다른 사유", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, asks_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_reason:
            del self.fields["size_reason"]


class OptionalReasonForm(ReasonForm):
    """A reason that may be kept to oneself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = "사유(선택)"


class ReleaseForm(ReasonForm):
    """On what ground a member is released, and what happened."""

    ground = forms.ChoiceField(label="근거", choices=ReleaseGround.offered, widget=forms.RadioSelect)
    field_order = ["ground", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "reason"
        ].help_text = "무슨 일이 있었는지 적어 주세요. 근거와 함께 본인에게 그대로 알립니다."


class ContractPartyRecordForm(PortalForm):
    """A company that has to do with the project."""

    kind = forms.ChoiceField(
        label="구분",
        choices=[(kind.value, f"{kind.label} – {kind.definition}") for kind in PartyKind],
        widget=forms.RadioSelect,
        initial=PartyKind.CONTRACTOR,
    )
    vendor_name = forms.CharField(
        label="상호",
        max_length=100,
        widget=forms.TextInput(attrs={"list": "vendors", "autocomplete": "off"}),
        help_text="이미 등록된 업체는 같은 상호로 적어 주세요.",
    )
    business_number = forms.CharField(
        label="사업자등록번호",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="숫자 열 자리. 예: 123-45-67890",
    )
