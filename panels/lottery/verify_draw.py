"""Check a citizens' lottery yourself: python3 verify_draw.py [FOLDER [VALUE [ID]]] (Python 3.9 or newer, nothing else).

The files must be those of the commitment (you saw it before the draw), every ticket must have one panel, and what was
drawn, alternates in their order included, must follow from VALUE, what beacon, dice or lotto showed. ID: your tickets.
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
    names = "pool.csv", "rules.json", "lottery.csv", "draw.json", "hashes.txt", "commitment.txt"
    texts = [Path(folder, name).read_bytes().decode() for name in names]
    for place, told in enumerate(texts[4].split("\n")[:4]):
        same(f"{names[place]}: SHA-256", sha256(texts[place]), told)
    commitment = sha256("".join(sha256(text) + "\n" for text in texts[:4]))
    same("commitment.txt", texts[5], commitment + "\n")
    rules, plan, drawn = json.loads(texts[1]), json.loads(texts[3]), Path(folder, "result.json")
    told = json.loads(drawn.read_bytes()) if drawn.exists() else {}
    people = {row[0] for row in [*csv.reader(texts[0].split("\n"))][1:] if row}
    panels, end, count = [], 0, 0
    for line in texts[2].split("\n")[1:-1]:
        first, last, members = line.split(",")
        numbers, members = range(int(first), int(last) + 1), members.split(" ")
        same("lottery.csv: tickets without gap or overlap", [*numbers[:1]], [end])
        same("lottery.csv: members", members, sorted(people & {*members}, key=str.encode))
        same("lottery.csv: size of a panel", len(members), rules["size"])
        panels.append((numbers, members))
        count, end = count + len(numbers) * (own in members), numbers.stop
    same("lottery.csv: 1000, 10000 or 100000 tickets", end in (1000, 10000, 100000), True)
    yours = f"\n{own}: {count} tickets" if own else ""
    print(f"commitment {commitment}\n{end} tickets, panels of {rules['size']} of {len(people)} people{yours}")
    if (value := value or told.get("value")) is None:
        return print("not drawn yet")
    again = rules.get("refill", {"commitment": commitment, "turn": 0})
    seed, i, detail = sha256(f"{again['commitment']}\n{value}\n"), again["turn"], plan["detail"]
    blocks = (int(sha256(f"{seed}:{i}:{j}"), 16) for j in range(999))
    ticket = next(block for block in blocks if block < 2**256 // end * end) % end
    if i == 0 and plan["source"] == "dice" and isinstance(detail, dict) and detail.get("direct") is True:
        ticket = int(value.replace(",", ""))
    panel = next(members for numbers, members in panels if ticket in numbers)
    asked = sorted(people & {*told.get("alternates", [])} - {*panel}, key=lambda one: sha256(f"{seed}:{one}"))
    for what, ours in ("seed", seed), ("ticket", ticket), ("panel", panel), ("alternates", asked):
        same(f"result.json: {what}", told.get(what, ours), ours)
    return print(f"value {value}\nseed {seed}\nticket {ticket}\npanel {' '.join(panel)}\nalternates", *asked)


main(*sys.argv[1:])  # a script: whoever imports it runs it
