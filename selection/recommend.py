"""Which governance type the answers lead to: a pure function of the answers and an edition's ticked cells.

Source: 가이드라인 4-1 (criteria table). The chart of the order (가이드라인 4-2) is lost; the questions are
asked in the order of the table, from top to bottom, after the questions on applicability.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from projects.enums import GovernanceType
from selection.enums import Mode, Origin, Question, ReasonCode, Scope, Status

RULE_VERSION = 1
"""Version of the rules in this module, stored beside the edition of the table with every result."""

Row = Origin | Scope | Mode
ROWS: tuple[Row, ...] = (*Origin, *Scope, *Mode)
"""The rows of the criteria table, top to bottom; their values differ from each other."""

_ROW_OF_VALUE = {row.value: row for row in ROWS}

_CLOSING_ANSWERS = {
    Question.IS_IT_PROJECT: (False, ReasonCode.NA_1),
    Question.CITIZEN_FACING: (False, ReasonCode.NA_2),
    Question.SIMPLE_MAINTENANCE: (True, ReasonCode.NA_3),
    Question.CLOSED_SECURITY: (True, ReasonCode.NA_4),
    Question.URGENT: (True, ReasonCode.NA_5),
    Question.DISTRICT_AFFAIR: (True, ReasonCode.RD_2),
    Question.PB_FIT: (False, ReasonCode.RD_1),
}
"""The answer that ends the questions there and then, and the reason it gives."""


@dataclass(frozen=True)
class Answers:
    """What was answered. None means unanswered everywhere; empty `modes` means three times "no"."""

    is_it_project: bool | None = None
    citizen_facing: bool | None = None
    simple_maintenance: bool | None = None
    closed_security: bool | None = None
    urgent: bool | None = None
    origin: Origin | None = None
    absorbable: bool | None = None
    district_affair: bool | None = None
    pb_fit: bool | None = None
    scope: Scope | None = None
    modes: frozenset[Mode] | None = None

    def to(self, question: Question) -> bool | Origin | Scope | frozenset[Mode] | None:
        """The answer to one question, None while it is unanswered."""
        return getattr(self, question.value)

    @property
    def effective_origin(self) -> Origin | None:
        """The origin that the table is read with, None while it is not settled.

        A citizen's proposal that fits into a department's running project counts as the city's
        (가이드라인 4-1).
        """
        if self.origin != Origin.CITIZEN:
            return self.origin
        if self.absorbable is None:
            return None
        return Origin.CITY if self.absorbable else Origin.CITIZEN


_ASKED_WHEN = {
    Question.ABSORBABLE: lambda a: a.origin == Origin.CITIZEN,
    Question.DISTRICT_AFFAIR: lambda a: a.effective_origin == Origin.CITIZEN,
    Question.PB_FIT: lambda a: a.effective_origin == Origin.CITIZEN and a.district_affair is False,
}
"""The follow-up questions; all others are always asked."""


@dataclass(frozen=True)
class Matrix:
    """The ticked cells of one edition of the criteria table. Immutable, comparable and hashable."""

    cells: frozenset[tuple[Row, GovernanceType]]

    @classmethod
    def from_cells(cls, cells: Iterable[tuple[str, str]]) -> "Matrix":
        """From pairs of a row value and a governance type value.

        Raises ValueError for a row or a type that the table does not have.
        """
        return cls(frozenset((_row(row), GovernanceType(governance_type)) for row, governance_type in cells))

    @classmethod
    def from_dict(cls, ticks: Mapping[str, Iterable[str]]) -> "Matrix":
        """The inverse of `to_dict`; an absent row has no tick. Raises ValueError as `from_cells` does."""
        return cls.from_cells((row, ticked) for row, types in ticks.items() for ticked in types)

    def to_dict(self) -> dict[str, list[str]]:
        """JSON: for every row value its ticked type values, weakest first."""
        return {row.value: [t.value for t in weakest_first(self.types_for(row))] for row in ROWS}

    def ticks(self, row: Row, governance_type: GovernanceType) -> bool:
        """Whether the cell holds a ✓."""
        return (row, governance_type) in self.cells

    def types_for(self, row: Row) -> frozenset[GovernanceType]:
        """The types that the row holds a ✓ for."""
        return frozenset(t for t in GovernanceType if self.ticks(row, t))

    def types_for_modes(self, modes: frozenset[Mode]) -> frozenset[GovernanceType]:
        """The types that at least one of the modes holds a ✓ for; without any mode, nothing is narrowed."""
        if not modes:
            return frozenset(GovernanceType)
        return frozenset().union(*(self.types_for(mode) for mode in modes))


@dataclass(frozen=True)
class Recommendation:
    """What the machine recommends; a person decides.

    `governance_type` is None where there is nothing to recommend; under REVIEW it waits for confirmation.
    `strict_types` are the types that fit all criteria, weakest first. `supplementary_modes` are the chosen
    modes whose cells do not hold the type, kept beside it. `reason_code` is None for RECOMMENDED.
    """

    status: Status
    governance_type: GovernanceType | None = None
    strict_types: tuple[GovernanceType, ...] = ()
    supplementary_modes: tuple[Mode, ...] = ()
    reason_code: ReasonCode | None = None
    citizen_sourced: bool = False
    rule_version: int = RULE_VERSION

    @property
    def is_provisional(self) -> bool:
        """Whether the type only holds once the governance officer has confirmed it."""
        return self.status == Status.REVIEW and self.governance_type is not None


def recommend(answers: Answers, matrix: Matrix) -> Recommendation:
    """The recommendation for the answers under one edition's cells. Total: every input has an outcome.

    The first unanswered or closing question on the path decides, in the order asked: a closing answer
    counts as soon as all questions before it are answered, whatever comes after it.
    """
    reason = _reason_on_the_path(answers)
    if reason:
        return Recommendation(reason.status, reason_code=reason, citizen_sourced=_is_taken_over(answers))
    strict = _strict_types(answers, matrix)
    if strict:
        return _with_type(answers, matrix, strongest(strict), strict_types=weakest_first(strict))
    reason, governance_type = _when_nothing_fits(answers, matrix)
    return _with_type(answers, matrix, governance_type, reason_code=reason)


def relevant_questions(answers: Answers) -> tuple[Question, ...]:
    """The questions on the path that the answers take, in the order asked, answered or not.

    The path ends with a closing answer. A follow-up joins once the answer that calls for it is given.
    """
    path: list[Question] = []
    for question in Question:
        if not _is_asked(question, answers):
            continue
        path.append(question)
        if _closing_reason(question, answers):
            break
    return tuple(path)


def next_question(answers: Answers) -> Question | None:
    """The first unanswered question on the path, None when the path is answered to its end."""
    return next((q for q in relevant_questions(answers) if answers.to(q) is None), None)


def strongest(types: Iterable[GovernanceType]) -> GovernanceType | None:
    """The type with most participation, None of none."""
    return max(types, key=lambda t: t.strength, default=None)


def weakest_first(types: Iterable[GovernanceType]) -> tuple[GovernanceType, ...]:
    """The types in order of strength."""
    return tuple(sorted(types, key=lambda t: t.strength))


def _row(value: str) -> Row:
    try:
        return _ROW_OF_VALUE[value]
    except KeyError:
        raise ValueError(f"the criteria table has no row {value!r}") from None


def _is_asked(question: Question, answers: Answers) -> bool:
    condition = _ASKED_WHEN.get(question)
    return condition is None or condition(answers)


def _closing_reason(question: Question, answers: Answers) -> ReasonCode | None:
    if question not in _CLOSING_ANSWERS:
        return None
    closing_answer, reason = _CLOSING_ANSWERS[question]
    return reason if answers.to(question) is closing_answer else None


def _reason_on_the_path(answers: Answers) -> ReasonCode | None:
    path = relevant_questions(answers)
    if next_question(answers):
        return ReasonCode.IN_1
    if reason := _closing_reason(path[-1], answers):
        return reason
    if answers.effective_origin == Origin.CITY and not answers.modes:
        return ReasonCode.NA_6
    return None


def _strict_types(answers: Answers, matrix: Matrix) -> frozenset[GovernanceType]:
    by_origin = matrix.types_for(answers.effective_origin)
    return by_origin & matrix.types_for(answers.scope) & matrix.types_for_modes(answers.modes)


def _when_nothing_fits(answers: Answers, matrix: Matrix) -> tuple[ReasonCode, GovernanceType | None]:
    """The fixed rules for an empty intersection; each holds only while the cells it rests on say so."""
    by_origin = matrix.types_for(answers.effective_origin)
    by_group = by_origin & matrix.types_for(Scope.SPECIFIC_GROUP)
    if answers.effective_origin == Origin.CITIZEN and GovernanceType.CITIZEN_LED in by_origin:
        return ReasonCode.RS_2, GovernanceType.CITIZEN_LED
    if answers.scope == Scope.LOCAL:
        nearest = strongest(by_group & matrix.types_for_modes(answers.modes))
        return ReasonCode.RV_1, nearest or GovernanceType.ADVISORY
    if _only_hears_one_group(answers) and GovernanceType.ADVISORY in by_group:
        return ReasonCode.RS_1, GovernanceType.ADVISORY
    return ReasonCode.RV_2, strongest(by_origin & matrix.types_for(answers.scope))


def _only_hears_one_group(answers: Answers) -> bool:
    return (
        answers.effective_origin == Origin.CITY
        and answers.scope == Scope.SPECIFIC_GROUP
        and answers.modes == {Mode.OPINION}
    )


def _with_type(
    answers: Answers,
    matrix: Matrix,
    governance_type: GovernanceType | None,
    *,
    strict_types: tuple[GovernanceType, ...] = (),
    reason_code: ReasonCode | None = None,
) -> Recommendation:
    return Recommendation(
        status=reason_code.status if reason_code else Status.RECOMMENDED,
        governance_type=governance_type,
        strict_types=strict_types,
        supplementary_modes=_supplementary_modes(answers, matrix, governance_type),
        reason_code=reason_code,
        citizen_sourced=_is_taken_over(answers),
    )


def _supplementary_modes(
    answers: Answers, matrix: Matrix, governance_type: GovernanceType | None
) -> tuple[Mode, ...]:
    if governance_type in (None, GovernanceType.CITIZEN_LED):
        return ()
    return tuple(m for m in Mode if m in answers.modes and not matrix.ticks(m, governance_type))


def _is_taken_over(answers: Answers) -> bool:
    """Whether the answers reached the point where a citizen's proposal became part of a city project."""
    answered = takewhile(lambda q: answers.to(q) is not None, relevant_questions(answers))
    return Question.ABSORBABLE in answered and answers.effective_origin == Origin.CITY
