"""An edition of the criteria as one sheet: what can be edited, what is wrong with it, how two sheets differ. Pure.

The sheet always has the eight rows and the eight further questions of the guideline (가이드라인 4-1); an edition
changes their words and their ✓ cells, never which rows there are.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from projects.enums import GovernanceType

from .enums import Question
from .models import Edition
from .recommend import ROWS, Matrix, weakest_first

LABELS = {row.value: row.label for row in ROWS} | dict(Question.choices)
ROW_KEYS = tuple(row.value for row in ROWS)
CRITERIA_KEYS = (Question.ORIGIN, Question.SCOPE, Question.MODES)
QUESTION_KEYS = tuple(question.value for question in Question if question not in CRITERIA_KEYS)
QUESTION_LENGTH = 300
NO_TICK = "✓ 없음"


@dataclass(frozen=True)
class GridRow:
    """A row of the table: its question, one detail a line, and the types that hold a ✓, weakest first."""

    key: str
    text: str
    details: str
    types: tuple[GovernanceType, ...]


@dataclass(frozen=True)
class GridQuestion:
    """A question beside the table."""

    key: str
    text: str
    help: str


@dataclass(frozen=True)
class Grid:
    """The whole sheet."""

    label: str
    source: str
    note: str
    rows: tuple[GridRow, ...]
    questions: tuple[GridQuestion, ...]

    @property
    def matrix(self) -> Matrix:
        return Matrix.from_cells((row.key, ticked) for row in self.rows for ticked in row.types)


@dataclass(frozen=True)
class Difference:
    """One place of the sheet that two sheets fill differently."""

    place: str
    before: str
    after: str


def grid_of(edition: Edition) -> Grid:
    """The edition's sheet, in two queries; in none where rows and questions are prefetched."""
    return Grid(
        label=edition.label,
        source=edition.source,
        note=edition.note,
        rows=tuple(
            GridRow(row.key, row.text, row.details, weakest_first(map(GovernanceType, row.types)))
            for row in edition.rows.all()
        ),
        questions=tuple(GridQuestion(q.key, q.text, q.help) for q in edition.questions.all()),
    )


def edition_matrix(edition: Edition) -> Matrix:
    """The ✓ cells of an edition, in one query; in none where its ``rows`` are prefetched."""
    return Matrix.from_dict({row.key: row.types for row in edition.rows.all()})


def differences(before: Grid, after: Grid) -> tuple[Difference, ...]:
    """Where two sheets differ, in the order of the sheet."""
    old, new = dict(_places(before)), dict(_places(after))
    return tuple(
        Difference(place, old.get(place, ""), text)
        for place, text in new.items()
        if old.get(place, "") != text
    )


def problems(grid: Grid) -> list[str]:
    """What keeps the sheet from being used, as Korean sentences; empty when it is well-formed."""
    found = [] if grid.label.strip() else ["판 이름을 적어 주세요."]
    found += _misfits([row.key for row in grid.rows], ROW_KEYS, "행")
    found += _misfits([question.key for question in grid.questions], QUESTION_KEYS, "물음")
    found += [f"‘{_label(part)}’의 물음을 적어 주세요." for part in _parts(grid) if not part.text.strip()]
    found += [
        f"‘{_label(question)}’의 물음은 {QUESTION_LENGTH}자까지 쓸 수 있습니다."
        for question in grid.questions
        if len(question.text) > QUESTION_LENGTH
    ]
    return found


def _parts(grid: Grid) -> tuple[GridRow | GridQuestion, ...]:
    return (*grid.rows, *grid.questions)


def _label(part: GridRow | GridQuestion) -> str:
    return LABELS.get(part.key, part.key)


def _misfits(keys: list[str], wanted: tuple[str, ...], word: str) -> list[str]:
    have, need = Counter(keys), Counter(wanted)
    missing = [f"‘{LABELS[key]}’ {word}이 없습니다." for key in need - have]
    return missing + [f"‘{LABELS.get(key, key)}’ {word}이 남습니다." for key in have - need]


def _places(grid: Grid) -> Iterator[tuple[str, str]]:
    yield from (("판 이름", grid.label), ("근거", grid.source), ("바뀐 점", grid.note))
    for row in grid.rows:
        yield f"{_label(row)} > 물음", row.text
        yield f"{_label(row)} > 세부 설명", row.details
        yield f"{_label(row)} > 권고 유형", ", ".join(t.label for t in row.types) or NO_TICK
    for question in grid.questions:
        yield f"{_label(question)} > 물음", question.text
        yield f"{_label(question)} > 도움말", question.help
