"""Measure the portal at several sizes and hold it to its targets: prints a table and a verdict for each target.

BENCH_SIZES=1000,10000 makes it shorter. The exit status is 1 when a target is missed.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import django

from tests.bench import mails
from tests.bench.pages import EMPTY, GROWTH, PAGES, PLAIN
from tests.services import Postgres

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,10000,100000").split(",")]
MAIL_RATIO = 1.3
FOREIGN = ("DJANGO_", "CELERY_", "EMAIL_", "PORTAL_", "GUNICORN_", "DATABASE_", "PYTHON")


def main():
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-")))
        postgres = stack.enter_context(Postgres())
        environment = production(folder)
        os.environ.update(environment, DATABASE_URL=postgres.url)
        django.setup()
        from tests.bench import measuring
        from tests.bench.server import Server

        run("collectstatic", environment | {"DATABASE_URL": postgres.url})
        fill(environment | {"DATABASE_URL": postgres.url}, 0)
        portals = {}
        for size in SIZES:
            own = environment | {"DATABASE_URL": database(postgres, size)}
            scene = fill(own, size)
            portals[size] = stack.enter_context(Server(own, folder / "server.log")), scene
        say("재는 중입니다.")
        costs = {}
        for page in PAGES:
            costs[page.label] = measuring.measure(portals, page)
            report(page, costs)
        say("메일을 보내는 중입니다.")
        alone, worker = mails.compare(environment | {"DATABASE_URL": address(postgres, SIZES[0])})
    return verdicts(costs, alone, worker)


def production(folder: Path) -> dict:
    """The environment of a production portal whose data lies in the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "PORTAL_PROFILE": "production",
        "PORTAL_VAR_DIR": str(folder),
        "MEDIA_ROOT": str(folder / "files"),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "portal.example",
        "PORTAL_BASE_URL": "https://portal.example",
        "PORTAL_TRUSTED_PROXIES": "1",
        "CELERY_BROKER_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "PYTHONUTF8": "1",
    }
    return kept | own


def address(postgres, size: int) -> str:
    return f"{postgres.url.rpartition('/')[0]}/portal_{size}"


def database(postgres, size: int) -> str:
    """A copy of the empty portal, for so many projects."""
    import psycopg

    with psycopg.connect(f"{postgres.url.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE portal_{size} TEMPLATE portal")
    return address(postgres, size)


def run(command: str, environment: dict) -> None:
    words = [sys.executable, "manage.py", command, "--no-input", "--verbosity", "0"]
    subprocess.run(words, cwd=ROOT, env=environment, check=True)


def fill(environment: dict, size: int) -> dict:
    started = time.monotonic()
    words = [sys.executable, "-m", "tests.bench.fill", str(size)]
    done = subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    say(f"사업 {size:,}건을 채웠습니다({time.monotonic() - started:.0f}초).")
    return json.loads(done.stdout.splitlines()[-1])


def say(sentence: str) -> None:
    print(sentence, flush=True)


def report(page, costs: dict) -> None:
    """A line for every size."""
    if costs[page.label] is None:
        return say(f"\n{page.label}: {page.url} 화면이 아직 없어 건너뜁니다.")
    say(f"\n{page.label}")
    for size, cost in costs[page.label].items():
        ratio = cost.cpu / costs[EMPTY][size].cpu
        say(
            f"  {size:>8,}  질의 {cost.queries:>3}  CPU {cost.cpu:7.2f} ms  p50 {cost.p50:7.2f} ms  "
            f"p95 {cost.p95:7.2f} ms  빈 화면의 {ratio:5.1f}배"
        )
    return None


def targets(costs: dict, alone: float, worker: float):
    """Every target as (what, measured, bound)."""
    small, large = min(SIZES), max(SIZES)
    for page in PAGES:
        by_size = costs[page.label]
        if by_size is None:
            continue
        if page.queries is not None:
            yield f"{page.label}: 질의", max(cost.queries for cost in by_size.values()), page.queries
        if page.plain:
            plain = costs[page.plain][large].cpu
            yield f"{page.label}: CPU ÷ {page.plain}", by_size[large].cpu / plain, PLAIN
        if small != large and page.steady:
            yield f"{page.label}: p50 {small:,} → {large:,}", by_size[large].p50 / by_size[small].p50, GROWTH
    yield f"메일 {mails.MAILS:,}통: {worker:.1f}초 ÷ {alone:.1f}초", worker / alone, MAIL_RATIO


def verdicts(costs: dict, alone: float, worker: float) -> int:
    """Print every target; 1 when one is missed."""
    say("")
    missed = 0
    for what, measured, bound in targets(costs, alone, worker):
        met = measured <= bound
        missed += not met
        say(f"{'지킴' if met else '어김'}  {what}: {measured:.2f} (≤ {bound})")
    say(f"\n{'모두 지켰습니다.' if not missed else f'{missed}가지를 어겼습니다.'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
