"""The words of an appointment."""

from django.db.models import TextChoices


class PaperKind(TextChoices):
    """What is given in writing. Each kind has numbers of its own, which begin anew every year."""

    LETTER = "letter", "위촉장"
    CERTIFICATE = "certificate", "활동확인서"
