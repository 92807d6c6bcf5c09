"""What people write, as it is kept: without its margins and no longer than its column."""

from django.core.exceptions import ValidationError
from django.db.models import Model

from seoul_gov.ui import personal
from seoul_gov.ui.letters import bare


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
