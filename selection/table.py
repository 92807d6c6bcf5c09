"""The criteria table as the guideline prints it (가이드라인 4-1), lit by somebody's answers. Pure, for pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from projects.enums import GovernanceType

from . import guideline_2018
from .enums import Mode, Status, Verdict
from .explain import Explanation, RowNote, TypeNote
from .grid import Grid
from .recommend import Answers, relevant_questions

DEPTH = max(len(printed.headings) for printed in guideline_2018.ROWS)
HEADINGS = {printed.row.value: printed.headings for printed in guideline_2018.ROWS}
IN, OUT, IDLE = "in", "out", "idle"

_RESULT_WORDS = {
    Status.RECOMMENDED: "권고",
    Status.RESOLVED: "규칙에 따라 권고",
    Status.REVIEW: "임시",
}


@dataclass(frozen=True)
class Heading:
    """A cell at the head of rows, spanning as the guideline's table does."""

    text: str
    rowspan: int
    colspan: int


@dataclass(frozen=True)
class Cell:
    """One cell for one type: ``state`` is in or out in a chosen row and idle in any other; ``word`` says so."""

    governance_type: GovernanceType
    is_ticked: bool
    state: str
    word: str


@dataclass(frozen=True)
class Line:
    """A row of the table with its own question, ready to be written."""

    headings: tuple[Heading, ...]
    questions: tuple[str, ...]
    details: tuple[str, ...]
    is_chosen: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """What became of one type: ``state`` is result, in, out or idle; ``reasons`` say why it is out."""

    governance_type: GovernanceType
    state: str
    word: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The whole table."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]

    @property
    def excluded(self) -> tuple[Column, ...]:
        """The types that are out, with their reasons."""
        return tuple(column for column in self.columns if column.reasons)


@dataclass(frozen=True)
class Answered:
    """A question on the path and what was said to it; ``answer`` is empty while nothing was."""

    label: str
    text: str
    answer: str


def table_of(explanation: Explanation, grid: Grid) -> Table:
    """The edition's table with the chosen rows lit, and every type's column in or out."""
    parts = {row.key: row for row in grid.rows}
    return Table(
        lines=tuple(
            Line(
                headings=headings,
                questions=tuple(parts[note.row].text.splitlines()),
                details=tuple(parts[note.row].details.splitlines()),
                is_chosen=bool(note.is_chosen),
                cells=_cells(note),
            )
            for note, headings in zip(explanation.rows, _headings(explanation.rows), strict=True)
        ),
        columns=tuple(_column(note, explanation.recommendation.status) for note in explanation.types),
    )


def answered(answers: Answers, grid: Grid) -> tuple[Answered, ...]:
    """The questions on the path with their answers in words."""
    texts = {question.key: question.text for question in grid.questions}
    return tuple(
        Answered(question.label, texts.get(question.value, ""), words(answers.to(question)))
        for question in relevant_questions(answers)
    )


def words(answer: object) -> str:
    """An answer as it is said; empty for None."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "예" if answer else "아니오"
    if isinstance(answer, frozenset):
        return ", ".join(mode.label for mode in Mode if mode in answer) or "모두 필요하지 않음"
    return answer.label


def _headings(notes: tuple[RowNote, ...]) -> Iterator[tuple[Heading, ...]]:
    """For every row the heading cells that begin in it."""
    paths = [HEADINGS[note.row] for note in notes]
    for number, path in enumerate(paths):
        yield tuple(
            Heading(text, _span(paths, number, depth), DEPTH - depth if depth == len(path) - 1 else 1)
            for depth, text in enumerate(path)
            if _begins(paths, number, depth)
        )


def _begins(paths: list[tuple[str, ...]], number: int, depth: int) -> bool:
    return number == 0 or paths[number - 1][: depth + 1] != paths[number][: depth + 1]


def _span(paths: list[tuple[str, ...]], number: int, depth: int) -> int:
    """Over how many rows a heading reaches."""
    prefix = paths[number][: depth + 1]
    return next(
        (n for n, path in enumerate(paths[number:]) if path[: depth + 1] != prefix), len(paths) - number
    )


def _cells(note: RowNote) -> tuple[Cell, ...]:
    return tuple(
        Cell(cell.governance_type, cell.is_ticked, *_light(note.is_chosen, cell.is_ticked))
        for cell in note.cells
    )


def _light(is_chosen: bool | None, is_ticked: bool) -> tuple[str, str]:
    if not is_chosen:
        return IDLE, ""
    return (IN, "맞음") if is_ticked else (OUT, "없음")


def _column(note: TypeNote, status: Status) -> Column:
    reasons = tuple(criterion.sentence for criterion in note.criteria if criterion.sentence)
    state, word = _verdict(note, status)
    return Column(note.governance_type, state, word, () if note.is_result else reasons)


def _verdict(note: TypeNote, status: Status) -> tuple[str, str]:
    if note.is_result:
        return "result", _RESULT_WORDS[status]
    if status in (Status.NOT_APPLICABLE, Status.REDIRECT):
        return OUT, "적용 안 함"
    if any(criterion.verdict == Verdict.OUT for criterion in note.criteria):
        return OUT, "맞지 않음"
    return (IN, "맞음") if note.fits else (IDLE, "답 기다림")
