"""The words of a selection: what became of an application, and why somebody is left out."""

from django.db.models import TextChoices


class Standing(TextChoices):
    CHOSEN = "chosen", "선정"
    ALTERNATE = "alternate", "예비"
    NOT_CHOSEN = "not_chosen", "미선정"

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return {Standing.CHOSEN: "success", Standing.ALTERNATE: "info"}.get(self, "gray")


class Ground(TextChoices):
    """Why somebody who was drawn may be left out; nothing else is a reason to undo a lottery."""

    INELIGIBLE = "ineligible", "자격 없음이 뒤늦게 확인됨"
    CONFLICT = "conflict", "이해관계"
    SEATED = "seated", "다른 추진단 소속"
