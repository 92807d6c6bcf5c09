"""File names: what people may call a file, made safe to keep, to show and to give out. Pure."""

import re
import unicodedata

from .enums import extension_of
from .refusals import refuse

MAX_LENGTH = 200

# Names that Windows takes for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
_NOT_ON_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
# Control, format (also the ones that turn writing round), surrogate, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def safe_name(name: str | None) -> str:
    """The name as it is kept: NFC, at most 200 characters, with ``_`` for what Windows cannot store.

    Raises ValidationError for a path, unseen or reversing characters, a name that begins or ends in a dot,
    and device names.
    """
    kept = unicodedata.normalize("NFC", name or "").strip(" ")
    if not kept or "/" in kept or "\\" in kept or has_unseen(kept):
        raise refuse("name")
    if kept.startswith(".") or kept.endswith(".") or _DEVICES.fullmatch(kept):
        raise refuse("name")
    return _shortened(kept.translate(_NOT_ON_WINDOWS))


def has_unseen(text: str) -> bool:
    """Whether the text holds characters that are not seen or that change the order of others."""
    return any(unicodedata.category(character) in _UNSEEN for character in text)


def is_safe_path(path: str) -> bool:
    """Whether a path inside an archive stays inside it: relative, no ``..``, no drive, nothing unseen."""
    parts = path.replace("\\", "/").split("/")
    return bool(parts[0]) and ".." not in parts and ":" not in parts[0] and not has_unseen(path)


def _shortened(name: str) -> str:
    if len(name) <= MAX_LENGTH:
        return name
    ending = f".{extension_of(name)}"
    return name[: MAX_LENGTH - len(ending)].rstrip() + ending
