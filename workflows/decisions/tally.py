"""Counting a vote: pure, in whole numbers, no database.

Panels borrow the rule of the city's committees: a vote counts when more than half of the electorate took part, and
is carried when more than half of those are for it; equal numbers are a rejection. Both shares are data of the vote.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from seoul_gov.ui.korean import josa

from .enums import Choice, ResolutionState


@dataclass(frozen=True)
class Share:
    """A part of a number of voters that has to be exceeded where ``strict``, else reached.

    Raises ValueError for what nobody could ever reach, or everybody always: no part, more than all, all exceeded.
    """

    numerator: int
    denominator: int
    strict: bool

    def __post_init__(self):
        if not 0 < self.numerator <= self.denominator or (self.strict and self.numerator == self.denominator):
            raise ValueError(f"no share of a vote: {self.numerator}/{self.denominator}, strict {self.strict}")

    def least_of(self, total: int) -> int:
        """The fewest of ``total`` that make the share; never less than one, so that nobody is not enough."""
        exact = total * self.numerator
        least = exact // self.denominator + 1 if self.strict else -(-exact // self.denominator)
        return max(1, least)

    @property
    def excludes_ties(self) -> bool:
        """Whether who is for something can never make the share when as many are against it."""
        doubled = 2 * self.numerator
        return doubled > self.denominator or (self.strict and doubled == self.denominator)

    @property
    def words(self) -> str:
        """``과반수``, ``전원``, ``3분의 2 이상`` or ``3분의 1 초과``."""
        if self.numerator == self.denominator:
            return "전원"
        if self.strict and 2 * self.numerator == self.denominator:
            return "과반수"
        return f"{self.denominator}분의 {self.numerator} {'초과' if self.strict else '이상'}"


@dataclass(frozen=True)
class Tally:
    """What came of a vote. ``quorum`` is how many had to vote, ``majority`` how many had to be for it."""

    electorate: int
    in_favour: int
    against: int
    abstained: int
    quorum: int
    majority: int
    with_department: bool = False
    recused: int = 0

    @property
    def cast(self) -> int:
        return self.in_favour + self.against + self.abstained

    @property
    def has_quorum(self) -> bool:
        return self.cast >= self.quorum

    @property
    def outcome(self) -> ResolutionState:
        if not self.has_quorum:
            return ResolutionState.NO_QUORUM
        return ResolutionState.CARRIED if self.in_favour >= self.majority else ResolutionState.REJECTED

    @property
    def sentence(self) -> str:
        """``재적 9명 가운데 7명 투표(정족수 5명), 찬성 5명으로 가결``."""
        apart = ["사업부서 포함"] * self.with_department
        apart += [f"제척·기피·회피 {self.recused}명 제외"] * bool(self.recused)
        whole = f"재적 {self.electorate}명" + (f"({', '.join(apart)})" if apart else "")
        if not self.has_quorum:
            return f"{whole} 가운데 {self.cast}명 투표, 정족수 {self.quorum}명에 못 미침"
        voted = f"{whole} 가운데 {self.cast}명 투표(정족수 {self.quorum}명)"
        needed = "" if self.outcome == ResolutionState.CARRIED else f"({self.majority}명 필요)"
        return f"{voted}, 찬성 {self.in_favour}명{needed}으로 {self.outcome.label}"

    @property
    def counts(self) -> dict[str, int]:
        """How many gave each answer, by its word, in the order of the ballot."""
        given = (self.in_favour, self.against, self.abstained)
        return {choice.label: count for choice, count in zip(Choice, given, strict=True)}


def tally(
    choices: Iterable[str],
    electorate: int,
    quorum: Share,
    majority: Share,
    *,
    with_department: bool = False,
    recused: int = 0,
) -> Tally:
    """Count the ``choices`` of an electorate of that size, of which nobody is ``recused``; empty ones were not cast.

    The quorum is a share of the electorate, the majority one of those who voted, abstentions included. Raises
    ValueError for more votes than voters and for an unknown choice.
    """
    given = Counter(Choice(choice) for choice in choices if choice)
    cast = sum(given.values())
    if cast > electorate:
        raise ValueError(f"{cast} votes of {electorate} voters")
    return Tally(
        electorate=electorate,
        in_favour=given[Choice.FOR],
        against=given[Choice.AGAINST],
        abstained=given[Choice.ABSTAIN],
        quorum=quorum.least_of(electorate),
        majority=majority.least_of(cast),
        with_department=with_department,
        recused=recused,
    )


def rule_in_words(quorum: Share, majority: Share) -> str:
    """The two shares as one or two sentences that a member understands."""
    sentence = (
        f"재적 {josa(quorum.words, '이/가')} 투표해야 하고, 투표한 사람의 {josa(majority.words, '이/가')} "
        "찬성하면 가결합니다."
    )
    return f"{sentence} 찬성과 반대가 같으면 부결입니다." if majority.excludes_ties else sentence
