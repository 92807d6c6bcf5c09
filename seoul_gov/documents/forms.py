"""Form fields for files. What they clean to goes straight into `actions.store`."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy

from . import intake
from .enums import ALL_KINDS, FORMATS, DocumentKind
from .refusals import SENTENCES, limit_label, max_bytes, refuse

MAX_FILES = 10


class MultipleFileInput(forms.FileInput):
    allow_multiple_selected = True


class DocumentField(forms.FileField):
    """One file. Cleans to a `CheckedFile`, or None when it is not required and absent.

    `kinds` narrows what may come in. The widget says so to the browser (``accept``) and the help text to
    people.
    """

    widget = forms.FileInput
    default_error_messages = {code: SENTENCES[code] for code in ("required", "empty")} | {
        "invalid": SENTENCES["required"],
        "missing": SENTENCES["required"],
    }

    def __init__(self, *, kinds: Collection[DocumentKind] = ALL_KINDS, **kwargs):
        self.kinds = tuple(kinds)
        kwargs.setdefault("label", "파일")
        kwargs.setdefault("help_text", lazy(self.limits, str)())
        super().__init__(**kwargs)

    def limits(self) -> str:
        """What may come in, for people."""
        return f"{intake.kinds_label(self.kinds)} 파일을 {limit_label(max_bytes())}까지 올릴 수 있습니다."

    def widget_attrs(self, widget):
        endings = [f".{ending}" for kind in self.kinds for ending in FORMATS[kind].extensions]
        return {**super().widget_attrs(widget), "accept": ",".join(endings)}

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return intake.check(upload, kinds=self.kinds) if upload else None


class MultipleDocumentField(DocumentField):
    """Up to ten files. Cleans to a list of `CheckedFile`; each refusal names its file."""

    widget = MultipleFileInput

    def __init__(self, *, max_files: int = MAX_FILES, **kwargs):
        self.max_files = max_files
        kwargs.setdefault("label", "파일(여러 개 가능)")
        super().__init__(**kwargs)

    def limits(self) -> str:
        """What may come in, for people."""
        each = f"{intake.kinds_label(self.kinds)} 파일을 한 번에 {self.max_files}개,"
        return f"{each} 하나에 {limit_label(max_bytes())}까지 올릴 수 있습니다."

    def clean(self, data, initial=None):
        uploads = [upload for upload in data or [] if upload]
        if not uploads:
            single = super().clean(None, initial)
            return [] if single is None else [single]
        if len(uploads) > self.max_files:
            raise refuse("too_many", limit=self.max_files)
        return self._checked(uploads)

    def _checked(self, uploads):
        checked, refusals = [], []
        for upload in uploads:
            try:
                checked.append(super().clean(upload))
            except ValidationError as refusal:
                refusals.append(ValidationError(f"{upload.name}: {refusal.messages[0]}", code=refusal.code))
        if refusals:
            raise ValidationError(refusals)
        return checked
