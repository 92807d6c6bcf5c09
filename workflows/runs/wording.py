"""What people write, as it is kept: without its margins and no longer than its column."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db.models import Model

from seoul_gov.ui import personal

BLANK_LETTERS = "\u115f\u1160\u2800"
"""The fillers of 한글, as NFKC leaves them, and the braille of no dot: letters and signs that are drawn as nothing."""


def bare(text: str) -> str:
    """The text in one form of each character (NFKC), without blanks and without what nobody can see."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if not (char.isspace() or is_unseen(char)))


def is_unseen(char: str) -> bool:
    return char in BLANK_LETTERS or unicodedata.category(char) == "Cf"


def words(model: type[Model], field: str, text: str, missing: str = "") -> str:
    """What somebody wrote for the model's field, without the blanks around it.

    Raises ValidationError with the sentence ``missing`` when nothing is left to see (where there is such a sentence), and
    when it is longer than the field takes, which the database does not see to for long texts.
    """
    column = model._meta.get_field(field)
    text = text.strip()
    if missing and not bare(text):
        raise ValidationError(missing)
    if len(text) > column.max_length:
        raise ValidationError(
            f"‘{column.verbose_name}’에는 {column.max_length:,}자까지 쓸 수 있습니다(지금 {len(text):,}자)."
        )
    return text


def public_words(model: type[Model], field: str, text: str, missing: str = "") -> str:
    """The same for what everybody will read; raises ValidationError also for personal data in it."""
    text = words(model, field, text, missing)
    label = str(model._meta.get_field(field).verbose_name)
    if sentence := personal.refusal(text, label):
        raise ValidationError(sentence)
    return text
