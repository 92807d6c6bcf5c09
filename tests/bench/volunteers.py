"""Pools of volunteers as calls for citizen panels bring them: nobody's data, the same in every run.

Five ages, two genders, eight jobs, five areas or 25 districts; some kinds of people come forward more than others.
Quotas are the shares of the population, give or take a fifth.
"""

import csv
import io
import math
import random

AGES = [("19-29", 18, 0.9), ("30-39", 17, 1.2), ("40-49", 18, 1.5), ("50-59", 19, 1.2), ("60+", 28, 0.5)]
GENDERS = [("F", 51, 0.8), ("M", 49, 1.2)]
JOBS = [
    ("office", 30, 1.3),
    ("service", 15, 0.6),
    ("sales", 10, 0.5),
    ("technical", 10, 1.2),
    ("self-employed", 12, 0.7),
    ("homemaker", 11, 0.9),
    ("student", 7, 1.6),
    ("none", 5, 0.8),
]
"""Value, share of the population in per cent, how much likelier than others such people are to volunteer."""

TIERS = [("A", 217), ("B", 234), ("C", 149)]


def features(areas: int) -> dict:
    """Every feature with its values, shares (they sum to 1) and eagerness."""
    dice = random.Random(areas)
    places = [(f"area{n:02}", dice.uniform(0.6, 1.4), dice.uniform(0.5, 1.6)) for n in range(areas)]
    lists = {"gender": GENDERS, "age": AGES, "job": JOBS, "area": places}
    return {
        feature: [(value, share / sum(s for _, s, _ in values), eager) for value, share, eager in values]
        for feature, values in lists.items()
    }


def pool_csv(volunteers: int, areas: int, seed: int = 1, homes: float = 0.0) -> bytes:
    """The volunteers, with a tier each; a share ``homes`` of them live two or three to a household."""
    dice = random.Random(f"{volunteers}/{areas}/{seed}")
    household = _households(volunteers, homes, random.Random(seed))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    lists = features(areas)
    writer.writerow(["id", *lists, "tier", "home"])
    for number in range(volunteers):
        values = [_chosen(dice, [(v, share * eager) for v, share, eager in own]) for own in lists.values()]
        writer.writerow([f"v{number:05}", *values, _chosen(dice, TIERS), household.get(number, "")])
    return text.getvalue().encode()


def quotas_csv(areas: int, seats: int = 30, slack: float = 0.2) -> bytes:
    """Quotas of the population's share of the seats, ``slack`` less to ``slack`` more, in whole people."""
    lines = ["feature,value,min,max"]
    for feature, values in features(areas).items():
        for value, share, _ in values:
            least, most = math.floor((1 - slack) * share * seats), math.ceil((1 + slack) * share * seats)
            lines.append(f"{feature},{value},{least},{most}")
    return "\n".join([*lines, ""]).encode()


def _chosen(dice: random.Random, weighted: list) -> str:
    return dice.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]


def _households(volunteers: int, share: float, dice: random.Random) -> dict[int, str]:
    people = dice.sample(range(volunteers), int(volunteers * share))
    household, homes = {}, 0
    while people:
        homes += 1
        for _ in range(dice.choice([2, 2, 3])):
            if people:
                household[people.pop()] = f"h{homes}"
    return household
