"""From scored applications to a commitment, from a value to the panel, and from who leaves to who comes. Pure: no
database.

The lottery knows applications by number and no name. A panel under quotas is drawn by weighted leximin (how it is computed
is in ``trying``), equals at a cut line by a lottery in which everybody has the same chance.
"""

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from panels import lottery
from panels.lottery import (
    Change,
    Commitment,
    CutLine,
    Infeasible,
    LeastBreach,
    Package,
    Pool,
    Quota,
    Result,
    Rules,
    TicketFile,
    Tiers,
    Volunteer,
    Watch,
    read_priority,
)
from panels.lottery.record import canonical, read_pool_file, read_rules

FEATURES = ("연령대", "성별", "직업")
SIDE = "구분"
"""The feature by which a tie draw tells the sides of a mixed panel."""
TIER = "순위"
TIERS = ("1순위", "2순위", "3순위")
MOST_SHARE = Fraction(3, 5)
"""No band holds more than this share of the seats, unless an officer sets it otherwise."""
SECONDS = 40
"""How long a lottery may be computed while somebody waits for the page."""


@dataclass(frozen=True)
class Entrant:
    """Somebody who may be drawn: the number, the values of ``FEATURES`` in their order, the tier, the points, and the
    side in a mixed panel."""

    number: str
    values: tuple[str, ...]
    tier: int
    points: Fraction
    side: str = ""


@dataclass(frozen=True)
class Drum:
    """A lottery that is ready to be committed to; ``inside`` have a seat by their points alone."""

    pool: Pool
    rules: Rules
    text: str
    tickets: int
    bound: float
    achieved: float
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Replacement:
    """A lottery over the open seats, already drawn; ``breach`` is what it breaks at least, empty when it keeps all quotas."""

    record: Commitment
    result: Result
    stay: tuple[str, ...]
    tickets: int
    bound: float
    achieved: float
    breach: tuple[Change, ...]


def usual_quotas(entrants: Iterable[Entrant], seats: int) -> tuple[Quota, ...]:
    """What a new draw begins with: of every value that is there at least one, as far as the seats go round, and none
    above three fifths, or what it takes to fill the seats."""
    found = []
    for place, feature in enumerate(FEATURES):
        counts = Counter(entrant.values[place] for entrant in entrants)
        least = 1 if len(counts) <= seats else 0
        most = max(int(seats * MOST_SHARE), -(-seats // len(counts)))
        found += [Quota(feature, value, least, most) for value in counts]
    return lottery.ordered(found)


def pool_of(entrants: Iterable[Entrant]) -> Pool:
    """The volunteers in byte order of their numbers."""
    people = [Volunteer(one.number, one.values, TIERS[one.tier - 1]) for one in entrants]
    return Pool(tuple(sorted(people, key=lambda one: one.id.encode())))


def rules_of(seats: int, quotas: Iterable[Quota], priority: str = "") -> Rules:
    """A panel of so many seats under the quotas, the tiers treated as ``priority`` says (4:2:1 unless it does); quotas
    give way job first, age last. Raises ValueError for a priority that does not fit."""
    tiers = Tiers(TIER, TIERS, read_priority(priority, len(TIERS), seats))
    rules = Rules(seats, lottery.ordered(quotas), tiers, relaxed_first=tuple(reversed(FEATURES)))
    return dataclasses.replace(rules, relaxed_first=rules.giving_way)


def fingerprint(entrants: Iterable[Entrant], seats: int) -> str:
    """A hash of everything that a draw takes from screening; it changes when a number, a value, a tier or points do."""
    people = sorted((one.number, one.values, one.tier, str(one.points)) for one in entrants)
    return hashlib.sha256(canonical([seats, people])).hexdigest()


def of_ties(entrants: Iterable[Entrant], seats: int) -> Drum | None:
    """The lottery among equals at the cut line; None where the points alone decide."""
    entrants = list(entrants)
    line = lottery.cut_line({one.number: one.points for one in entrants}, seats)
    if not line.tied:
        return None
    solved = lottery.tie_break(line.tied, line.seats, Watch(SECONDS))
    return dataclasses.replace(_drum(solved), inside=line.inside)


def of_sided_ties(entrants: Iterable[Entrant], seats: Mapping[str, int]) -> Drum | None:
    """The same for a mixed panel, whose sides have a cut line each: one lottery among the equals of both, in which a
    quota fixes each side's open seats. So everybody has the same chance as whoever is equal on the same side. None
    where the points alone decide on both sides."""
    lines = cut_lines(entrants, seats)
    people = [Volunteer(number, (side,)) for side, line in lines.items() for number in line.tied]
    if not people:
        return None
    quotas = [Quota(SIDE, side, line.seats, line.seats) for side, line in lines.items() if line.tied]
    pool = Pool(tuple(sorted(people, key=lambda one: one.id.encode())))
    rules = Rules(sum(quota.least for quota in quotas), lottery.ordered(quotas))
    inside = sorted((number for line in lines.values() for number in line.inside), key=str.encode)
    return dataclasses.replace(_drum(lottery.solve(pool, rules, SECONDS)), inside=tuple(inside))


def cut_lines(entrants: Iterable[Entrant], seats: Mapping[str, int]) -> dict[str, CutLine]:
    """Where the line falls on each side when those with most points get its seats."""
    points = {side: {} for side in seats}
    for one in entrants:
        points[one.side][one.number] = one.points
    return {side: lottery.cut_line(points[side], seats[side]) for side in seats}


def _drum(solved: lottery.Lottery) -> Drum:
    return filled(lottery.examine(lottery.tickets(solved)))


def filled(file: TicketFile) -> Drum:
    """The drum with these tickets."""
    solved = file.lottery
    return Drum(solved.pool, solved.rules, file.text, file.size, solved.bound, file.achieved)


def commit(drum: Drum, *, source: str, when: str, detail: str | dict) -> Commitment:
    """The four files that are published, and by them the commitment."""
    plan = {"source": source, "when": when, "detail": detail}
    return lottery.commit(drum.pool, drum.rules, drum.text, plan)


def draw(commitment: Commitment, value: str) -> Result:
    """The panel that follows from the value, and who can step in."""
    drawn = lottery.draw(commitment, value)
    rules = read_rules(commitment.rules)
    pool = read_pool_file(commitment.pool, rules)
    others = lottery.alternates(pool, rules, drawn.panel, drawn.seed, Watch(SECONDS))
    return Result(value, drawn, 0, others.ids)


def seated(first: Commitment, last: Commitment, result: Result) -> Package:
    """What a replacement begins with: everybody of the first pool, so that who did not want to yesterday may want to
    today, and the rules and the panel of the last draw."""
    pool = read_pool_file(first.pool, read_rules(first.rules))
    return Package(pool, read_rules(last.rules), last, result)


def foresee(now: Package, gone: Iterable[str], willing: Iterable[str]) -> Infeasible | None:
    """What stands against a replacement; None when all quotas can be kept."""
    return lottery.foresee(now, gone, willing, Watch(SECONDS))


def replace(now: Package, gone: Iterable[str], willing: Iterable[str]) -> Replacement | Infeasible:
    """The replacement of those who left among the willing, drawn with the next ticket of the first draw's seed."""
    found = lottery.refill(now, gone, willing, SECONDS)
    if isinstance(found, Infeasible):
        return found
    solved = found.lottery if isinstance(found, LeastBreach) else found
    file = lottery.examine(lottery.tickets(solved))
    record = lottery.commit(solved.pool, solved.rules, file.text, json.loads(now.commitment.draw))
    again, value = solved.rules.refill, now.result.value
    result = Result(value, lottery.draw(record, value, again.turn, now.origin), again.turn)
    return Replacement(record, result, again.stay, file.size, solved.bound, file.achieved, again.breach)


def tickets_of(text: str, number: str) -> int:
    """How many tickets of a lottery file hold the number."""
    return sum(last - first + 1 for first, last in ranges_of(text, number))


def ranges_of(text: str, number: str) -> list[tuple[int, int]]:
    """The tickets of a lottery file that hold the number, as (first, last) of each unbroken run."""
    found: list[tuple[int, int]] = []
    for first, last, members in lottery.draws.read_lottery(text):
        if number in members:
            start = found.pop()[0] if found and found[-1][1] + 1 == first else first
            found.append((start, last))
    return found


def least_and_greatest(text: str, numbers: Iterable[str]) -> tuple[float, float]:
    """The least and the greatest chance of these numbers under a lottery file, 0 to 1."""
    rows = lottery.draws.read_lottery(text)
    total, counts = rows[-1][1] + 1, Counter()
    for first, last, members in rows:
        counts.update(dict.fromkeys(members, last - first + 1))
    chances = [counts[number] / total for number in numbers]
    return min(chances), max(chances)
