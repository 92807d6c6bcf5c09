"""What somebody says who takes a seat."""

from django import forms

from panels.actions import Declaration, Guardian
from panels.enums import MemberRole, PanelKind, TextKind
from panels.invitations import fingerprint
from panels.models import Membership, SignedText
from seoul_gov.ui.forms import PortalForm

NO, YES = "no", "yes"
GUARDIAN = {
    "guardian_name": "만 14세 미만이면 법정대리인의 이름을 적어 주세요.",
    "guardian_contact": "만 14세 미만이면 법정대리인의 연락처를 적어 주세요.",
}
UNAGREED = "만 14세 미만이면 법정대리인이 동의해야 수락할 수 있습니다."


class AcceptForm(PortalForm):
    """A tick for each text, for advising members the declaration of ties, and for a child who its guardian is.

    ``childs`` says whether it is one; None has the person asked.

    A tick's name holds a print of the text, so that a tick on what has been changed since does not count.
    """

    has_conflict = forms.ChoiceField(
        label="이 사업과 이해관계가 있습니까?",
        widget=forms.RadioSelect,
        choices=[(NO, "없습니다"), (YES, "있습니다")],
    )
    employer = forms.CharField(
        label="현재 또는 최근 3년 안의 소속",
        max_length=100,
        required=False,
        help_text="없으면 비워 두셔도 됩니다.",
    )
    detail = forms.CharField(
        label="이해관계 내용",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="이해관계가 있으면 어떤 것인지 적어 주세요.",
    )

    under_age = forms.ChoiceField(
        label="만 14세 미만입니까?",
        widget=forms.RadioSelect,
        choices=[(NO, "만 14세 이상입니다"), (YES, "만 14세 미만입니다")],
    )
    guardian_name = forms.CharField(label="법정대리인 이름", max_length=50, required=False)
    guardian_contact = forms.CharField(
        label="법정대리인 연락처", max_length=100, required=False, help_text="전화번호나 이메일 주소"
    )

    def __init__(
        self, *args, membership: Membership, texts: list[SignedText], childs: bool | None = False, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.childs = childs
        if childs is not None:
            del self.fields["under_age"]
        if childs is False:
            del self.fields["guardian_name"], self.fields["guardian_contact"]
        self.texts = {tick_name(text): text for text in texts}
        for name, text in self.texts.items():
            kind = TextKind(text.kind)
            required = kind.is_required and kind != TextKind.GUARDIAN
            self.fields[name] = forms.BooleanField(label=kind.agreement, required=required)
        self.declares = membership.role != MemberRole.SECRETARY
        if not self.declares:
            for name in ("has_conflict", "employer", "detail"):
                del self.fields[name]
        else:
            self.fields["has_conflict"].required = PanelKind(membership.panel.kind).excludes_conflicts

    def clean(self):
        if self.cleaned_data.get("has_conflict") == YES and not self.cleaned_data.get("detail"):
            self.add_error("detail", "이해관계가 있으면 그 내용을 적어 주세요.")
        if self.is_childs:
            for name, sentence in self.guardian_gaps:
                self.add_error(name, sentence)

    @property
    def is_childs(self) -> bool:
        """Whether a guardian has to agree: known before or told just now."""
        return self.cleaned_data.get("under_age") == YES if self.childs is None else self.childs

    @property
    def guardian_gaps(self) -> list[tuple[str, str]]:
        """What is missing of the guardian's part: the field with a sentence."""
        ticks = {field.name: UNAGREED for _, field in self.guardian_ticks}
        wanted = (GUARDIAN | ticks).items()
        return [(name, sentence) for name, sentence in wanted if not self.cleaned_data.get(name)]

    @property
    def shows_guardian(self) -> bool:
        """Whether the guardian's part stands open: for a child, and where something in it is written or wrong."""
        names = [*GUARDIAN, *(field.name for _, field in self.guardian_ticks)]
        return self["under_age"].value() == YES or any(
            self[name].value() or self[name].errors for name in names
        )

    @property
    def ticks(self):
        """Each text but the guardian's with the field of its tick, for the page."""
        return [(text, self[name]) for name, text in self.texts.items() if text.kind != TextKind.GUARDIAN]

    @property
    def guardian_ticks(self):
        return [(text, self[name]) for name, text in self.texts.items() if text.kind == TextKind.GUARDIAN]

    @property
    def signed(self) -> list[SignedText]:
        """What was ticked; the guardian's text counts for a child alone."""
        texts = {name: text for name, text in self.texts.items() if self.cleaned_data[name]}
        return [text for text in texts.values() if self.is_childs or text.kind != TextKind.GUARDIAN]

    @property
    def guardian(self) -> Guardian | None:
        if not self.is_childs:
            return None
        return Guardian(self.cleaned_data["guardian_name"], self.cleaned_data["guardian_contact"])

    @property
    def declaration(self) -> Declaration | None:
        answer = self.cleaned_data.get("has_conflict")
        if not answer:
            return None
        return Declaration(answer == YES, self.cleaned_data["employer"], self.cleaned_data["detail"])


def tick_name(text: SignedText) -> str:
    return f"text-{text.pk}-{fingerprint(text.body)[:12]}"
