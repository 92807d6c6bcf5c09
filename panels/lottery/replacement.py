"""Replacing members who leave: those who stay, stay, and the open seats are drawn anew among the willing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from .feasibility import Infeasible, explain
from .lotteries import Lottery, solve_watched
from .packages import Package
from .pool import Pool
from .relaxation import Relaxation
from .rules import Refill, Rules
from .space import space_of
from .tables import Fault, Refused
from .watch import Watch


@dataclass(frozen=True)
class LeastBreach:
    """No refill keeps the quotas: the least breach in the declared order, to be shown and approved, with the lottery
    under it and the other equally small ways."""

    relaxation: Relaxation
    lottery: Lottery


def refill(
    package: Package,
    withdrawn: Iterable[str],
    willing: Iterable[str] | None = None,
    limit: float | None = None,
    progress: Callable[[str, float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Lottery | LeastBreach | Infeasible:
    """The lottery over panels of those who stay and of volunteers who are ``willing`` (by default all who did not
    withdraw) for the seats of the withdrawn.

    It is drawn with the next ticket of the same seed. Infeasible when no change of quotas fills the seats. Raises
    Refused for a package without a drawn panel and for withdrawals that leave no seat open; else as ``solve``.

    Source: own derivation: solved anew, because one of exactly the same kind is seldom left.
    """
    watch = Watch(limit, progress, cancel)
    pool, rules = remaining(package, tuple(withdrawn), willing)
    found = _obstacle(pool, rules, watch)
    if found is None:
        return solve_watched(pool, rules, watch)
    if found.relaxation is None:
        return found
    return LeastBreach(
        found.relaxation, solve_watched(pool, rules.breached(found.relaxation.in_order), watch)
    )


def foresee(
    package: Package,
    withdrawn: Iterable[str],
    willing: Iterable[str] | None = None,
    watch: Watch | None = None,
) -> Infeasible | None:
    """What stands against a replacement, without solving it: None when the quotas can be kept; with a relaxation when
    its breach would have to be approved; without one when no change of quotas fills the seats. Raises as ``refill``.

    Source: own derivation, as ``check``.
    """
    return _obstacle(*remaining(package, tuple(withdrawn), willing), watch or Watch())


def _obstacle(pool: Pool, rules: Rules, watch: Watch) -> Infeasible | None:
    space = space_of(pool, rules)
    return None if space.some_panel(watch) is not None else explain(space, rules, watch)


def remaining(
    package: Package, withdrawn: tuple[str, ...], willing: Iterable[str] | None = None
) -> tuple[Pool, Rules]:
    """The pool and the rules of a replacement: who stays, and the willing who share no household with them."""
    gone = frozenset(withdrawn)
    if faults := [*_faults(package, gone)]:
        raise Refused(faults)
    stay = tuple(identity for identity in package.result.draw.panel if identity not in gone)
    homes = {v.household for v in package.pool.volunteers if v.id in stay and v.household}
    wanted = frozenset(package.pool.ids if willing is None else willing) - gone
    volunteers = tuple(
        v for v in package.pool.volunteers if v.id in stay or (v.id in wanted and v.household not in homes)
    )
    earlier = package.rules.refill.gone if package.rules.refill else ()
    again = Refill(package.origin, package.turn + 1, stay, tuple(sorted({*earlier, *gone}, key=str.encode)))
    return Pool(volunteers), replace(package.rules, refill=again)


def _faults(package: Package, gone: frozenset[str]):
    if package.result is None:
        yield Fault("result.json", 0, "아직 추첨하지 않았습니다. 추첨 값을 알려 주어야 합니다.")
        return
    for identity in sorted(gone - frozenset(package.pool.ids), key=str.encode):
        yield Fault("--withdrawn", 0, f"'{identity}'은(는) 명단에 없습니다.")
    if not gone & frozenset(package.result.draw.panel):
        yield Fault("--withdrawn", 0, "추진단에서 빠지는 사람이 없습니다.")
