"""How much of what was said was taken up (반영률). Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workflows.dispositions import COMMENT_WORDS, Disposition


@dataclass(frozen=True)
class Adoption:
    """Counts of what became of comments; ``total`` holds the unanswered ones too."""

    total: int
    counts: dict[str, int]

    @property
    def taken(self) -> int:
        """How many were taken up, in whole or in part."""
        return self.counts[Disposition.ACCEPTED] + self.counts[Disposition.PARTIAL]

    @property
    def relevant(self) -> int:
        """How many could have been taken up: all but those that had nothing to do with the document."""
        return self.total - self.counts[Disposition.NOT_RELEVANT]

    @property
    def unanswered(self) -> int:
        return self.total - sum(self.counts.values())

    @property
    def percent(self) -> float | None:
        """The share taken up, in percent with one decimal; None where nothing could have been."""
        return round(100 * self.taken / self.relevant, 1) if self.relevant else None

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Each word with its count, in the order of the answers."""
        return [(word, self.counts[disposition]) for disposition, word in COMMENT_WORDS.items()]


def adoption(dispositions: Iterable[str]) -> Adoption:
    """The counts over the dispositions of all submitted comments; an empty one is unanswered."""
    given = list(dispositions)
    counts = Counter(given)
    return Adoption(len(given), {disposition: counts[disposition] for disposition in Disposition})
