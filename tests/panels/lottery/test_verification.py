"""A package that is right, and every way in which it can be wrong: told by the portal and by the public's script."""

import hashlib
import importlib
import subprocess
import sys
from dataclasses import replace

import pytest

from panels import lottery
from panels.lottery.packages import script
from tests.panels.lottery.packages import files_of, package, packed, refilled


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with hashes and commitment made to fit them, and no result."""
    names = ("pool.csv", "rules.json", "lottery.csv", "draw.json")
    hashes = b"".join(hashlib.sha256(files[name]).hexdigest().encode() + b"\n" for name in names)
    commitment = hashlib.sha256(hashes).hexdigest().encode() + b"\n"
    kept = {name: data for name, data in files.items() if name != "result.json"}
    return kept | {"hashes.txt": hashes, "commitment.txt": commitment}


def changed(name: str, old: bytes, new: bytes, seal: bool = True) -> dict[str, bytes]:
    files = files_of(package())
    assert old in files[name]
    files = files | {name: files[name].replace(old, new, 1)}
    return resealed(files) if seal else files


def faults(files) -> list[str]:
    return [str(fault) for fault in lottery.verify(files)]


def test_a_right_package():
    files = files_of(package())
    assert lottery.verify(files) == []
    assert lottery.verify(files_of(package(None))) == []
    assert lottery.verify(files_of(refilled(package(), package().result.draw.panel[0]))) == []
    assert lottery.read_package(files) == package()
    assert len(script().splitlines()) <= 60


@pytest.mark.parametrize("name", ["pool.csv", "rules.json", "lottery.csv", "draw.json"])
def test_the_first_file_that_differs_is_named(name):
    files = files_of(package())
    assert faults(files | {name: files[name] + b" "})[0] == f"{name}: hashes.txt에 적힌 해시와 다릅니다."


def test_missing_and_foreign_files():
    files = files_of(package())
    assert faults({name: data for name, data in files.items() if name != "pool.csv"}) == [
        "pool.csv: 파일이 없습니다."
    ]
    assert faults(files | {"hashes.txt": files["hashes.txt"] + b"x\n"}) == [
        "hashes.txt: 네 파일의 해시가 아닙니다.",
        "commitment.txt: hashes.txt의 해시가 아닙니다.",
    ]
    assert faults(files | {"hashes.txt": b""})[0] == "pool.csv: hashes.txt에 적힌 해시와 다릅니다."
    assert faults(files | {"commitment.txt": b"0\n"}) == ["commitment.txt: hashes.txt의 해시가 아닙니다."]
    assert faults(files | {"verify_draw.py": b"print('OK')"}) == [
        "verify_draw.py: 이 포털이 만든 검증 프로그램과 다릅니다."
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("rules.json", b'"size":3', b'"size":3 ', "rules.json: 정해진 형식으로 쓰이지 않았습니다."),
        ("draw.json", b'"when"', b' "when"', "draw.json: 정해진 형식으로 쓰이지 않았습니다."),
        (
            "draw.json",
            b'"source"',
            b'"sauce"',
            "draw.json: 읽을 수 없습니다: draw.json: detail, source, when",
        ),
        (
            "rules.json",
            b'"M",1,2',
            b'"M",1,""',
            "pool.csv, rules.json, lottery.csv, result.json: 읽을 수 없습니다",
        ),
        ("draw.json", b'"dice"', b'"mine"', "draw.json: 읽을 수 없습니다: draw.json: source는"),
        ("pool.csv", b"p00,F", b'"p00",F', "pool.csv: 정해진 형식으로 쓰이지 않았습니다."),
        ("pool.csv", b"p00,F", b"p00,X", "pool.csv, rules.json, lottery.csv, result.json: 읽을 수 없습니다"),
        (
            "rules.json",
            b'"version":1',
            b'"version":2',
            "pool.csv, rules.json, lottery.csv, result.json: 읽을 수",
        ),
        ("lottery.csv", b"first", b"start", "lottery.csv 1행: 정해진 형식으로 쓰이지 않았습니다."),
        ("lottery.csv", b"\n0,", b"\n1,", "lottery.csv 2행: 표 번호가 빠지거나 겹칩니다."),
        ("lottery.csv", b"999,p", b"1000,p", "lottery.csv: 표가 1001장입니다."),
        ("lottery.csv", b" p", b" q", "lottery.csv 2행: 명단에 없는 사람이 있거나 차례가 다릅니다."),
        ("lottery.csv", b" p", b" p00 p", "lottery.csv: 3명이 아닌 추첨안이 있습니다."),
        (
            "rules.json",
            b'"M",1,2',
            b'"M",2,2',
            "lottery.csv: gender 'M'이(가) 2~2명이 아닌 추첨안이 있습니다.",
        ),
    ],
)
def test_what_is_wrong_inside(name, old, new, fault):
    files = changed(name, old, new)
    assert any(line.startswith(fault) for line in faults(files)), faults(files)


def test_two_of_a_household_in_a_panel():
    files = files_of(package())
    alone = [i for i in package().result.draw.panel if i not in ("p00", "p01")][:2]
    rows = files["pool.csv"].decode().splitlines()
    rows = [f"{row}g" if row.split(",")[0] in alone else row for row in rows]
    files = resealed(files | {"pool.csv": "\n".join([*rows, ""]).encode()})
    assert "lottery.csv: 한 가구에서 두 사람이 들어간 추첨안이 있습니다." in faults(files)


def test_tickets_that_favour_somebody():
    """The last ticket of p02 becomes p03's: equal people, whose tickets then differ by more than one."""
    files = files_of(package())
    lines = files["lottery.csv"].decode().splitlines()
    moved = [line.replace("p02", "p03") if "p02" in line and "p03" not in line else line for line in lines]
    files = resealed(files | {"lottery.csv": "\n".join([*moved, ""]).encode()})
    assert any("조건이 같은 사람들(F, young)의 표가" in fault for fault in faults(files))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b'"ticket":42', b'"ticket":43', "result.json: ticket: 43이(가) 아니라 42입니다."),
        (b'"i":0', b'"i":1', "result.json: i: 1이(가) 아니라 0입니다."),
        (b'"0,4,2"', b'"4,2"', "result.json: 주사위 값 '4,2'은(는) 표 번호 3자리가 아닙니다."),
        (b'"0,4,2"', b'"0,4,3"', "result.json: seed:"),
        (b'"alternates":[', b'"alternates":["nobody",', "result.json: 예비 명단에 뽑힌 사람이나 명단에 없는"),
        (b'"i":0', b'"i":0 ', "result.json: 정해진 형식으로 쓰이지 않았습니다."),
        (b'"0,4,2"', b"42", "pool.csv, rules.json, lottery.csv, result.json: 읽을 수 없습니다"),
        (b'"value"', b'"worth"', "pool.csv, rules.json, lottery.csv, result.json: 읽을 수 없습니다"),
    ],
)
def test_a_result_that_was_not_drawn(old, new, fault):
    assert faults(changed("result.json", old, new, seal=False))[0].startswith(fault)


def told_alternates(change) -> list[str]:
    """What is said of a package whose alternates somebody changed."""
    given = package()
    result = replace(given.result, alternates=tuple(change([*given.result.alternates])))
    return faults(files_of(replace(given, result=result)))


def test_alternates_that_somebody_put_forward():
    """Who is asked first is drawn as the panel is: no place in the list is anybody's to give."""
    assert told_alternates(list) == []
    order = ["result.json: 예비 명단이 씨앗값이 정한 차례와 다릅니다."]
    assert told_alternates(lambda ids: [ids[1], ids[0], *ids[2:]]) == order
    assert told_alternates(lambda ids: [ids[0], *ids]) == order
    worst = ["result.json: 빈자리를 가장 잘 메우는 예비 명단이 아닙니다."]
    assert told_alternates(lambda ids: []) == worst


def test_a_replacement_in_which_somebody_who_stays_is_missing():
    given = refilled(package(), package().result.draw.panel[0])
    stay = given.rules.refill.stay[0].encode()
    others = next(i for i in given.pool.ids if i not in given.result.draw.panel).encode()
    files = files_of(given)
    lines = files["lottery.csv"].replace(stay, others)
    assert "lottery.csv: 남기로 한 사람이 빠진 추첨안이 있습니다." in faults(
        resealed(files | {"lottery.csv": b"\n".join(sorted_members(line) for line in lines.split(b"\n"))})
    )


def sorted_members(line: bytes) -> bytes:
    head, comma, members = line.rpartition(b",")
    return head + comma + b" ".join(sorted(members.split(b" ")))


def written(folder, files):
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def run_alone(folder, *words):
    done = subprocess.run(
        [sys.executable, "-I", folder / "verify_draw.py", folder, *words], capture_output=True, text=True
    )
    return done.returncode, done.stdout, done.stderr


def test_the_script_runs_alone(tmp_path):
    given = package()
    status, printed, _ = run_alone(written(tmp_path, files_of(given)), "0,4,2", "p02")
    count = lottery_counts(given)["p02"]
    assert (status, printed.splitlines()) == (
        0,
        [
            f"commitment {given.commitment.hex}",
            "1000 tickets, panels of 3 of 10 people",
            f"p02: {count} tickets",
            "value 0,4,2",
            f"seed {given.result.draw.seed}",
            "ticket 42",
            f"panel {' '.join(given.result.draw.panel)}",
            f"alternates {' '.join(given.result.alternates)}",
        ],
    )
    (tmp_path / "lottery.csv").write_bytes(files_of(given)["lottery.csv"].replace(b"p0", b"p1", 1))
    status, _, told = run_alone(tmp_path)
    assert status == 1
    assert told.startswith("DIFFERENT: lottery.csv: SHA-256: found ")


def lottery_counts(given) -> dict[str, int]:
    counts = dict.fromkeys(given.pool.ids, 0)
    for line in given.commitment.lottery.decode().splitlines()[1:]:
        first, last, members = line.split(",")
        for identity in members.split():
            counts[identity] += int(last) - int(first) + 1
    return counts


@pytest.fixture
def script_in(tmp_path, monkeypatch, capsys):
    """Run the script in this process on some files: what it prints, or why it stops."""

    def run(files, *words):
        monkeypatch.setattr(sys, "argv", ["verify_draw.py", str(written(tmp_path, files)), *words])
        sys.modules.pop("panels.lottery.verify_draw", None)
        try:
            importlib.import_module("panels.lottery.verify_draw")
        except SystemExit as stop:
            return str(stop)
        return capsys.readouterr().out

    return run


def test_what_the_script_prints(script_in):
    assert script_in(files_of(package(None))).endswith("not drawn yet\n")
    again = refilled(package(), package().result.draw.panel[0])
    assert f"ticket {again.result.draw.ticket}\n" in script_in(files_of(again))
    hashed = packed(package().pool, package().rules, "7", {"source": "dice", "detail": "", "when": ""})
    assert f"ticket {hashed.result.draw.ticket}\n" in script_in(files_of(hashed))
    one = package().pool.ids[0]
    told = script_in(files_of(package()), "0,4,2", one)
    assert f"{one}: {lottery_counts(package())[one]} tickets\n" in told


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("lottery.csv", b"\n1,1,", b"\n2,2,", "tickets without gap or overlap: found [2], expected [1]"),
        ("lottery.csv", b",0,p", b",-1,p", "tickets without gap or overlap: found [], expected"),
        ("lottery.csv", b" p", b" q", "lottery.csv: members: found"),
        ("rules.json", b'"size":3', b'"size":4', "lottery.csv: size of a panel: found 3, expected 4"),
        ("lottery.csv", b"999,p", b"1000,p", "1000, 10000 or 100000 tickets: found False"),
    ],
)
def test_what_the_script_finds(script_in, name, old, new, told):
    assert told in script_in(changed(name, old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("commitment.txt", b"0", b"1", "commitment.txt: found"),
        ("pool.csv", b"F,young", b"M,young", "pool.csv: SHA-256: found"),
        ("result.json", b'"seed":"', b'"seed":"0', "result.json: seed: found 0"),
        ("result.json", b'"ticket":42', b'"ticket":43', "result.json: ticket: found 43, expected 42"),
        ("result.json", b'"panel":["', b'"panel":["q', "result.json: panel: found ['q"),
        ("result.json", b'"alternates":["', b'"alternates":["q', "result.json: alternates: found ['q"),
    ],
)
def test_the_script_finds_what_was_tampered_with(script_in, name, old, new, told):
    assert script_in(changed(name, old, new, seal=False)).startswith(f"DIFFERENT: {told}")


def test_the_script_finds_an_alternate_put_forward(script_in):
    given = package()
    first, second, *rest = given.result.alternates
    result = replace(given.result, alternates=(second, first, *rest))
    told = script_in(files_of(replace(given, result=result)))
    assert told.startswith("DIFFERENT: result.json: alternates: found")
