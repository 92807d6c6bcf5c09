"""Resident registration numbers (주민등록번호) may not be kept without a statute (개인정보 보호법 제24조의2): whatever words of
people the panels keep are looked through here first."""

from django.core.exceptions import ValidationError

from seoul_gov.ui.personal import found_in


def refuse_resident_number(text: str, where: str, *, field: str = "") -> None:
    """Raise ValidationError where the text seems to hold one; ``where`` is what people call the field, ``field`` its
    name, so that a form that has it says so there."""
    if "주민등록번호" in found_in(text):
        sentence = f"‘{where}’에 주민등록번호로 보이는 내용이 있습니다. 주민등록번호는 적지 마세요."
        raise ValidationError({field: sentence} if field else sentence)
