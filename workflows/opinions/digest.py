"""When two opinions are the same words, however they were typed. Pure."""

import hashlib

from seoul_gov.ui.letters import bare


def digest_of(text: str) -> str:
    """SHA-256 of the bare words, in hexadecimal."""
    return hashlib.sha256(bare(text).encode()).hexdigest()
