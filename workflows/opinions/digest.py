"""When two opinions are the same words, however they were typed. Pure."""

import hashlib
import unicodedata


def bare(text: str) -> str:
    """The text in one form of each character (NFKC), without blanks and without what nobody can see."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if not char.isspace() and unicodedata.category(char) != "Cf")


def digest_of(text: str) -> str:
    """SHA-256 of the bare words, in hexadecimal."""
    return hashlib.sha256(bare(text).encode()).hexdigest()
