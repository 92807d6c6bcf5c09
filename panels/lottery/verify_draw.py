"""Check a citizens' lottery yourself: python3 verify_draw.py [FOLDER [VALUE [ID]]] (Python 3.9 or newer, nothing else).

Without VALUE (what beacon, dice or lotto showed) the one in result.json is taken. With ID your own tickets are counted.
"""

import csv
import hashlib
import json
import sys
from pathlib import Path


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def same(what, found, expected):
    if found != expected:
        sys.exit(f"DIFFERENT: {what}: found {found}, expected {expected}")


def main(folder=".", value=None, own=None):
    names = "pool.csv", "rules.json", "lottery.csv", "draw.json", "commitment.txt", "result.json"
    texts = [path.read_bytes().decode() for name in names if (path := Path(folder, name)).exists()]
    commitment = sha256("".join(sha256(text) + "\n" for text in texts[:4]))
    same("commitment.txt", texts[4], commitment + "\n")
    rules, plan = json.loads(texts[1]), json.loads(texts[3])
    told = json.loads(texts[5]) if len(texts) > 5 else {}
    people = {row[0] for row in [*csv.reader(texts[0].split("\n"))][1:] if row}
    panels, end, count = [], 0, 0
    for line in texts[2].split("\n")[1:-1]:
        first, last, members = line.split(",")
        members = members.split(" ")
        same("lottery.csv: first ticket, without gap or overlap", int(first), end)
        same("lottery.csv: members", members, sorted(people & {*members}, key=str.encode))
        same("lottery.csv: size of a panel", len(members), rules["size"])
        panels.append((int(last), members))
        count += (int(last) + 1 - end) * (own in members)
        end = int(last) + 1
    same("lottery.csv: 1000, 10000 or 100000 tickets", end in (1000, 10000, 100000), True)
    print(
        f"commitment {commitment}\n{end} tickets, a panel of {rules['size']} of {len(people)} people on each"
    )
    if own:
        print(f"{own}: {count} tickets")
    value, again = value or told.get("value"), rules.get("refill", {})
    if value is None:
        return print("not drawn yet")
    seed, i = sha256(f"{again.get('commitment', commitment)}\n{value}\n"), again.get("turn", 0)
    blocks = (int(sha256(f"{seed}:{i}:{j}"), 16) for j in range(999))
    block = next(block for block in blocks if block < 2**256 // end * end)
    direct = i == 0 and isinstance(plan["detail"], dict) and plan["detail"].get("direct") is True
    ticket = int(value.replace(",", "")) if direct and plan["source"] == "dice" else block % end
    panel = next(members for last, members in panels if ticket <= last)
    for what, ours in ("seed", seed), ("ticket", ticket), ("panel", panel):
        same(f"result.json: {what}", told.get(what, ours), ours)
    return print(f"value {value}\nseed {seed}\nticket {ticket}\npanel {' '.join(panel)}")


main(*sys.argv[1:])  # a script: whoever imports it runs it
