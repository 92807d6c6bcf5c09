"""How much of what was said was taken up (반영률). Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflows.dispositions import Disposition


@dataclass(frozen=True)
class Adoption:
    """Counts of what became of what was said; ``total`` holds what is unanswered too.

    ``words`` are the room's words for the four ways of answering.
    """

    total: int
    counts: Mapping[str, int]
    words: Mapping[str, str]

    @property
    def taken(self) -> int:
        """How many were taken up, in whole or in part."""
        return self.counts[Disposition.ACCEPTED] + self.counts[Disposition.PARTIAL]

    @property
    def relevant(self) -> int:
        """How many could have been taken up: all but those that had nothing to do with the matter."""
        return self.total - self.counts[Disposition.NOT_RELEVANT]

    @property
    def answered(self) -> int:
        return sum(self.counts.values())

    @property
    def unanswered(self) -> int:
        return self.total - self.answered

    @property
    def percent(self) -> float | None:
        """The share taken up, in percent with one decimal; None where nothing could have been."""
        return round(100 * self.taken / self.relevant, 1) if self.relevant else None

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Each word with its count, in the order of the answers."""
        return [(word, self.counts[disposition]) for disposition, word in self.words.items()]


def adoption(dispositions: Iterable[str], words: Mapping[str, str]) -> Adoption:
    """The counts over the dispositions of everything that was said; an empty one is unanswered."""
    return adoption_of(Counter(dispositions), words)


def adoption_of(given: Mapping[str, int], words: Mapping[str, str]) -> Adoption:
    """The same where somebody has counted how often each disposition was given, the empty one included."""
    counts = {disposition: given.get(disposition, 0) for disposition in Disposition}
    return Adoption(sum(given.values()), counts, words)
