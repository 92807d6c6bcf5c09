"""Linear and integer programs, solved by HiGHS on one thread with a fixed seed: the same question, the same answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from .watch import Watch

INFINITY = highspy.kHighsInf
OPTIONS = {
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}
_SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kSolutionLimit)
_IMPOSSIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
    highspy.HighsModelStatus.kModelEmpty,
)

Term = tuple[np.ndarray, np.ndarray]
"""A row: the columns in it and their coefficients."""


class Silent(highspy.Highs):
    """HiGHS announces itself on the standard output as soon as callbacks are enabled, unless told not to before."""

    def enableCallbacks(self):
        self.silent()
        super().enableCallbacks()


@dataclass(frozen=True)
class Answer:
    """A best solution: what it is worth, the most that any could be worth, the value of every column.

    ``column_duals`` and ``row_duals`` are those of a linear program; an integer program has none that mean anything.
    """

    worth: float
    bound: float
    values: np.ndarray
    column_duals: np.ndarray
    row_duals: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        """The values as whole numbers."""
        return np.rint(self.values).astype(np.int64)


class Program:
    """Columns between ``lower`` and ``upper``, rows between ``low`` and ``high``, to be maximised; without columns
    there is nothing to find.

    ``integral``: all columns are whole numbers, or those that are marked. ``first``: any solution will do. ``reduced``
    programs are made smaller before they are solved, which is slow work for easy ones.
    """

    def __init__(
        self,
        watch: Watch,
        lower: np.ndarray,
        upper: np.ndarray,
        rows: Sequence[Term] = (),
        low: Sequence[float] = (),
        high: Sequence[float] = (),
        integral: bool | np.ndarray = False,
        first: bool = False,
        reduced: bool = True,
    ):
        self._watch = watch
        self._highs = Silent()
        for name, value in OPTIONS.items():
            self._highs.setOptionValue(name, value)
        if first:
            self._highs.setOptionValue("mip_max_improving_sols", 1)
        if not reduced:
            self._highs.setOptionValue("presolve", "off")
        self._highs.passModel(_model(lower, upper, rows, low, high, integral))
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._highs.cbSimplexInterrupt += self._interrupt
        self._highs.cbMipInterrupt += self._interrupt

    def maximise(self, cost: np.ndarray | None = None) -> Answer | None:
        """The best solution under ``cost``, or the cost given before; None when there is none.

        Raises Cancelled or OutOfTime as the watch says, ArithmeticError when HiGHS cannot tell.
        """
        self._watch.check()
        if cost is not None:
            self._highs.changeColsCost(len(cost), _numbers(len(cost)), np.asarray(cost, dtype=float))
        self._highs.run()
        self._watch.check()
        status = self._highs.getModelStatus()
        if status in _IMPOSSIBLE:
            return None
        if status not in _SOLVED:
            raise ArithmeticError(f"HiGHS stopped with {status.name}")
        solution, facts = self._highs.getSolution(), self._highs.getInfo()
        return Answer(
            facts.objective_function_value,
            facts.mip_dual_bound,
            np.array(solution.col_value),
            np.array(solution.col_dual),
            np.array(solution.row_dual),
        )

    def bound_columns(self, lower: np.ndarray, upper: np.ndarray) -> None:
        """New bounds for all columns."""
        self._highs.changeColsBounds(len(lower), _numbers(len(lower)), _floats(lower), _floats(upper))

    def bound_rows(self, low: np.ndarray, high: np.ndarray) -> None:
        """New bounds for the first rows, as many as there are numbers."""
        self._highs.changeRowsBounds(len(low), _numbers(len(low)), _floats(low), _floats(high))

    def set_coefficients(self, column: int, values: np.ndarray) -> None:
        """The coefficients of a column in the first rows."""
        for row, value in enumerate(values):
            self._highs.changeCoeff(row, column, float(value))

    def add_row(self, columns: np.ndarray, values: np.ndarray, low: float, high: float) -> None:
        self._highs.addRow(low, high, len(columns), columns.astype(np.int32), _floats(values))

    def add_column(self, rows: np.ndarray, values: np.ndarray) -> None:
        """A column of cost 0 from 0 upwards."""
        self._highs.addCol(0.0, 0.0, INFINITY, len(rows), rows.astype(np.int32), _floats(values))

    def _interrupt(self, event) -> None:
        if self._watch.stopping():
            event.interrupt()


def _model(lower, upper, rows, low, high, integral) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(lower), len(rows)
    model.col_cost_ = np.zeros(len(lower))
    model.col_lower_, model.col_upper_ = _floats(lower), _floats(upper)
    model.row_lower_, model.row_upper_ = _floats(low), _floats(high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(columns) for columns, _ in rows)]).astype(np.int32)
    model.a_matrix_.index_ = _joined([columns for columns, _ in rows]).astype(np.int32)
    model.a_matrix_.value_ = _joined([values for _, values in rows]).astype(float)
    marked = np.broadcast_to(integral, len(lower))
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    if marked.any():
        model.integrality_ = [kinds[int(mark)] for mark in marked]
    return model


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0)


def _numbers(count: int) -> np.ndarray:
    return np.arange(count, dtype=np.int32)


def _floats(values) -> np.ndarray:
    return np.asarray(values, dtype=float)
