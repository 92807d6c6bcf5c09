"""The record to the byte: every hash here is computed from text written by hand."""

import hashlib
import json

import pytest

from panels import lottery
from panels.lottery import draws, record
from tests.panels.lottery.pools import read

POOL = 'id,나이,tier,home\nb,"20, 30대",A,\na,60대,B,h1\n'
QUOTAS = 'feature,value,min,max\n나이,60대,0,1\n나이,"20, 30대",0,2\n'
WORDS = {"tier_column": "tier", "tier_order": "A,B", "household": "home", "requirements": ("tier=A",)}
PLAN = {"when": "2026-11-01T10:00:00+09:00", "source": "dice", "detail": {"place": "서울시청"}}
LOTTERY = "first,last,members\n0,499,a\n500,999,b\n"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_four_files_and_the_commitment():
    pool, rules = read(POOL, QUOTAS, 1)
    commitment = lottery.commit(pool, rules, LOTTERY, PLAN)
    pool_text = 'id,나이\na,60대\nb,"20, 30대"\n'
    rules_text = (
        '{"algorithm":"leximin","features":["나이"],"households":null,'
        '"quotas":[["나이","20, 30대",0,2],["나이","60대",0,1]],"relaxed_first":["나이"],'
        '"requirements":[],"size":1,"tiers":null,"version":1}'
    )
    plan_text = '{"detail":{"place":"서울시청"},"source":"dice","when":"2026-11-01T10:00:00+09:00"}'
    assert commitment.files == {
        "pool.csv": pool_text.encode(),
        "rules.json": rules_text.encode(),
        "lottery.csv": LOTTERY.encode(),
        "draw.json": plan_text.encode(),
    }
    lines = "".join(f"{sha256(text)}\n" for text in (pool_text, rules_text, LOTTERY, plan_text))
    assert commitment.hashes.decode() == lines
    assert commitment.hex == sha256(lines)


def test_seed_ticket_and_panel():
    commitment = lottery.commit(*read(POOL, QUOTAS, 1), LOTTERY, PLAN)
    seed = sha256(f"{commitment.hex}\n4,0,7\n")
    number = int(sha256(f"{seed}:0:0"), 16) % 1000
    assert lottery.draw(commitment, "4,0,7") == lottery.Draw(seed, number, ("a",) if number < 500 else ("b",))
    later = int(sha256(f"{seed}:2:0"), 16) % 1000
    assert lottery.draw(commitment, "4,0,7", 2).ticket == later
    elsewhere = sha256(f"{'0' * 64}\n4,0,7\n")
    assert lottery.draw(commitment, "4,0,7", 1, "0" * 64).seed == elsewhere


def test_a_block_past_the_last_full_round_is_thrown_away():
    """With so many tickets that nearly half of all blocks are past it."""
    tickets = 2**255 + 1
    for i in range(20):
        blocks = (int(sha256(f"seed:{i}:{j}"), 16) for j in range(100))
        assert draws.ticket("seed", tickets, i) == next(block for block in blocks if block < tickets)


@pytest.mark.parametrize("value", ["042", "0,4,2"])
def test_dice_can_show_the_ticket_itself(value):
    plan = PLAN | {"detail": {"direct": True}}
    commitment = lottery.commit(*read(POOL, QUOTAS, 1), LOTTERY, plan)
    drawn = lottery.draw(commitment, value)
    assert (drawn.ticket, drawn.panel, drawn.seed) == (42, ("a",), sha256(f"{commitment.hex}\n{value}\n"))
    assert lottery.draw(commitment, value, 1).ticket == int(sha256(f"{drawn.seed}:1:0"), 16) % 1000


@pytest.mark.parametrize("value", ["42", "0,4", "10,4,2", "abc", "0423", ""])
def test_dice_that_show_no_ticket(value):
    commitment = lottery.commit(*read(POOL, QUOTAS, 1), LOTTERY, PLAN | {"detail": {"direct": True}})
    with pytest.raises(ValueError, match="표 번호 3자리가 아닙니다"):
        lottery.draw(commitment, value)


@pytest.mark.parametrize(
    ("source", "detail", "direct"),
    [("dice", "direct", False), ("dice", {"direct": "yes"}, False), ("lotto", {"direct": True}, False)],
)
def test_only_dice_show_tickets(source, detail, direct):
    assert draws.is_direct(record.canonical({"source": source, "detail": detail, "when": ""})) is direct


@pytest.mark.parametrize(
    ("source", "value", "right"),
    [("drand", "ab" * 32, True), ("drand", "AB" * 32, False), ("dice", "4,0", True), ("lotto", "4 0", False)],
)
def test_how_outcomes_are_written(source, value, right):
    plan = record.canonical({"source": source, "detail": {}, "when": ""})
    assert draws.is_outcome(plan, value) is right


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        ({"source": "dice"}, "draw.json: detail, source, when 세 가지가 있어야 합니다."),
        (PLAN | {"source": "me"}, "draw.json: source는 drand, dice, lotto 가운데 하나여야 합니다."),
    ],
)
def test_a_plan_that_is_none(plan, reason):
    with pytest.raises(lottery.Refused) as refusal:
        lottery.commit(*read(POOL, QUOTAS, 1), LOTTERY, plan)
    assert str(refusal.value) == reason


def test_rules_and_pool_are_read_back():
    pool, rules = read(POOL, QUOTAS, 1, **WORDS)
    assert record.read_rules(record.rules_file(rules)) == rules
    assert json.loads(record.rules_file(rules))["features"] == ["나이", "tier", "home"]
    assert record.pool_file(pool, rules).decode() == 'id,나이,tier,home\nb,"20, 30대",A,\n'
    assert record.read_pool_file(record.pool_file(pool, rules), rules) == lottery.Pool(pool.volunteers)
    change = lottery.Change("나이", "60대", "max", 1, 2)
    again = lottery.Refill("0" * 64, 1, ("a",), ("b",), (change,))
    rules = record.read_rules(record.rules_file(rules)).__class__(**rules.__dict__ | {"refill": again})
    assert record.read_rules(record.rules_file(rules)) == rules
    assert rules.limits_in_force()["나이", "60대"] == (0, 2)


def test_rules_of_another_version():
    rules = record.rules_file(read(POOL, QUOTAS, 1)[1])
    with pytest.raises(ValueError, match="another version"):
        record.read_rules(rules.replace(b'"version":1', b'"version":2'))
    with pytest.raises(lottery.Refused):
        record.read_pool_file(b"id\n", read(POOL, QUOTAS, 1)[1])
