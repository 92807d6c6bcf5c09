"""What `make bench` promises, without the hundred thousand projects."""

from types import SimpleNamespace

import pytest
from django.urls import Resolver404, resolve

from tests.bench import __main__ as bench
from tests.bench import measuring
from tests.bench.pages import EMPTY, PAGES, Page
from tests.bench.server import production_command

SCENE = {"project": 1, "run": 2, "round": 3}


def cost(queries=1, cpu=4.0, p50=10.0):
    return SimpleNamespace(queries=queries, cpu=cpu, p50=p50, p95=2 * p50)


@pytest.fixture
def costs():
    """Every page as quick as the empty one, at every size."""
    return {page.label: {size: cost() for size in bench.SIZES} for page in PAGES}


def test_the_portal_is_started_as_production_starts_it():
    command = production_command(8123)
    assert command[1:4] == ["-m", "gunicorn", "seoul_gov.wsgi:application"]
    assert command[command.index("--bind") + 1] == "127.0.0.1:8123"
    assert command[command.index("--workers") + 1] == "1"
    assert command[command.index("--worker-class") + 1] == "gthread"


def test_every_page_has_a_name_of_its_own_and_a_known_address():
    assert len({page.label for page in PAGES}) == len(PAGES)
    own = [page for page in PAGES if not page.url.startswith("bench-")]
    paths = [path.partition("?")[0] for page in own if (path := measuring.address(page, SCENE))]
    assert len(paths) >= 10
    for path in paths:
        assert resolve(path)


def test_a_page_that_is_not_built_has_no_address():
    assert measuring.address(Page("없는 화면", "record:nowhere"), SCENE) is None
    with pytest.raises(Resolver404):
        resolve("/bench/empty/")  # nothing of the bench is in the product


def test_all_targets_met(costs, capsys):
    assert bench.verdicts(costs, alone=10.0, worker=12.9) == 0
    assert "모두 지켰습니다." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("label", "large", "sentence"),
    [
        ("공개 목록", cost(queries=6), "공개 목록: 질의: 6.00 (≤ 5)"),
        ("공개 목록", cost(cpu=10.4), "공개 목록: CPU ÷ 기준: 목록: 2.60 (≤ 2.5)"),
        ("공개 사업", cost(queries=9), "공개 사업: 질의: 9.00 (≤ 8)"),
        ("직원 목록", cost(p50=15.1), "직원 목록: p50 1,000 → 100,000: 1.51 (≤ 1.5)"),
    ],
)
def test_a_target_that_is_missed_fails(costs, capsys, monkeypatch, label, large, sentence):
    monkeypatch.setattr(bench, "SIZES", [1000, 100_000])
    costs[label] = {1000: cost(), 100_000: large}
    assert bench.verdicts({**costs}, alone=10.0, worker=10.0) == 1
    assert f"어김  {sentence}" in capsys.readouterr().out


def test_slow_mail_fails(costs, capsys):
    assert bench.verdicts(costs, alone=10.0, worker=13.1) == 1
    assert "어김  메일 10,000통: 13.1초 ÷ 10.0초: 1.31" in capsys.readouterr().out


def test_what_is_not_built_is_said_and_not_judged(costs, capsys):
    costs["공개 목록"] = None
    for page in PAGES:
        bench.report(page, costs)
    assert bench.verdicts(costs, alone=1.0, worker=1.0) == 0
    printed = capsys.readouterr().out
    assert "공개 목록: record:list 화면이 아직 없어 건너뜁니다." in printed
    assert "공개 목록: 질의" not in printed
    assert EMPTY in printed


def test_percentiles():
    one = measuring.Cost(times=[float(n) for n in range(1, 101)], computed=500.0)
    assert (one.cpu, one.p50, round(one.p95)) == (5.0, 50.5, 95)
