"""Why the answers lead where they lead: every cell of the table, and which one change would help.

Shown while a person answers, stored with the result, and given out by the API. Pure, no database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from projects.enums import GovernanceType
from selection.enums import Mode, Origin, Question, ReasonCode, Scope, Status, Verdict
from selection.recommend import (
    Answers,
    Matrix,
    Recommendation,
    Row,
    next_question,
    recommend,
    relevant_questions,
)
from selection.sentences import change_sentence, out_sentence, result_sentence

CRITERIA = {Question.ORIGIN: tuple(Origin), Question.SCOPE: tuple(Scope), Question.MODES: tuple(Mode)}
"""The three criteria of the table with their rows, top to bottom (가이드라인 4-1)."""


@dataclass(frozen=True)
class CellNote:
    """One cell of the table: whether it holds a ✓ for the type."""

    governance_type: GovernanceType
    is_ticked: bool


@dataclass(frozen=True)
class RowNote:
    """One row of the table. `is_chosen` is None while its criterion is unanswered."""

    criterion: Question
    row: Row
    is_chosen: bool | None
    cells: tuple[CellNote, ...]


@dataclass(frozen=True)
class CriterionNote:
    """What one criterion says about one type. `sentence` says why the type is out, and is empty otherwise."""

    criterion: Question
    verdict: Verdict
    sentence: str


@dataclass(frozen=True)
class TypeNote:
    """One type under the three criteria, in the order of the table."""

    governance_type: GovernanceType
    criteria: tuple[CriterionNote, ...]
    is_result: bool

    @property
    def fits(self) -> bool:
        """Whether every criterion is answered and holds a ✓ for the type."""
        return all(note.verdict == Verdict.IN for note in self.criteria)


@dataclass(frozen=True)
class Change:
    """One answer that, given differently, leads to a plain recommendation."""

    question: Question
    answers: Answers
    governance_type: GovernanceType
    sentence: str


@dataclass(frozen=True)
class Explanation:
    """Everything a page needs to show how the answers were read.

    `sentence` is the result in one sentence. `reason_sentence` is empty for a plain recommendation;
    `changes` is empty for it and while a question is open.
    """

    recommendation: Recommendation
    sentence: str
    reason_sentence: str
    rows: tuple[RowNote, ...]
    types: tuple[TypeNote, ...]
    changes: tuple[Change, ...]
    next_question: Question | None

    @property
    def reason_code(self) -> ReasonCode | None:
        return self.recommendation.reason_code

    @property
    def text(self) -> str:
        """The result and its reason as running text."""
        return f"{self.sentence} {self.reason_sentence}".strip()


def explain(answers: Answers, matrix: Matrix) -> Explanation:
    """How the answers are read under one edition's cells, finished or not."""
    result = recommend(answers, matrix)
    is_plain = result.status == Status.RECOMMENDED
    return Explanation(
        recommendation=result,
        sentence=result_sentence(answers, result),
        reason_sentence=result.reason_code.sentence if result.reason_code else "",
        rows=_row_notes(answers, matrix),
        types=tuple(_type_note(t, answers, matrix, result) for t in GovernanceType),
        changes=() if is_plain else single_changes(answers, matrix),
        next_question=next_question(answers),
    )


def single_changes(answers: Answers, matrix: Matrix) -> tuple[Change, ...]:
    """Every single change of an answer on the path that ends in RECOMMENDED, weakest type first.

    A change is one answer given differently, or one participation mode added or left out. While a question is
    open there is none: answering it comes first.
    """
    if next_question(answers):
        return ()
    changes = [
        _change(question, answers, changed, result)
        for question in relevant_questions(answers)
        for changed in _changed_answers(question, answers)
        if (result := recommend(changed, matrix)).status == Status.RECOMMENDED
    ]
    return tuple(sorted(changes, key=lambda change: change.governance_type.strength))


def _change(question: Question, before: Answers, after: Answers, result: Recommendation) -> Change:
    sentence = change_sentence(question, before, after, result)
    return Change(question, after, result.governance_type, sentence)


def _row_notes(answers: Answers, matrix: Matrix) -> tuple[RowNote, ...]:
    return tuple(
        RowNote(criterion, row, _is_chosen(criterion, row, answers), _cell_notes(row, matrix))
        for criterion, rows in CRITERIA.items()
        for row in rows
    )


def _cell_notes(row: Row, matrix: Matrix) -> tuple[CellNote, ...]:
    return tuple(CellNote(t, matrix.ticks(row, t)) for t in GovernanceType)


def _chosen(criterion: Question, answers: Answers) -> frozenset[Row] | None:
    """The rows that the answers choose under a criterion, None while it is unanswered."""
    if criterion == Question.MODES:
        return answers.modes
    row = answers.effective_origin if criterion == Question.ORIGIN else answers.scope
    return None if row is None else frozenset({row})


def _is_chosen(criterion: Question, row: Row, answers: Answers) -> bool | None:
    chosen = _chosen(criterion, answers)
    return None if chosen is None else row in chosen


def _type_note(
    governance_type: GovernanceType, answers: Answers, matrix: Matrix, result: Recommendation
) -> TypeNote:
    return TypeNote(
        governance_type=governance_type,
        criteria=tuple(_criterion_note(c, governance_type, answers, matrix) for c in CRITERIA),
        is_result=governance_type == result.governance_type,
    )


def _criterion_note(
    criterion: Question, governance_type: GovernanceType, answers: Answers, matrix: Matrix
) -> CriterionNote:
    verdict = _verdict(criterion, governance_type, answers, matrix)
    sentence = out_sentence(criterion, governance_type, answers) if verdict == Verdict.OUT else ""
    return CriterionNote(criterion, verdict, sentence)


def _verdict(
    criterion: Question, governance_type: GovernanceType, answers: Answers, matrix: Matrix
) -> Verdict:
    chosen = _chosen(criterion, answers)
    if chosen is None:
        return Verdict.UNANSWERED
    if not chosen:
        return _verdict_without_modes(answers)
    return Verdict.IN if any(matrix.ticks(row, governance_type) for row in chosen) else Verdict.OUT


def _verdict_without_modes(answers: Answers) -> Verdict:
    """Three times "no": nothing fits a city project, while a citizen's proposal is not narrowed by it."""
    if answers.effective_origin is None:
        return Verdict.UNANSWERED
    return Verdict.OUT if answers.effective_origin == Origin.CITY else Verdict.IN


def _changed_answers(question: Question, answers: Answers) -> Iterator[Answers]:
    for value in _other_values(question, answers):
        yield replace(answers, **{question.value: value})


def _other_values(question: Question, answers: Answers) -> Iterator[object]:
    given = answers.to(question)
    if question == Question.MODES:
        yield from (given ^ {mode} for mode in Mode)
    elif question in CRITERIA:
        yield from (row for row in CRITERIA[question] if row != given)
    else:
        yield not given
