"""What people write, as it is kept: without its margins and no longer than its column."""

from django.core.exceptions import ValidationError
from django.db.models import Model


def kept(model: type[Model], field: str, text: str) -> str:
    """The text without white space around it; raises ValidationError when it is longer than the field allows."""
    column = model._meta.get_field(field)
    text = text.strip()
    if len(text) > column.max_length:
        raise ValidationError(f"‘{column.verbose_name}’에는 {column.max_length:,}자까지 적을 수 있습니다.")
    return text


def said(model: type[Model], field: str, text: str, sentence: str) -> str:
    """The same for what must not be missing; ``sentence`` asks for it."""
    text = kept(model, field, text)
    if not text:
        raise ValidationError(sentence)
    return text
