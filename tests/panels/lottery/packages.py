"""A small package, drawn, and others made of it."""

from functools import cache

from panels import lottery
from tests.panels.lottery.pools import people, read, solved, table

LIMITS = {("gender", "F"): (1, 2), ("gender", "M"): (1, 2), ("age", "young"): (1, 2), ("age", "old"): (0, 2)}
PLAN = {"source": "dice", "detail": {"direct": True}, "when": "2026-11-01T10:00+09:00"}


@cache
def package(value: str | None = "0,4,2", limits: tuple = tuple(LIMITS.items()), **words) -> lottery.Package:
    cells = {"F,young,h": 1, "F,old,h": 1, "F,young,": 3, "M,young,": 2, "M,old,": 3}
    pool, rules = read(people(cells, "id,gender,age,home"), table(dict(limits)), 3, household="home")
    return packed(pool, rules, value, **words)


def packed(pool, rules, value, plan=None, **words) -> lottery.Package:
    file = solved(pool, rules)[1]
    commitment = lottery.commit(pool, rules, file.text, plan or PLAN)
    return lottery.Package(pool, rules, commitment, value and drawn(pool, rules, commitment, value, **words))


def drawn(pool, rules, commitment, value, **words) -> lottery.Result:
    """The panel and its alternates."""
    draw = lottery.draw(commitment, value, **words)
    others = lottery.alternates(pool, rules, draw.panel, draw.seed, lottery.Watch())
    return lottery.Result(value, draw, 0, others.ids)


def files_of(given: lottery.Package) -> dict[str, bytes]:
    return lottery.package_files(given.commitment, given.result)


def refilled(given: lottery.Package, *withdrawn: str, **words) -> lottery.Package:
    """The package of a replacement, drawn with the same seed."""
    found = lottery.refill(given, withdrawn, **words)
    found = found.lottery if isinstance(found, lottery.LeastBreach) else found
    file = lottery.examine(lottery.tickets(found))
    commitment = lottery.commit(found.pool, found.rules, file.text, PLAN)
    turn = found.rules.refill.turn
    drawn = lottery.draw(commitment, given.result.value, turn, given.origin)
    return lottery.Package(
        found.pool, found.rules, commitment, lottery.Result(given.result.value, drawn, turn, file.ids[:0])
    )
