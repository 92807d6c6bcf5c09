"""Hold the lottery to its targets: ``python -m tests.bench.lottery``; ``make bench`` does it after everything else.

Seconds are CPU seconds of one process. LOTTERY_SIZES=100,500 is shorter.
"""

import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from panels import lottery
from tests.bench import volunteers

ROOT = Path(__file__).resolve().parent.parent.parent
SEATS = 30
UNWEIGHTED, WEIGHTED = "", "weights:4,2,1"
TARGETS = {
    (100, 5, UNWEIGHTED): 2,
    (500, 5, UNWEIGHTED): 10,
    (2_000, 5, UNWEIGHTED): 30,
    (10_000, 5, UNWEIGHTED): 60,
    (10_000, 5, WEIGHTED): 60,
    (10_000, 25, UNWEIGHTED): 300,
}
"""CPU seconds for so many volunteers from so many areas, with or without weighted tiers; tickets and the last check
included."""

KEPT = 0.99
GINI = 0.005
PROCESSES = 20
LARGEST = 10_000, 25
CANCELLED, INFEASIBLE = 2, 5
"""Seconds until a calculation stops that is called off, and CPU seconds until a request is answered that has no panel."""

_PRINT_HASH = """
import sys
from panels import lottery
from tests.bench import lottery as bench
pool, rules = bench.request(500, 5, bench.WEIGHTED, shuffled=int(sys.argv[1]))
print(lottery.tickets(lottery.solve(pool, rules)).sha256)
"""


@dataclass(frozen=True)
class Cost:
    """What one size costs and how good its lottery is: Gini in tickets and of the exact optimum."""

    cpu: float
    kept: float
    gini: float
    exact_gini: float
    bound: float
    method: str


def request(
    size: int, areas: int, priority: str = UNWEIGHTED, shuffled: int = 0
) -> tuple[lottery.Pool, lottery.Rules]:
    """The pool and the rules of one size, from rows in another order for every number."""
    header, *rows = volunteers.pool_csv(size, areas).splitlines()
    random.Random(shuffled).shuffle(rows)
    pool, quotas = b"\n".join([header, *rows]), volunteers.quotas_csv(areas, SEATS)
    tiers = {"tier_column": "tier", "tier_order": "A,B,C", "priority": priority} if priority else {}
    return lottery.read_request(lottery.Request(pool, quotas, SEATS, **tiers))


def measure(size: int, areas: int, priority: str) -> Cost:
    pool, rules = request(size, areas, priority)
    started = time.process_time()
    solved = lottery.solve(pool, rules)
    file = lottery.examine(lottery.tickets(solved))
    cpu = time.process_time() - started
    return Cost(
        cpu,
        file.achieved / solved.bound,
        lottery.gini(file.chances.values()),
        lottery.gini(solved.by_person(solved.ideal).values()),
        solved.bound,
        solved.method,
    )


def distinct_files() -> int:
    """How many different lottery files many processes make of one pool, each with its own hash seed and row order."""
    hashes = set()
    for number in range(PROCESSES):
        variables = os.environ | {"PYTHONHASHSEED": str(number), "PYTHONPATH": str(ROOT)}
        words = [sys.executable, "-c", _PRINT_HASH, str(number)]
        done = subprocess.run(words, cwd=ROOT, env=variables, check=True, capture_output=True, text=True)
        hashes.add(done.stdout)
    return len(hashes)


def seconds_to_cancel() -> float:
    """How long a calculation goes on that is called off after a second, by the clock."""
    pool, rules = request(*LARGEST)
    called_off = time.monotonic() + 1
    with suppress(lottery.Cancelled):
        lottery.solve(pool, rules, cancel=lambda: time.monotonic() >= called_off)
    return time.monotonic() - called_off


def cpu_to_refuse() -> float:
    """What it costs to say which quotas give way where two of a feature ask for more than there are seats."""
    pool, rules = request(*LARGEST)
    first, second, *others = rules.quotas
    clash = [replace(quota, least=SEATS // 2 + 1, most=SEATS) for quota in (first, second)]
    started = time.process_time()
    found = lottery.check(pool, replace(rules, quotas=(*clash, *others)))
    assert isinstance(found, lottery.Infeasible) and found.relaxation is not None
    return time.process_time() - started


def verdicts(costs: dict[tuple[int, int, str], Cost], files: int) -> int:
    """Print every target; 1 when one is missed."""
    lines = []
    for (size, areas, priority), cost in costs.items():
        name = f"{size:,}명, 지역 {areas}곳{priority and f', 순위 {priority}'}"
        most = TARGETS[size, areas, priority]
        lines.append((cost.cpu <= most, f"{name}: CPU {cost.cpu:.2f}초 (≤ {most})"))
        lines.append((cost.kept >= KEPT, f"{name}: 증명된 한계의 {cost.kept:.4f} (≥ {KEPT})"))
        gap = abs(cost.gini - cost.exact_gini)
        lines.append((gap <= GINI, f"{name}: 지니 {cost.gini:.4f}, 최적과의 차이 {gap:.4f} (≤ {GINI})"))
    lines.append((files == 1, f"프로세스 {PROCESSES}개가 만든 서로 다른 파일: {files} (= 1)"))
    stopped, refused = seconds_to_cancel(), cpu_to_refuse()
    lines.append((stopped <= CANCELLED, f"취소한 계산이 멈추기까지 {stopped:.2f}초 (≤ {CANCELLED})"))
    lines.append((refused <= INFEASIBLE, f"할당이 맞지 않는 까닭까지 CPU {refused:.2f}초 (≤ {INFEASIBLE})"))
    for met, what in lines:
        print(f"{'지킴' if met else '어김'}  {what}", flush=True)
    return 0 if all(met for met, _ in lines) else 1


def main() -> int:
    sizes = os.environ.get("LOTTERY_SIZES")
    chosen = {int(size) for size in sizes.split(",")} if sizes else {size for size, *_ in TARGETS}
    costs = {}
    for size, areas, priority in TARGETS:
        if size in chosen:
            costs[size, areas, priority] = cost = measure(size, areas, priority)
            print(
                f"{size:>7,}명 {areas:>2}곳 {priority:<13}  한계 {cost.bound:.4%}  {cost.cpu:6.2f}초  {cost.method}",
                flush=True,
            )
    return verdicts(costs, distinct_files())


if __name__ == "__main__":
    sys.exit(main())
