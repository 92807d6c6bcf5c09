import numpy as np
import pytest

from panels.lottery.programs import INFINITY, Program
from panels.lottery.watch import Cancelled, OutOfTime, Watch

ONE = np.ones(1)


def knapsack(watch=None, **words):
    """At most 7 of things that weigh 2 and 3."""
    terms = [(np.arange(2), np.array([2.0, 3.0]))]
    return Program(watch or Watch(), np.zeros(2), np.full(2, 9), terms, [0.0], [7.0], **words)


def test_relaxed_and_whole():
    cost = np.array([3.0, 5.0])
    assert knapsack().maximise(cost).worth == pytest.approx(35 / 3)
    answer = knapsack(integral=True).maximise(cost)
    assert (answer.worth, answer.counts.tolist()) == (11.0, [2, 1])
    assert answer.bound == pytest.approx(11.0)
    part = knapsack(integral=np.array([True, False])).maximise(np.array([3.0, 4.0]))
    assert part.values.tolist() == pytest.approx([3.0, 1 / 3])


def test_any_solution_will_do():
    assert 0 <= knapsack(integral=True, first=True).maximise(np.array([3.0, 5.0])).worth <= 11


def test_a_program_changes():
    program = knapsack(integral=True, reduced=False)
    program.bound_columns(np.zeros(2), np.array([9.0, 0.0]))
    assert program.maximise(np.ones(2)).counts.tolist() == [3, 0]
    program.bound_rows(np.zeros(1), np.array([5.0]))
    assert program.maximise().counts.tolist() == [2, 0]
    program.set_coefficients(0, np.array([5.0]))
    assert program.maximise().counts.tolist() == [1, 0]
    program.add_row(np.array([0]), ONE, 2.0, INFINITY)
    assert program.maximise() is None


def test_columns_come_later():
    program = Program(Watch(), np.zeros(1), ONE, [(np.arange(1), ONE)], [0.0], [1.0])
    program.add_column(np.array([0]), ONE)
    assert program.maximise(np.array([1.0, 2.0])).values.tolist() == [0.0, 1.0]


def test_a_program_without_columns_or_without_rows():
    assert (
        Program(Watch(), np.zeros(0), np.zeros(0), [(np.zeros(0), np.zeros(0))], [1.0], [1.0]).maximise()
        is None
    )
    assert Program(Watch(), np.zeros(1), ONE).maximise(ONE).worth == 1.0


def test_what_the_solver_cannot_tell_is_an_error():
    with pytest.raises(ArithmeticError, match="kUnbounded"):
        Program(Watch(), np.zeros(1), np.full(1, INFINITY)).maximise(ONE)


def test_a_watch_stops_the_solver_before_and_in_the_middle_of_its_work():
    answers = iter([False])
    with pytest.raises(Cancelled):
        knapsack(Watch(cancel=lambda: next(answers, True))).maximise(np.ones(2))
    with pytest.raises(Cancelled):
        knapsack(Watch(cancel=lambda: True)).maximise(np.ones(2))
    with pytest.raises(OutOfTime):
        knapsack(Watch(limit=0)).maximise(np.ones(2))


def test_a_watch_without_its_limit_can_still_be_cancelled():
    heard = []
    watch = Watch(
        limit=0, cancel=lambda: bool(heard), progress=lambda *words: heard.append(words)
    ).unlimited()
    assert not watch.stopping()
    watch.progress("panels", 0.5)
    assert watch.stopping()
    assert heard == [("panels", 0.5)]
