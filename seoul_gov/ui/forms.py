"""What every form of the portal does alike: plausible dates, no hidden characters, one look."""

import unicodedata
from datetime import date

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from .korean import josa
from .letters import bare


class Counted(str):
    """A sentence whose ``{numbers}`` are written with commas when an error fills it in."""

    def __mod__(self, params) -> str:
        return self.format_map(params)


EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
HIDDEN = "보이지 않는 제어 문자가 들어 있습니다. 지우고 다시 입력해 주세요."
SENTENCE_ENDS = (".", "?", "!")
NOT_LISTED = "목록에 있는 것 가운데 골라 주세요."
WORDS = {
    forms.CharField: {
        "max_length": Counted("{limit_value:,}자까지 쓸 수 있습니다(지금 {show_value:,}자)."),
        "min_length": Counted("{limit_value:,}자 이상 써 주세요(지금 {show_value:,}자)."),
        "null_characters_not_allowed": HIDDEN,
    },
    forms.IntegerField: {
        "invalid": "숫자로 입력해 주세요.",
        "max_value": Counted("{limit_value:,} 이하로 입력해 주세요."),
        "min_value": Counted("{limit_value:,} 이상으로 입력해 주세요."),
    },
    forms.DateField: {"invalid": "날짜를 2026. 3. 1.처럼 입력해 주세요."},
    forms.DateTimeField: {"invalid": "날짜와 시각을 올바르게 입력해 주세요."},
    forms.TimeField: {"invalid": "시각을 14:00처럼 입력해 주세요."},
    forms.EmailField: {"invalid": "이메일 주소를 name@example.com처럼 입력해 주세요."},
    forms.ChoiceField: {"invalid_choice": NOT_LISTED},
    forms.MultipleChoiceField: {"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED},
    forms.ModelChoiceField: {"invalid_choice": NOT_LISTED},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": NOT_LISTED,
        "invalid_list": NOT_LISTED,
        "invalid_pk_value": NOT_LISTED,
    },
}
"""What stands in for the framework's own sentences, by kind of field and code of the error."""


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DateField(forms.DateField):
    """A day between 2000 and 2099, picked natively or typed as 2026. 3. 1."""

    widget = DateInput

    def validate(self, value):
        super().validate(value)
        if value and not EARLIEST <= value <= LATEST:
            raise ValidationError("2000년부터 2099년 사이의 날짜를 입력해 주세요.")


class DateTimeField(forms.DateTimeField):
    """A moment in Seoul between 2000 and 2099."""

    widget = DateTimeInput

    def to_python(self, value):
        moment = super().to_python(value)
        if moment and not EARLIEST.year <= moment.year <= LATEST.year:
            raise ValidationError("2000년부터 2099년 사이의 날짜를 입력해 주세요.")
        return moment


class TimeField(forms.TimeField):
    """A time of day, picked natively or typed as 14:00."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WonField(forms.IntegerField):
    """An amount in won; commas, spaces and a 원 at the end are as welcome as bare digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip().removesuffix("원").replace(",", "").replace(" ", "")
        return super().to_python(value)

    def prepare_value(self, value):
        return f"{value:,}" if isinstance(value, int) else value


def hidden_characters(text: str) -> bool:
    """Whether the text holds control or direction-changing characters that nobody means to type."""
    return any(
        unicodedata.category(char) in ("Cc", "Cs", "Co")
        and char not in "\n\r\t"
        or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        or ord(char) & 0xFFFE == 0xFFFE  # No characters, and neither XLSX nor HWPX can hold them.
        for char in text
    )


def speak_plainly(field: forms.Field) -> None:
    """Replace the framework's own sentences on the field; what the form says in its own words stays."""
    own = {validator.code for validator in field.validators if "message" in vars(validator)}
    for kind, words in WORDS.items():
        if isinstance(field, kind):
            stock = getattr(kind, "default_error_messages", {})
            field.error_messages |= {
                code: sentence
                for code, sentence in words.items()
                if code not in own and field.error_messages.get(code) is stock.get(code)
            }


def name_what_is_missing(field: forms.Field) -> None:
    """Have the field say by its label that it is wanted. A box to tick, a label that is a sentence and what the form says in
    its own words stay."""
    label = str(field.label or "").strip()
    is_stock = field.error_messages.get("required") is forms.Field.default_error_messages["required"]
    if label and is_stock and not isinstance(field, forms.BooleanField) and not label.endswith(SENTENCE_ENDS):
        field.error_messages["required"] = f"{josa(label, '은/는')} 필수 항목입니다."


class PlainWords:
    """For a form: its fields refuse in plain sentences."""

    def _clean_fields(self):
        for field in self.fields.values():
            speak_plainly(field)
            name_what_is_missing(field)
        super()._clean_fields()


class FilterForm(PlainWords, forms.Form):
    """The form of a list's filter; a value that nobody could pick is told so in plain words and narrows nothing."""


class PortalForm(PlainWords, forms.Form):
    """A form of the portal; rendered by the crispy pack inside the page's own form element."""

    @cached_property
    def helper(self) -> FormHelper:
        """How the form is drawn; made when first asked for, so that a form may drop fields while it is made."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            field = self.fields[name]
            if isinstance(value, str) and hidden_characters(value):
                self.add_error(name, HIDDEN)
            elif isinstance(value, str) and value and field.required and not bare(value):
                self.add_error(name, field.error_messages["required"])


class VersionedForm(PortalForm):
    """A form that remembers which version of the thing the person saw; see ``ui.views.Versioned``."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def show_version(self, version: int) -> None:
        """Have the form come back with another version than the one it was sent with."""
        self.data = self.data.copy()
        self.data["version"] = version


def described(field: forms.BoundField) -> dict[str, str]:
    """A field's label, and what stands in it as a person reads it."""
    value = field.value()
    choices = dict(getattr(field.field, "choices", []))
    values = value if isinstance(value, (list, tuple)) else [value]
    read = ", ".join(str(choices.get(one, one)) for one in values if one not in (None, ""))
    return {"label": field.label, "value": read or "없음"}


def offer(field: forms.ModelChoiceField, shown, known) -> None:
    """Let a list show some rows; another one that is ``known``, put there by hand, goes to the action, which says why not."""
    field.queryset = shown
    field.choices = list(field.choices)
    field.queryset = known


def tell_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Say in the form what an action refused: at its field where the refusal names one that the form has."""
    for name, sentences in getattr(refusal, "message_dict", {None: refusal.messages}).items():
        form.add_error(name if name in form.fields else None, sentences)


class SentenceField(forms.CharField):
    """A sentence or more, of at least so many letters, which is said before anybody writes it."""

    def __init__(self, *, min_length: int, help_text: str, **kwargs):
        said = f"{min_length}자 이상 써 주세요. {help_text}"
        super().__init__(min_length=min_length, help_text=said, **kwargs)


class ReasonForm(PortalForm):
    """One reason in words."""

    reason = forms.CharField(label="사유", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class DownloadForm(PortalForm):
    """Why personal data leave the portal in a file (개인정보의 안전성 확보조치 기준 제8조)."""

    reason = SentenceField(
        label="내려받는 사유",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="예: 2026년 상반기 정기 감사 자료",
    )


class ConfirmForm(PortalForm):
    """Nothing to fill in: pressing the button is the answer."""
