"""Whose personal data a page shows, as the page says it; ``seoul_gov.privacy`` writes it down once a request.

Pages and the admin declare, in one place, who is on them. Who asked, when, from where and what was done follows from
the request and its answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

ANSWERED = (200, 302, 409)
"""A page, a change that went through, a page again because the moment was wrong."""


@dataclass(frozen=True)
class Shown:
    """``page`` says where in Korean (``추진단 구성원``), ``subject`` who they are together (``‘…’ 단원``).

    ``people`` holds one entry a person: the key of their account, None for who has none. ``searched`` says that
    somebody was looked for, ``taken`` that they leave the portal in a file; ``reason`` is what was given for that, or
    for opening a list that asks why.
    """

    page: str
    subject: str
    people: tuple[int | None, ...] = ()
    searched: bool = False
    taken: bool = False
    reason: str = ""

    def others(self, user) -> list[int]:
        """The keys of those who are somebody else than the user, each once, in order."""
        return sorted({pk for pk in self.people if pk and pk != user.pk})

    def count_for(self, user) -> int:
        """How many persons they are beside the user."""
        return len(self.others(user)) + sum(1 for pk in self.people if pk is None)


def person_of(row, way: str) -> int | None:
    """The key at the end of ``membership.user_id``; None where the way breaks off."""
    return reduce(lambda thing, name: getattr(thing, name, None), way.split("."), row)


def tell(request, shown: Shown) -> None:
    """Have the request remember whose data its answer shows; the last word of a page counts."""
    request.shown = shown


class ShowsPeople:
    """For a Page on which an office reads or changes other people's data; stands first among the bases.

    ``shown_as`` is the page's name in the log; ``whose(context)`` answers who is on it, as words and people, or None
    where nobody is. The context is empty where no page was drawn: after a change, and for a file.
    """

    shown_as = ""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.user.is_official and response.status_code in ANSWERED:
            self.tell(getattr(response, "context_data", None) or {})
        return response

    def tell(self, context) -> None:
        found = self.whose(context)
        if found:
            subject, people = found
            tell(self.request, Shown(self.shown_as, subject, tuple(people)))

    def whose(self, context) -> tuple[str, Iterable[int | None]] | None:
        raise NotImplementedError
