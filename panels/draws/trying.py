"""A trial: the lottery under some quotas, and before anybody decides for it, what every way to treat tiers would cost.

Pure: pool and rules in, plain data out. It may take minutes; ``progress`` hears a sentence and a share of 0 to 1, ``cancel``
is asked often, also in the middle of the solver's work.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from panels import lottery
from panels.lottery import (
    Change,
    Fixed,
    Infeasible,
    Limit,
    Lottery,
    NoPanel,
    OutOfTime,
    Pool,
    Price,
    Quota,
    Rules,
    Shares,
    Strict,
    Unweighted,
    Watch,
    sentences,
)
from panels.lottery.priority import Priority, default_weights

from . import drum
from .drum import Drum

SECONDS = 90
"""How long the lottery of a trial may be computed."""
SECONDS_A_PRICE = 30
SECONDS_OF_REASONS = 20

STEPS = {"bound": 0.05, "panels": 0.1, "columns": 0.4}
"""Where each step of the lottery begins on the way to ``LOTTERY_ENDS``."""
WORDS = {
    "bound": "가장 공평한 기회를 계산하고 있습니다.",
    "panels": "조건을 지키는 명단을 만들고 있습니다.",
    "columns": "더 공평하게 섞을 명단을 찾고 있습니다.",
}
LOTTERY_ENDS = 0.6
REASONS_END = 0.7

Progress = Callable[[str, float], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True)
class Tried:
    """What a trial came to, ready for JSON but for ``made``, which is None where no panel keeps the quotas.

    ``certain`` and ``shut_out`` are groups of people with the quotas that do it, None where there was no time to tell.
    """

    made: Drum | None = None
    prices: list[dict] = field(default_factory=list)
    certain: list[dict] | None = None
    shut_out: list[dict] | None = None
    findings: dict = field(default_factory=dict)


def tried(pool: Pool, rules: Rules, progress: Progress, cancel: Cancel) -> Tried:
    """The lottery under the rules with its prices, or why there is none. Raises OutOfTime where the lottery takes too long,
    Cancelled once it is called off."""
    progress("조건을 지킬 수 있는지 확인하고 있습니다.", 0.0)
    try:
        solved = lottery.solve(pool, rules, SECONDS, _steps(progress), cancel)
    except NoPanel:
        return Tried(findings=findings_of(lottery.check(pool, rules, Watch(SECONDS, cancel=cancel))))
    progress("확실하거나 뽑힐 수 없는 사람이 있는지 살펴보고 있습니다.", LOTTERY_ENDS)
    file = lottery.examine(lottery.tickets(solved))
    certain, shut_out = _fixed(file, Watch(SECONDS_OF_REASONS, cancel=cancel))
    prices = _prices(solved, progress, cancel)
    return Tried(drum.filled(file), prices, certain, shut_out)


def _steps(progress: Progress) -> Progress:
    """How far the lottery is, as a part of the whole."""
    begins = [*STEPS.values(), LOTTERY_ENDS]

    def step(name: str, share: float) -> None:
        place = list(STEPS).index(name)
        progress(WORDS[name], begins[place] + share * (begins[place + 1] - begins[place]))

    return step


def _fixed(file: lottery.TicketFile, watch: Watch) -> tuple[list[dict] | None, list[dict] | None]:
    try:
        found = lottery.certain(file, watch), lottery.shut_out(file.lottery, watch)
    except OutOfTime:
        return None, None
    return groups(found[0]), groups(found[1])


def groups(people: Iterable[Fixed]) -> list[dict]:
    """How many are fixed by each set of quotas, most first."""
    counts: Counter[tuple[Limit, ...]] = Counter()
    for one in people:
        counts[one.quotas] += len(one.ids)
    return [
        {"people": count, "quotas": [dataclasses.astuple(limit) for limit in quotas]}
        for quotas, count in counts.most_common()
    ]


def ways(pool: Pool, rules: Rules) -> list[Priority]:
    """The ways to treat tiers that are priced: unweighted, weighted 4:2:1, seats of their own, strict; and the one of the
    rules, in the place of its kind or after them."""
    own, usual = rules.tiers.priority, default_weights(len(rules.tiers.order))
    shares = own if isinstance(own, Shares) else usual_shares(pool, rules)
    options = [Unweighted(), usual, shares, Strict()]
    return options if own in options else [*options, own]


def usual_shares(pool: Pool, rules: Rules) -> Shares:
    """The seats dealt to the tiers one by one in 4:2:1, to each no more than it has people (Sainte-Laguë)."""
    weights = default_weights(len(rules.tiers.order)).weights
    people = Counter(volunteer.tier for volunteer in pool.volunteers)
    seats = dict.fromkeys(rules.tiers.order, 0)
    order = dict(zip(rules.tiers.order, weights, strict=True))
    for _ in range(rules.size):
        open_ = [tier for tier in order if seats[tier] < people[tier]]
        seats[max(open_, key=lambda tier: order[tier] / (2 * seats[tier] + 1))] += 1
    return Shares(tuple((count, count) for count in seats.values()))


def _prices(solved: Lottery, progress: Progress, cancel: Cancel) -> list[dict]:
    """Every way in full, none estimated; one that takes too long says so."""
    pool, rules = solved.pool, solved.rules
    options, prices = ways(pool, rules), []
    for number, option in enumerate(options):
        share = REASONS_END + (1.0 - REASONS_END) * number / len(options)
        progress("순위를 다루는 방법마다 기회를 견주고 있습니다.", share)
        if option == rules.tiers.priority:
            prices.append(price_of(lottery.priced(solved)))
            continue
        try:
            found = lottery.price(pool, rules, [option], Watch(SECONDS_A_PRICE, cancel=cancel))[0]
        except OutOfTime:
            prices.append({"priority": str(option), "known": False})
        else:
            prices.append(price_of(found))
    return prices


def price_of(price: Price) -> dict:
    """A price for JSON."""
    facts = {"priority": str(price.priority), "known": True, "possible": price.possible}
    if price.possible:
        facts |= {
            "overall": dataclasses.asdict(price.overall),
            "tiers": [[tier, dataclasses.asdict(spread)] for tier, spread in price.tiers],
            "gini": price.gini,
        }
    return facts


def findings_of(found: Infeasible) -> dict:
    """Why no panel keeps the quotas, the smallest changes that would help, and whom to recruit. There are more people than
    seats and no households, so that some change does help."""
    return {
        "conflict": sentences.conflict(found.conflict),
        "least": found.relaxation.least,
        "ways": [[dataclasses.astuple(change) for change in way] for way in found.relaxation.ways],
        "complete": found.relaxation.complete,
        "recruit": sentences.recruits(found.recruit),
    }


def changed(rules: Rules, way: Iterable[Change]) -> tuple[tuple[Quota, ...], Priority]:
    """Quotas and priority after a way to relax them."""
    quotas = {(one.feature, one.value): one for one in rules.quotas}
    priority = rules.tiers.priority
    for change in way:
        ends = {"least" if change.side == "min" else "most": change.new}
        if change.feature == rules.tiers.column:
            priority = _moved(priority, rules.tiers.order.index(change.value), **ends)
        else:
            label = change.feature, change.value
            quotas[label] = dataclasses.replace(quotas[label], **ends)
    return tuple(quotas.values()), priority


def _moved(shares: Shares, place: int, **ends: int) -> Shares:
    """Shares in which one end of a tier's seats has moved."""
    least, most = shares.seats[place]
    seats = list(shares.seats)
    seats[place] = ends.get("least", least), ends.get("most", most)
    return Shares(tuple(seats))
