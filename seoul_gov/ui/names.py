"""Files called after things, whatever people have called the things. Pure."""

import unicodedata

ELSEWHERE = '\\/:*?"<>|[]'
"""What neither a file of Windows nor a sheet of Excel may have in its name."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})


def file_name(name: str) -> str:
    """The name as every system takes it: in one line, without what is not seen, and not hidden by a dot before it."""
    kept = "".join(map(_kept, name))
    return " ".join(kept.split()).strip(". ") or "목록"


def _kept(char: str) -> str:
    if char in ELSEWHERE or char.isspace():
        return " "
    return "" if unicodedata.category(char) in UNSEEN else char
