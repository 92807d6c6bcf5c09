"""How citizens took part: panels, meetings, reviews, advice, opinions, joint decisions, issues between meetings."""

from collections.abc import Mapping

from seoul_gov.papers.blocks import Table, Words
from workflows.decisions.enums import Choice
from workflows.dispositions import ADVICE_WORDS, COMMENT_WORDS, OPINION_WORDS
from workflows.issues.enums import IssueState

from ..enums import WAITING
from ..outline import Item, Section
from .values import count, day, moment, period, share

NOBODY = "시민이 참여한 기록이 없습니다."


def taking_part(facts: dict) -> Section:
    """Only what there was; each kind is a point of the section."""
    kinds = (
        ("추진단", panels(facts["panels"])),
        ("회의", meetings(facts["meetings"])),
        ("산출물 검토", reviews(facts["reviews"])),
        ("자문의견", advice(facts["advice"])),
        ("시민 의견수렴", opinions(facts["opinions"])),
        ("공동결정", decisions(facts["decisions"])),
        ("수시 협의", issues(facts["issues"])),
    )
    items = tuple(Item(title, (table,)) for title, table in kinds if table.rows)
    return Section("시민 참여", items, () if items else (Words((NOBODY,)),))


def total(counts: Mapping[str, int]) -> int:
    return sum(counts.values())


def outcomes(counts: Mapping[str, int], words: Mapping[str, str]) -> tuple[str, ...]:
    """All that was said, then what became of it, in the order of the words; what waits comes last."""
    return (
        count(total(counts)),
        *(count(counts[disposition]) for disposition in words),
        count(counts[WAITING]),
    )


def head(first: tuple[str, ...], words: Mapping[str, str]) -> tuple[str, ...]:
    return (*first, "의견", *words.values(), "답변 전")


def numbers(first: int, columns: int) -> tuple[int, ...]:
    return tuple(range(first, columns))


def panels(rows: list[dict]) -> Table:
    lines = tuple(
        (
            row["name"],
            row["kind"],
            count(row["appointed"], "명"),
            count(row["in_office"], "명"),
            count(row["meetings"], "회"),
            share(row["present"], row["expected"]),
        )
        for row in rows
    )
    columns = ("추진단", "종류", "위촉", "현재", "회의", "출석률")
    return Table("추진단 구성과 출석률", columns, lines, (2, 3, 4, 5))


def meetings(rows: list[dict]) -> Table:
    lines = tuple(
        (
            row["title"],
            moment(row["at"]),
            row["place"],
            row["panel"],
            share(row["present"], row["expected"]),
            row["minutes"],
        )
        for row in rows
    )
    return Table("회의 현황", ("회의", "일시", "장소", "추진단", "출석", "회의록"), lines, (4,))


def reviews(rows: list[dict]) -> Table:
    columns = head(("검토", "추진단", "기간", "제출"), COMMENT_WORDS)
    lines = tuple(
        (
            row["title"],
            row["panel"],
            period(row["from"], row["until"]),
            count(row["submitted"], "명"),
            *outcomes(row["counts"], COMMENT_WORDS),
        )
        for row in rows
    )
    return Table("산출물 검토 의견과 처리", columns, lines, numbers(3, len(columns)))


def advice(counts: dict[str, int]) -> Table:
    columns = head((), ADVICE_WORDS)
    lines = (outcomes(counts, ADVICE_WORDS),) if total(counts) else ()
    return Table("자문의견과 처리", columns, lines, numbers(0, len(columns)))


def opinions(rows: list[dict]) -> Table:
    columns = head(("주제", "기간"), OPINION_WORDS)
    lines = tuple(
        (row["topic"], period(row["from"], row["until"]), *outcomes(row["counts"], OPINION_WORDS))
        for row in rows
    )
    return Table("시민 의견과 처리", columns, lines, numbers(2, len(columns)))


def decisions(rows: list[dict]) -> Table:
    columns = ("안건", "의결 내용", "결과", "의결일", *(choice.label for choice in Choice))
    lines = tuple(
        (
            row["item"],
            row["motion"],
            row["result"],
            day(row["on"]),
            *(count(row["votes"][choice], "표") for choice in Choice.values),
        )
        for row in rows
    )
    return Table("공동결정", columns, lines, numbers(4, len(columns)))


def issues(counts: dict[str, int]) -> Table:
    columns = ("전체", *(state.label for state in IssueState))
    everything = total(counts)
    lines = (
        ((count(everything), *(count(counts[state]) for state in IssueState.values)),) if everything else ()
    )
    return Table("수시 협의", columns, lines, numbers(0, len(columns)))
