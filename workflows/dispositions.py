"""What becomes of something a citizen said: one enum, worded as the room is used to."""

from django.db.models import TextChoices


class Disposition(TextChoices):
    ACCEPTED = "accepted", "채택"
    PARTIAL = "partial", "일부채택"
    REJECTED = "rejected", "미채택"
    NOT_RELEVANT = "not_relevant", "해당없음"


COMMENT_WORDS = {
    Disposition.ACCEPTED: "반영",
    Disposition.PARTIAL: "부분반영",
    Disposition.REJECTED: "미반영",
    Disposition.NOT_RELEVANT: "해당없음",
}
"""For comments on a deliverable."""

ADVICE_WORDS = {
    Disposition.ACCEPTED: "수용",
    Disposition.PARTIAL: "일부수용",
    Disposition.REJECTED: "불수용",
    Disposition.NOT_RELEVANT: "해당없음",
}
"""For advice notes."""

OPINION_WORDS = {disposition: disposition.label for disposition in Disposition}
"""For opinions of the public."""
