"""What came of it: how much was taken up, and how satisfied people were."""

from collections import Counter

from seoul_gov.papers.blocks import Block, Facts, Table, Words
from workflows.dispositions import OPINION_WORDS

from ..outline import Item, Section
from .taking_part import head, numbers, outcomes
from .values import NOTHING, count, day, percent, share

FORMULA = "반영률 = (채택 + 일부채택) ÷ (전체 - 해당없음)"
LABELS = {5: "매우 만족", 4: "만족", 3: "보통", 2: "불만족", 1: "매우 불만족"}
NO_SURVEY = "만족도 조사를 하지 않았습니다."
FEW = "응답이 적어 평균만 싣습니다."


def adoption(facts: dict) -> Section:
    """All that was said by what became of it, kind by kind, and the one rate over all of it."""
    columns = head(("구분",), OPINION_WORDS)
    whole = facts["adoption"]
    kinds = (
        ("산출물 검토 의견(반영·부분반영·미반영)", summed(facts["reviews"])),
        ("자문의견(수용·일부수용·불수용)", facts["advice"]),
        ("시민 의견(채택·일부채택·미채택)", summed(facts["opinions"])),
        ("합계", whole["counts"]),
    )
    rows = tuple((name, *outcomes(counts, OPINION_WORDS)) for name, counts in kinds)
    table = Table("의견 반영 결과", columns, rows, numbers(1, len(columns)))
    return Section("의견 반영 결과", blocks=(table, Words((rate(whole),))))


def summed(rounds: list[dict]) -> Counter:
    """The counts of several rounds together."""
    together = Counter()
    for round in rounds:
        together.update(round["counts"])
    return together


def rate(whole: dict) -> str:
    if whole["percent"] is None:
        return f"{FORMULA}: 반영할 의견이 없었습니다."
    return f"{FORMULA} = {whole['taken']:,} ÷ {whole['relevant']:,} = {percent(whole['percent'])}"


def satisfaction(facts: dict) -> Section:
    found = facts["satisfaction"]
    if found is None:
        return Section("참여자 만족도", blocks=(Words((NO_SURVEY,)),))
    mean = NOTHING if found["mean"] is None else f"{found['mean']:.1f}점(5점 만점)"
    rows = (
        ("조사 마감", day(found["until"])),
        ("응답", share(found["answers"], found["participants"])),
        ("평균", mean),
    )
    items = (Item("조사 결과", (Facts("만족도 조사 결과", rows), *spread(found))), *said(found))
    return Section("참여자 만족도", items)


def spread(found: dict) -> tuple[Block, ...]:
    """How many gave which score; with few answers only that there were few."""
    if found["distribution"] is None:
        return (Words((FEW,)),) if found["answers"] else ()
    rows = tuple(
        (f"{score}점 {LABELS[score]}", count(number, "명")) for score, number in found["distribution"]
    )
    return (Table("점수별 응답", ("점수", "응답"), rows, (1,)),)


def said(found: dict) -> tuple[Item, ...]:
    """What people wrote beside their score, nobody named."""
    quotes = tuple(f"“{' '.join(comment.split())}”" for comment in found["comments"])
    return (Item("남긴 말", (Words(quotes),)),) if quotes else ()
