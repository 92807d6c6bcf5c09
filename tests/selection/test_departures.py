from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.enums import GovernanceType
from selection.departures import (
    INCOMPLETE,
    NOT_CITIZEN_LED,
    REASON_NEEDED,
    choice_label,
    departs,
    may_be_citizen_led,
    needs_confirmation,
    open_choices,
    refusal,
)
from selection.enums import Mode, Origin, Scope, Status
from selection.guideline_2018 import MATRIX
from selection.recommend import Answers, Matrix, recommend
from tests.selection.people import (
    ADVISORY,
    CITIZEN,
    CITY,
    DECISION,
    DISTRICT,
    INTERNAL,
    LOCAL,
    OPINION,
    REASON,
    TAKEN_OVER,
)

C, A, B, L = GovernanceType
# answers, choice: (owes a reason, waits for confirmation)
CASES = {
    "as recommended": (ADVISORY, A, (False, False)),
    "stronger": (ADVISORY, B, (True, False)),
    "weaker": (ADVISORY, C, (True, True)),
    "none where one is recommended": (ADVISORY, None, (True, True)),
    "none where none applies": (INTERNAL, None, (False, False)),
    "one where none applies": (INTERNAL, C, (True, True)),
    "another counter": (DISTRICT, None, (False, False)),
    "one instead of another counter": (DISTRICT, L, (True, True)),
    "the provisional type": (LOCAL, A, (False, True)),
    "stronger than the provisional type": (LOCAL, B, (True, True)),
    "none instead of the provisional type": (LOCAL, None, (True, True)),
    "citizen-led as recommended": (CITIZEN, L, (False, False)),
    "weaker than citizen-led": (CITIZEN, B, (True, True)),
}


@pytest.mark.parametrize(("answers", "chosen", "owed"), CASES.values(), ids=CASES)
def test_what_a_choice_owes(answers, chosen, owed):
    result = recommend(answers, MATRIX)

    assert (departs(result, chosen), needs_confirmation(result, chosen)) == owed
    assert refusal(answers, result, chosen, "") == (REASON_NEEDED if owed[0] else "")
    assert refusal(answers, result, chosen, REASON) == ""


@pytest.mark.parametrize("answers", [ADVISORY, LOCAL, INTERNAL, TAKEN_OVER, OPINION])
def test_what_citizens_did_not_plan_is_never_citizen_led(answers):
    result = recommend(answers, MATRIX)

    assert refusal(answers, result, L, REASON) == NOT_CITIZEN_LED
    assert open_choices(answers, result) == (C, A, B)


@pytest.mark.parametrize("answers", [CITIZEN, DISTRICT])
def test_what_citizens_planned_may_be_any_type(answers):
    assert open_choices(answers, recommend(answers, MATRIX)) == (C, A, B, L)


def test_an_edition_that_recommends_citizen_led_for_the_city_lets_it_be_chosen():
    matrix = Matrix(MATRIX.cells | {(Origin.CITY, L)})

    assert may_be_citizen_led(DECISION, recommend(DECISION, matrix))
    assert refusal(DECISION, recommend(DECISION, matrix), L, "") == ""


@pytest.mark.parametrize("chosen", [None, *GovernanceType])
def test_nothing_is_put_forward_while_a_question_is_open(chosen):
    assert refusal(CITY, recommend(CITY, MATRIX), chosen, REASON) == INCOMPLETE


def test_where_nothing_can_be_recommended_everything_waits_for_confirmation():
    result = recommend(OPINION, Matrix(frozenset()))

    assert (result.status, result.governance_type) == (Status.REVIEW, None)
    assert not departs(result, None)
    assert all(needs_confirmation(result, chosen) for chosen in (None, C, A, B))


@pytest.mark.parametrize(
    ("status", "chosen", "label"),
    [
        ("recommended", "advisory", "시민자문형"),
        ("not_applicable", "", "적용 대상 아님"),
        ("redirect", "", "다른 창구 안내"),
        ("recommended", "", "적용 대상 아님"),
    ],
)
def test_how_a_choice_is_called(status, chosen, label):
    assert choice_label(status, chosen) == label


ANSWERS = st.builds(
    Answers,
    *[st.sampled_from([None, True, False])] * 5,
    st.sampled_from([None, *Origin]),
    *[st.sampled_from([None, True, False])] * 3,
    st.sampled_from([None, *Scope]),
    st.none() | st.frozensets(st.sampled_from(Mode)),
)


@given(ANSWERS)
def test_the_recommendation_itself_is_always_open_without_a_reason(answers):
    result = recommend(answers, MATRIX)

    assert refusal(answers, result, result.governance_type, "") in ("", INCOMPLETE)
    assert needs_confirmation(result, result.governance_type) is (result.status == Status.REVIEW) or (
        result.status == Status.INCOMPLETE
    )


@given(ANSWERS, st.sampled_from(GovernanceType))
def test_a_stronger_choice_never_needs_more_than_a_weaker_one(answers, chosen):
    result = recommend(answers, MATRIX)
    weaker = [t for t in GovernanceType if t.strength < chosen.strength]

    if needs_confirmation(result, chosen):
        assert all(needs_confirmation(result, t) for t in weaker)


def test_answers_of_every_case_are_complete():
    assert all(recommend(a, MATRIX).status != Status.INCOMPLETE for a, *_ in CASES.values())
    assert recommend(replace(CITY, modes=None), MATRIX).status == Status.INCOMPLETE
