"""What somebody typed into a form that arrived after the session had ended, kept until they are back.

It lies in the new session, is shown to the same person only and can be sent on with one button. Files cannot be kept.
"""

import re
from dataclasses import dataclass

from django.http import QueryDict

KEY = "unsent"
SECRETS = re.compile(r"password|csrfmiddlewaretoken|^code$")
MOST_CHARACTERS = 200_000
"""How much of one form is kept."""
WORDS = re.compile(r"[가-힣]|\S\s+\S")


@dataclass(frozen=True)
class Unsent:
    """``fields`` are pairs of name and value in their order; ``files`` says that files were lost."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool

    @property
    def texts(self) -> list[str]:
        return texts(self.fields)


def fields_of(posted: QueryDict) -> list[tuple[str, str]]:
    """Everything that was posted, but nothing secret."""
    return [(name, value) for name, values in posted.lists() for value in values if not SECRETS.search(name)]


def texts(fields) -> list[str]:
    """What somebody wrote in words, as against keys, numbers and choices."""
    return [value for _, value in fields if WORDS.search(value)]


def keep(request, user_pk: str) -> bool:
    """Remember the form that this request brought; answers False where it has no words in it, or far too many."""
    fields = fields_of(request.POST)
    if not texts(fields) or sum(len(value) for _, value in fields) > MOST_CHARACTERS:
        return False
    request.session[KEY] = {
        "user": user_pk,
        "path": request.get_full_path(),
        "fields": fields,
        "files": bool(request.FILES),
    }
    return True


def kept(request) -> Unsent | None:
    """What the signed-in person could not send; what is somebody else's is forgotten."""
    found = request.session.get(KEY)
    if not found:
        return None
    if found["user"] != str(request.user.pk):
        forget(request)
        return None
    return Unsent(found["path"], tuple(map(tuple, found["fields"])), found["files"])


def forget(request) -> None:
    request.session.pop(KEY, None)
