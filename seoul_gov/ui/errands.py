"""One line of a desk: something that waits for a person, with its one action."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Errand:
    """``title`` says what waits, ``about`` which project, ``action`` is the button's verb and ``url`` where it leads.

    ``due`` is the day it should be done by, None where there is none; ``note`` is one more sentence.
    """

    title: str
    about: str
    action: str
    url: str
    due: date | None = None
    note: str = ""

    @property
    def urgency(self) -> tuple:
        """Sorts the oldest deadline first and what has none last."""
        return (self.due is None, self.due or date.max, self.title)
