"""Which company something that a member told names. Pure: no database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from panels import ties
from projects.enums import PartyKind

from .enums import Ground

PARTS = re.compile(r"[,、·;/\n]")
PARTICLE = re.compile(r"(?<=\w)(?:에서|에|의|은|는|이|가|을|를|과|와|으로|로)$")
LONGEST_NAME = 6
"""So many words a company's name has at most."""


@dataclass(frozen=True)
class Told:
    """Something that a member declared: where, in what words, and on what ground it would be a tie."""

    where: str
    words: str
    ground: Ground


@dataclass(frozen=True)
class Company:
    """A company that keeps its people out, in its part ``kind``; ``party`` and ``vendor`` are keys."""

    party: int
    vendor: int
    name: str
    kind: PartyKind

    def __str__(self):
        return f"{self.kind.label} ‘{self.name}’"

    @property
    def settled_by(self) -> tuple[int, bool]:
        """What has to be looked into for it: a tie to a bidder says nothing yet of one that is under contract."""
        return self.vendor, self.kind.is_under_contract


@dataclass(frozen=True)
class Match:
    """That a member is tied to a company, on what ground, and what matched in words."""

    company: Company
    ground: Ground
    matched: str


def find(
    told: Iterable[Told],
    companies: Iterable[Company],
    employers: Iterable[int],
    settled: Mapping[tuple[int, bool], int],
) -> Match | None:
    """The surest match of a member's ties and the companies, the earliest of equals; None where there is none.

    ``employers`` are the companies among whose people the member is. ``settled`` holds, by ``Company.settled_by``, how
    sure the ground was on which an official has restored the member: what is not surer is no new fact.
    """
    told, employers = list(told), set(employers)
    found = [
        match
        for company in companies
        for match in matches(told, company, employers)
        if match.ground.weight > settled.get(company.settled_by, 0)
    ]
    return max(found, key=lambda match: match.ground.weight, default=None)


def matches(told: list[Told], company: Company, employers: set[int]) -> Iterable[Match]:
    if company.vendor in employers:
        matched = f"{company}의 구성원 계정으로 등록되어 있습니다."
        yield Match(company, Ground.STAFF, matched)
    for one in told:
        if ground := ground_of(one, company.name):
            matched = f"{one.where}에 적은 ‘{one.words}’ – {company}"
            yield Match(company, ground, matched)


def ground_of(told: Told, company: str) -> Ground | None:
    """On what ground the words name the company: as it is called, however that is spelt, or one alike; None if not."""
    names = names_in(told.words)
    if any(ties.is_called_like(name, company) for name in names):
        return told.ground
    return Ground.ALIKE if any(ties.is_like(name, company) for name in names) else None


def names_in(words: str) -> list[str]:
    """Everything in the words that can be a name: each run of words between commas, with and without the particle at
    its end, so that ``배우자가 한빛소프트에 다님`` names the company too."""
    found = []
    for part in PARTS.split(words):
        tokens = part.split()
        for start in range(len(tokens)):
            last = min(start + LONGEST_NAME, len(tokens))
            found += [" ".join(tokens[start:end]) for end in range(start + 1, last + 1)]
    return found + [PARTICLE.sub("", name) for name in found if PARTICLE.search(name)]
