"""What of a text can be seen. Pure."""

import unicodedata

BLANK_LETTERS = "\u115f\u1160\u2800"
"""The fillers of 한글, as NFKC leaves them, and the braille of no dot: letters and signs that are drawn as nothing."""


def bare(text: str) -> str:
    """The text in one form of each character (NFKC), without blanks and without what nobody can see."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if not (char.isspace() or is_unseen(char)))


def is_unseen(char: str) -> bool:
    return char in BLANK_LETTERS or unicodedata.category(char) == "Cf"
