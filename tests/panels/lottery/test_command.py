"""``manage.py panel_lottery``: tables in, JSON out, and a package that anybody can check."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from panels import lottery
from tests.panels.lottery.pools import people, table

LIMITS = {("gender", "F"): (1, 2), ("gender", "M"): (1, 2), ("age", "young"): (1, 3), ("age", "old"): (0, 3)}
CELLS = {"F,young,A,yes": 3, "M,young,B,yes": 3, "M,old,A,yes": 2, "F,old,A,no": 1}
PLAN = {"source": "dice", "detail": {"direct": True}, "when": "2026-11-01T10:00+09:00"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pool.csv").write_text(people(CELLS, "id,gender,age,tier,use"))
    (tmp_path / "quotas.csv").write_text(table(LIMITS))
    (tmp_path / "draw.json").write_text(json.dumps(PLAN))
    return tmp_path


@pytest.fixture
def run(folder):
    """What the command prints, and its warnings."""

    def command(*words, base=True):
        tables = (
            ["--pool", folder / "pool.csv", "--quotas", folder / "quotas.csv", "--size", "3"] if base else []
        )
        out, err = StringIO(), StringIO()
        call_command("panel_lottery", *map(str, [*tables, *words]), stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return command


def answered(run, *words, **options):
    return json.loads(run(*words, "--json", **options)[0])


def refused(run, *words, **options):
    with pytest.raises(CommandError) as refusal:
        run(*words, **options)
    assert refusal.value.returncode == 1
    return str(refusal.value)


def test_a_lottery(run):
    answer = answered(run, "--require", "use=yes")
    assert (answer["feasible"], answer["size"], answer["tickets"], answer["left_out"]) == (
        True,
        3,
        1000,
        ["p08"],
    )
    counts = dict.fromkeys(answer["chances"], 0)
    for panel in answer["lottery"]:
        for identity in panel["members"]:
            counts[identity] += panel["tickets"]
    assert answer["chances"] == {identity: count / 1000 for identity, count in counts.items()}
    assert sum(panel["tickets"] for panel in answer["lottery"]) == 1000
    assert (
        0.99 * answer["bound"]
        <= answer["achieved"]
        == min(answer["chances"].values())
        <= answer["bound"] + 1e-6
    )
    assert (answer["certain"], answer["shut_out"], answer["exact"]) == ([], [], True)
    assert answer["cpu_seconds"] > 0
    assert "commitment" not in answer


def test_tiers_tickets_and_reasons(run, folder):
    (folder / "quotas.csv").write_text(table(LIMITS | {("age", "old"): (0, 0)}))
    words = (
        "--tier-column",
        "tier",
        "--tier-order",
        "A,B",
        "--priority",
        "weights:3,1",
        "--tickets",
        "10000",
    )
    answer = answered(run, *words)
    assert answer["tickets"] == 10_000
    assert answer["chances"]["p00"] > 2 * answer["chances"]["p03"]
    assert [line["id"] for line in answer["shut_out"]] == ["p06", "p07", "p08"]
    assert answer["shut_out"][0]["quotas"] == [["age", "old", "max", 0]]


def test_a_package_is_drawn_refilled_and_checked(run, folder):
    first, second = folder / "first", folder / "second"
    words = ("--package", first, "--draw-plan", folder / "draw.json", "--value", "0,4,2")
    answer = answered(run, *words)
    assert (answer["ticket"], answer["warnings"]) == (42, [])
    assert answer["panel"] in [panel["members"] for panel in answer["lottery"]]
    assert len(answer["alternates"]) == 6
    assert lottery.verify({path.name: path.read_bytes() for path in first.iterdir()}) == []
    assert (first / "commitment.txt").read_text() == answer["commitment"] + "\n"
    gone, *stay = answer["panel"]
    again = answered(run, "--refill", first, "--withdrawn", gone, "--package", second, base=False)
    assert (again["feasible"], again["stay"], again["withdrawn"]) == (True, stay, [gone])
    assert set(stay) < set(again["panel"])
    assert again["seed"] == answer["seed"]
    assert answered(run, "--verify", second, base=False)["verified"] is True
    assert run("--verify", second, base=False)[0] == "모두 맞습니다.\n"
    lines = (second / "lottery.csv").read_bytes()
    (second / "lottery.csv").write_bytes(lines + b"\n")
    assert refused(run, "--verify", second, base=False).startswith(
        "lottery.csv: hashes.txt에 적힌 해시와 다릅니다."
    )
    assert refused(run, "--verify", folder / "none", base=False) == f"{folder / 'none'}: 폴더가 없습니다."


def test_a_package_is_drawn_later(run, folder):
    place = folder / "package"
    run("--package", place, "--draw-plan", folder / "draw.json")
    assert not (place / "result.json").exists()
    answer = answered(run, "--refill", place, "--value", "0,0,7", "--withdrawn", "p03,p04,p05", base=False)
    assert set(answer["withdrawn"]) == {"p03", "p04", "p05"}
    assert not set(answer["panel"]) & {"p03", "p04", "p05"}
    assert "아직 추첨하지 않았습니다" in refused(run, "--refill", place, "--withdrawn", "p03", base=False)
    assert "표 번호 3자리가 아닙니다" in refused(run, "--refill", place, "--value", "7", base=False)
    said = refused(run, "--refill", place, "--withdrawn", "p03", "--tickets", "500", base=False)
    assert said.startswith("--tickets: 표는 1000장")
    run("--package", place, "--draw-plan", folder / "draw.json", "--value", "0,0,7")
    assert "적힌 값과 다릅니다" in refused(run, "--refill", place, "--value", "0,0,8", base=False)


def test_a_package_with_a_fault_is_not_refilled(run, folder):
    place = folder / "package"
    run("--package", place, "--draw-plan", folder / "draw.json", "--value", "0,0,7")
    (place / "pool.csv").write_bytes((place / "pool.csv").read_bytes() + b"p99,F,young\n")
    said = refused(run, "--refill", place, "--withdrawn", "p03", "--package", folder / "second", base=False)
    assert said.startswith("pool.csv: hashes.txt에 적힌 해시와 다릅니다.")
    assert not (folder / "second").exists()


def test_a_replacement_that_breaks_quotas(run, folder):
    place = folder / "package"
    run("--package", place, "--draw-plan", folder / "draw.json", "--value", "0,0,7")
    women = [f"p{number:02}" for number in (0, 1, 2, 8)]
    answer = answered(run, "--refill", place, "--withdrawn", *women, base=False)
    assert (answer["feasible"], answer["relaxation"]) == (
        False,
        [["gender", "F", "min", 1, 0], ["gender", "M", "max", 2, 3]],
    )
    assert answer["sentences"] == {"relaxation": "F 최소 1명 → 0명, M 최대 2명 → 3명"}
    assert answer["lottery"]
    told = run("--refill", place, "--withdrawn", *women, base=False)[0]
    assert told.startswith(
        "할당을 모두 지킬 수 없습니다. 가장 적게 어기는 길: F 최소 1명 → 0명, M 최대 2명 → 3명\n"
    )
    assert "뽑힌 표 " in told
    everybody = [f"p{number:02}" for number in range(8)]
    assert answered(run, "--refill", place, "--withdrawn", *everybody, base=False)["relaxation"] == []


def test_without_a_plan_nothing_was_announced(run):
    answer, warnings = run("--value", "seven", "--json")
    assert json.loads(answer)["panel"]
    assert warnings.splitlines() == [
        "주의: --draw-plan이 없어 추첨 방법과 때를 예고하지 않은 것으로 적었습니다.",
        "주의: 'seven'은(는) 예고한 방법의 결과처럼 보이지 않습니다.",
    ]


def test_no_panel(run, folder):
    (folder / "quotas.csv").write_text(table(LIMITS | {("gender", "F"): (3, 3), ("gender", "M"): (1, 2)}))
    answer = answered(run)
    assert (answer["feasible"], answer["least"], answer["ways_complete"]) == (False, 1, True)
    assert answer["relaxation"] == [["gender", "F", "min", 3, 2]]
    assert sorted(answer["ways"]) == [[["gender", "F", "min", 3, 2]], [["gender", "M", "min", 1, 0]]]
    assert sorted(answer["conflict"]) == [["gender", "F", "min", 3], ["gender", "M", "min", 1]]
    assert answer["recruit"] == []
    assert run()[0].splitlines() == list(answer["sentences"].values())
    (folder / "quotas.csv").write_text(table(LIMITS | {("age", "old"): (3, 3), ("age", "young"): (0, 3)}))
    answer = answered(run, "--require", "use=yes")
    assert answer["recruit"] == [{"count": 1, "values": {"gender": "F", "age": "old"}}]


def test_in_words(run):
    lines = run("--require", "use=yes")[0].splitlines()
    assert lines[0].endswith("표 1,000장 (leximin of the relaxation, peeled)")
    assert lines[2] == "반드시 뽑히는 사람 0명, 뽑힐 수 없는 사람 0명"


def test_refusals_name_everything_and_are_json_too(run, folder):
    (folder / "pool.csv").write_text("id,gender,age\na,F,young\na,X,young\n")
    out = StringIO()
    words = ["--pool", folder / "pool.csv", "--quotas", folder / "quotas.csv", "--size", "1"]
    with pytest.raises(CommandError) as refusal:
        call_command("panel_lottery", *map(str, words), stdout=out)
    reasons = [
        {"file": "pool.csv", "line": 3, "reason": "id 'a'이(가) 2행에 이미 있습니다."},
        {"file": "pool.csv", "line": 3, "reason": "gender 'X'에는 할당이 없습니다."},
    ]
    assert json.loads(out.getvalue()) == {"refused": reasons}
    assert str(refusal.value).splitlines() == [f"pool.csv 3행: {reason['reason']}" for reason in reasons]


def test_what_is_missing(run, folder):
    assert refused(run, base=False).splitlines() == [
        f"--{name}: 반드시 알려 주어야 합니다." for name in ("pool", "quotas", "size")
    ]
    assert "읽을 수 없습니다: No such file" in refused(run, "--pool", folder / "none.csv")
    assert refused(run, "--withdrawn", "p03") == "--withdrawn: --refill과 함께 써야 합니다."
    drawn = ("--value", "0,0,7", "--package", folder / "pool.csv")
    assert refused(run, *drawn).startswith(f"{folder / 'pool.csv'}: 쓸 수 없습니다: ")
    assert refused(run, "--limit", "0") == "제한 시간 안에 추첨안을 찾지 못했습니다."


@pytest.mark.parametrize("plan", ["{", "[1]", '{"source": "dice"}'])
def test_a_plan_that_is_none(run, folder, plan):
    (folder / "draw.json").write_text(plan)
    assert refused(run, "--draw-plan", folder / "draw.json", "--value", "1").startswith("draw.json: ")
