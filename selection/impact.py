"""What another set of ✓ cells would have said about assessments that are already confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Assessment
from .recommend import Matrix, Recommendation, recommend
from .records import answers_of, stored_result


@dataclass(frozen=True)
class Shift:
    """An assessment whose outcome, type or reason would differ: what it was and what it would be."""

    assessment: Assessment
    before: Recommendation
    after: Recommendation


def shifts(assessments: Iterable[Assessment], matrix: Matrix) -> list[Shift]:
    """Those of the assessments that come out differently under the cells, in the order given."""
    compared = ((a, stored_result(a), recommend(answers_of(a), matrix)) for a in assessments)
    return [Shift(a, before, after) for a, before, after in compared if _outcome(before) != _outcome(after)]


def _outcome(result: Recommendation) -> tuple:
    return result.status, result.governance_type, result.reason_code
