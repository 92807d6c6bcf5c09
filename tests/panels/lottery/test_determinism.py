"""The same input gives the same bytes: in every process, in whatever order the volunteers come."""

import os
import random
import subprocess
import sys
from pathlib import Path

from panels import lottery
from tests.bench import volunteers

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PROGRAM = """
import random
import sys
from panels import lottery
from tests.bench import volunteers
header, *rows = volunteers.pool_csv(60, 5, 1, 0.3).splitlines()
random.Random(sys.argv[1]).shuffle(rows)
pool, rules = lottery.read_request(lottery.Request(
    b"\\n".join([header, *rows]), volunteers.quotas_csv(5, 10, 0.1), 10,
    tier_column="tier", tier_order="A,B,C", household="home",
))
file = lottery.examine(lottery.tickets(lottery.solve(pool, rules)))
commitment = lottery.commit(pool, rules, file.text, {"source": "dice", "when": "", "detail": {}})
drawn = lottery.draw(commitment, "1")
others = lottery.alternates(pool, rules, drawn.panel, drawn.seed, lottery.Watch())
print(commitment.hex, file.lottery.bound, file.lottery.method, drawn, others)
"""


def printed(hash_seed: int) -> str:
    variables = os.environ | {"PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    words = [sys.executable, "-c", PROGRAM, str(hash_seed)]
    return subprocess.run(words, cwd=ROOT, env=variables, check=True, capture_output=True, text=True).stdout


def test_three_processes_agree_to_the_byte():
    outcomes = {printed(hash_seed) for hash_seed in range(3)}
    assert len(outcomes) == 1
    assert "column generation" in outcomes.pop()


def test_the_answer_to_quotas_that_cannot_be_kept_does_not_depend_on_the_order_of_rows():
    header, *rows = volunteers.pool_csv(60, 25, 4).splitlines()
    answers = []
    for seed in range(2):
        random.Random(seed).shuffle(rows)
        pool = b"\n".join([header, *rows])
        request = lottery.Request(pool, volunteers.quotas_csv(25, 30, 0.05), 30)
        answers.append(lottery.check(*lottery.read_request(request)))
    assert isinstance(answers[0], lottery.Infeasible)
    assert answers[0] == answers[1]
