"""HTTP input of this room; a form never saves."""

from collections.abc import Iterable

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.utils.html import format_html, format_html_join

from projects.enums import GovernanceType
from seoul_gov.ui.forms import VersionedForm

from .departures import choice_label, departs, needs_confirmation, open_choices
from .enums import Mode, Origin, Question, Scope
from .grid import Grid, GridQuestion, GridRow
from .recommend import Answers, Recommendation, relevant_questions

YES, NO = "true", "false"
YES_NO = [(YES, "예"), (NO, "아니오")]
NO_TYPE = "none"
CONDITIONS = {
    Question.ABSORBABLE: "사업 기획 주체가 ‘시민’일 때만 답합니다.",
    Question.DISTRICT_AFFAIR: "기존 사업에 포함할 수 없는 시민 제안일 때만 답합니다.",
    Question.PB_FIT: "기존 사업에 포함할 수 없고 자치구 소관이 아닌 시민 제안일 때만 답합니다.",
}
HEADINGS = {
    Question.IS_IT_PROJECT: "적용 여부",
    Question.ORIGIN: "사업 기획 주체 (제안 경로 포함)",
    Question.SCOPE: "사업 수혜 범위",
    Question.MODES: "시민참여 방식",
}
ASKED = {
    Question.ORIGIN: "누가 기획하거나 제안한 사업입니까?",
    Question.SCOPE: "누구를 대상으로 하는 사업입니까?",
}
WIDEST = "해당하는 것 가운데 가장 넓은 범위를 고릅니다."
ALL_THREE = "시민참여 방식의 세 물음에 모두 답해 주세요."


def mode_field(mode: Mode) -> str:
    return f"mode_{mode.value}"


class YesNoField(forms.TypedChoiceField):
    """One question with 예 and 아니오; None while it is unanswered."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        super().__init__(
            choices=YES_NO, coerce=lambda value: value == YES, empty_value=None, required=False, **kwargs
        )


class AnswersForm(VersionedForm):
    """The questions of an edition, in the order of its table. Nothing is required: an open question is an answer."""

    def __init__(self, *args, grid: Grid, answers: Answers | None = None, **kwargs):
        super().__init__(
            *args, initial=initial_of(answers or Answers()) | kwargs.pop("initial", {}), **kwargs
        )
        self.grid = grid
        self.rows = {row.key: row for row in grid.rows}
        self.questions = {question.key: question for question in grid.questions}
        layout = ["version"]
        for question in Question:
            if question in HEADINGS:
                layout.append(HTML(format_html('<h2 class="question-head">{}</h2>', HEADINGS[question])))
            layout += [self.add(question, name, field) for name, field in self.fields_for(question)]
        self.helper.layout = Layout(*layout)

    def add(self, question: Question, name: str, field: forms.Field) -> Field:
        self.fields[name] = field
        shape = InlineRadios if isinstance(field, YesNoField) else Field
        return shape(name, wrapper_class=f"question question-{question.value}")

    def fields_for(self, question: Question):
        """The fields that one question is put with."""
        if question == Question.MODES:
            return [(mode_field(mode), mode_question(self.rows[mode.value])) for mode in Mode]
        if question == Question.ORIGIN:
            return [(question.value, choice_field(question, Origin, self.rows))]
        if question == Question.SCOPE:
            return [(question.value, choice_field(question, Scope, self.rows, WIDEST))]
        return [(question.value, support_question(question, self.questions[question.value]))]

    @property
    def answers(self) -> Answers:
        """What was answered; a field that holds nonsense counts as unanswered."""
        given = {q.value: self.cleaned_data.get(q.value) for q in Question if q != Question.MODES}
        said = {mode: self.cleaned_data.get(mode_field(mode)) for mode in Mode}
        modes = None if None in said.values() else frozenset(mode for mode, yes in said.items() if yes)
        return Answers(**given, modes=modes)

    def clean(self):
        """Half-answered modes cannot be kept; where they are not asked they do not matter."""
        open_modes = [mode for mode in Mode if self.cleaned_data.get(mode_field(mode)) is None]
        asked = Question.MODES in relevant_questions(self.answers)
        if asked and 0 < len(open_modes) < len(Mode):
            self.add_error(mode_field(open_modes[0]), ALL_THREE)


def initial_of(answers: Answers) -> dict[str, str]:
    """The answers as the form shows them."""
    shown = {q.value: _shown(answers.to(q)) for q in Question if q != Question.MODES}
    if answers.modes is not None:
        shown |= {mode_field(mode): _shown(mode in answers.modes) for mode in Mode}
    return {name: value for name, value in shown.items() if value is not None}


def _shown(answer: object) -> str | None:
    if isinstance(answer, bool):
        return YES if answer else NO
    return answer if answer is None else str(answer.value)


def support_question(question: Question, part: GridQuestion) -> YesNoField:
    lines = [CONDITIONS[question]] if question in CONDITIONS else []
    return YesNoField(label=part.text, help_text=listed([*lines, *part.help.splitlines()]))


def mode_question(row: GridRow) -> YesNoField:
    return YesNoField(label=" ".join(row.text.splitlines()), help_text=listed(row.details.splitlines()))


def choice_field(question: Question, values, rows: dict[str, GridRow], help_text: str = "") -> forms.Field:
    return forms.TypedChoiceField(
        label=ASKED[question],
        choices=[(value.value, explained(value.label, rows[value.value])) for value in values],
        coerce=values,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def explained(label: str, row: GridRow) -> str:
    """A choice with the guideline's questions under it."""
    lines = [*row.text.splitlines(), *row.details.splitlines()]
    notes = format_html_join("", '<span class="choice-note">{}</span>', ((line,) for line in lines))
    return format_html("<strong>{}</strong>{}", label, notes)


def listed(lines: Iterable[str]) -> str:
    """Lines as a list, escaped; empty for none."""
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines if line.strip()))
    return format_html("<ul>{}</ul>", items) if items else ""


class SubmitForm(VersionedForm):
    """What the department puts forward: the recommended type or, with a reason, another one or none."""

    chosen_type = forms.ChoiceField(label="선정할 유형", widget=forms.RadioSelect)
    override_reason = forms.CharField(
        label="권고와 다르게 정하는 사유",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="권고한 유형 그대로 정할 때는 비워 둡니다.",
    )

    def __init__(self, *args, answers: Answers, result: Recommendation, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(answers, result)

    def offer(self, answers: Answers, result: Recommendation) -> None:
        """Put the choices that these answers leave."""
        choices = [*open_choices(answers, result), None]
        self.fields["chosen_type"].choices = [
            (chosen or NO_TYPE, offered(chosen, result)) for chosen in choices
        ]

    def clean_chosen_type(self):
        chosen = self.cleaned_data["chosen_type"]
        return "" if chosen == NO_TYPE else chosen


def offered(chosen: GovernanceType | None, result: Recommendation) -> str:
    """A choice with what it asks for."""
    owed = []
    if departs(result, chosen):
        owed.append("사유를 적어야 합니다.")
    if needs_confirmation(result, chosen):
        owed.append("거버넌스 담당의 확인을 받아야 결재할 수 있습니다.")
    name = choice_label(result.status, chosen or "")
    mark = "" if departs(result, chosen) else " (임시 권고)" if result.is_provisional else " (권고)"
    note = format_html('<span class="choice-note">{}</span>', " ".join(owed)) if owed else ""
    return format_html("<strong>{}{}</strong>{}", name, mark, note)


class CommentForm(VersionedForm):
    """A step of the line of approval, with an opinion if there is one."""

    comment = forms.CharField(
        label="의견", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReturnForm(VersionedForm):
    """Sending back needs its reason."""

    comment = forms.CharField(label="반려 사유", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
