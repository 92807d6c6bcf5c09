from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.enums import GovernanceType
from selection.enums import Mode, Origin, Question, ReasonCode, Scope, Status
from selection.guideline_2018 import MATRIX
from selection.recommend import (
    ROWS,
    RULE_VERSION,
    Answers,
    Matrix,
    Recommendation,
    next_question,
    recommend,
    relevant_questions,
    strongest,
    weakest_first,
)

CONSULTATION, ADVISORY, COLLABORATION, CITIZEN_LED = GovernanceType
TYPES = dict(zip("CABL", GovernanceType, strict=True))
MODES = dict(zip("OAD", Mode, strict=True))

APPLICABLE = Answers(
    is_it_project=True, citizen_facing=True, simple_maintenance=False, closed_security=False, urgent=False
)
CITY = replace(APPLICABLE, origin=Origin.CITY)
CITIZEN = replace(APPLICABLE, origin=Origin.CITIZEN, absorbable=False, district_affair=False, pb_fit=True)
TAKEN_OVER = replace(APPLICABLE, origin=Origin.CITIZEN, absorbable=True)


def modes(letters):
    return frozenset(MODES[letter] for letter in letters)


def types(letters):
    return tuple(TYPES[letter] for letter in letters)


def answered(start, scope, letters):
    return replace(start, scope=scope, modes=modes(letters))


def edited(add=(), remove=()):
    """The 2018 cells with some ✓ added and some taken away."""
    return Matrix((MATRIX.cells | frozenset(add)) - frozenset(remove))


# --- every combination of the table under the 2018 cells

TABLE = """
city     general         O    consultation
city     general         A    advisory
city     general         D    collaboration
city     general         OA   advisory
city     general         OD   collaboration
city     general         AD   collaboration
city     general         OAD  collaboration
city     specific_group  O    advisory       RS-1
city     specific_group  A    advisory
city     specific_group  D    collaboration
city     specific_group  OA   advisory
city     specific_group  OD   collaboration
city     specific_group  AD   collaboration
city     specific_group  OAD  collaboration
city     local           O    advisory       RV-1
city     local           A    advisory       RV-1
city     local           D    collaboration  RV-1
city     local           OA   advisory       RV-1
city     local           OD   collaboration  RV-1
city     local           AD   collaboration  RV-1
city     local           OAD  collaboration  RV-1
citizen  general         O    citizen_led    RS-2
citizen  general         A    citizen_led    RS-2
citizen  general         D    citizen_led
citizen  general         OA   citizen_led    RS-2
citizen  general         OD   citizen_led
citizen  general         AD   citizen_led
citizen  general         OAD  citizen_led
citizen  specific_group  O    citizen_led    RS-2
citizen  specific_group  A    citizen_led    RS-2
citizen  specific_group  D    citizen_led
citizen  specific_group  OA   citizen_led    RS-2
citizen  specific_group  OD   citizen_led
citizen  specific_group  AD   citizen_led
citizen  specific_group  OAD  citizen_led
citizen  local           O    citizen_led    RS-2
citizen  local           A    citizen_led    RS-2
citizen  local           D    citizen_led
citizen  local           OA   citizen_led    RS-2
citizen  local           OD   citizen_led
citizen  local           AD   citizen_led
citizen  local           OAD  citizen_led
"""
COMBINATIONS = [(*line.split(), None)[:5] for line in TABLE.strip().splitlines()]
STATUS_OF_FAMILY = {None: Status.RECOMMENDED, "RS": Status.RESOLVED, "RV": Status.REVIEW}


@pytest.mark.parametrize(("origin", "scope", "letters", "governance_type", "code"), COMBINATIONS)
def test_every_combination_of_the_table(origin, scope, letters, governance_type, code):
    result = recommend(answered({"city": CITY, "citizen": CITIZEN}[origin], Scope(scope), letters), MATRIX)

    assert result.governance_type == governance_type
    assert result.reason_code == code
    assert result.status == STATUS_OF_FAMILY[code and code[:2]]
    assert bool(result.strict_types) == (code is None)
    assert result.is_provisional == (code == "RV-1")


def test_the_table_lists_each_combination_once():
    keys = [row[:3] for row in COMBINATIONS]

    assert len(keys) == len(set(keys)) == 2 * 3 * 7


# --- worked examples

DECISION_ONLY = answered(CITIZEN, Scope.GENERAL, "D")

# number: answers, strict types, status, type, supplementary modes, reason
EXAMPLES = {
    1: (answered(CITY, Scope.GENERAL, "O"), "C", Status.RECOMMENDED, CONSULTATION, "", None),
    2: (answered(CITY, Scope.GENERAL, "A"), "A", Status.RECOMMENDED, ADVISORY, "", None),
    3: (answered(CITY, Scope.GENERAL, "D"), "B", Status.RECOMMENDED, COLLABORATION, "", None),
    4: (answered(CITY, Scope.GENERAL, "OA"), "CA", Status.RECOMMENDED, ADVISORY, "O", None),
    5: (answered(CITY, Scope.GENERAL, "OD"), "CB", Status.RECOMMENDED, COLLABORATION, "O", None),
    6: (answered(CITY, Scope.GENERAL, "AD"), "AB", Status.RECOMMENDED, COLLABORATION, "A", None),
    7: (answered(CITY, Scope.SPECIFIC_GROUP, "A"), "A", Status.RECOMMENDED, ADVISORY, "", None),
    8: (answered(CITY, Scope.SPECIFIC_GROUP, "D"), "B", Status.RECOMMENDED, COLLABORATION, "", None),
    9: (answered(CITY, Scope.SPECIFIC_GROUP, "OA"), "A", Status.RECOMMENDED, ADVISORY, "O", None),
    10: (answered(CITY, Scope.SPECIFIC_GROUP, "O"), "", Status.RESOLVED, ADVISORY, "O", "RS-1"),
    11: (answered(CITY, Scope.LOCAL, "D"), "", Status.REVIEW, COLLABORATION, "", "RV-1"),
    12: (answered(CITY, Scope.LOCAL, "O"), "", Status.REVIEW, ADVISORY, "O", "RV-1"),
    13: (answered(CITY, Scope.GENERAL, ""), "", Status.NOT_APPLICABLE, None, "", "NA-6"),
    14: (Answers(is_it_project=False), "", Status.NOT_APPLICABLE, None, "", "NA-1"),
    15: (replace(APPLICABLE, citizen_facing=False), "", Status.NOT_APPLICABLE, None, "", "NA-2"),
    16: (replace(APPLICABLE, simple_maintenance=True), "", Status.NOT_APPLICABLE, None, "", "NA-3"),
    17: (replace(APPLICABLE, closed_security=True), "", Status.NOT_APPLICABLE, None, "", "NA-4"),
    18: (answered(TAKEN_OVER, Scope.GENERAL, "O"), "C", Status.RECOMMENDED, CONSULTATION, "", None),
    19: (answered(CITIZEN, Scope.GENERAL, "D"), "L", Status.RECOMMENDED, CITIZEN_LED, "", None),
    20: (answered(CITIZEN, Scope.SPECIFIC_GROUP, "AD"), "L", Status.RECOMMENDED, CITIZEN_LED, "", None),
    21: (answered(CITIZEN, Scope.LOCAL, "O"), "", Status.RESOLVED, CITIZEN_LED, "", "RS-2"),
    22: (replace(CITIZEN, district_affair=True), "", Status.REDIRECT, None, "", "RD-2"),
    23: (replace(DECISION_ONLY, pb_fit=False), "", Status.REDIRECT, None, "", "RD-1"),
    24: (replace(DECISION_ONLY, absorbable=None), "", Status.INCOMPLETE, None, "", "IN-1"),
    25: (replace(CITY, modes=modes("A")), "", Status.INCOMPLETE, None, "", "IN-1"),
}


@pytest.mark.parametrize("number", EXAMPLES)
def test_worked_examples(number):
    answers, strict, status, governance_type, supplementary, reason = EXAMPLES[number]

    assert recommend(answers, MATRIX) == Recommendation(
        status=status,
        governance_type=governance_type,
        strict_types=types(strict),
        supplementary_modes=tuple(MODES[letter] for letter in supplementary),
        reason_code=reason,
        citizen_sourced=number == 18,
        rule_version=1,
    )


def test_the_rule_version_is_kept_with_the_result():
    assert recommend(Answers(), MATRIX).rule_version == RULE_VERSION == 1


# --- the path: not applicable, redirected, incomplete

CLOSED_AT = [
    (Question.IS_IT_PROJECT, False, "NA-1"),
    (Question.CITIZEN_FACING, False, "NA-2"),
    (Question.SIMPLE_MAINTENANCE, True, "NA-3"),
    (Question.CLOSED_SECURITY, True, "NA-4"),
    (Question.URGENT, True, "NA-5"),
    (Question.DISTRICT_AFFAIR, True, "RD-2"),
    (Question.PB_FIT, False, "RD-1"),
]


@pytest.mark.parametrize(("question", "answer", "code"), CLOSED_AT)
def test_a_closing_answer_decides_whatever_comes_after_it(question, answer, code):
    order = list(Question)
    later = order[order.index(question) + 1 :]
    closed = replace(DECISION_ONLY, **{question.value: answer})
    nothing_after = replace(closed, **{q.value: None for q in later})

    assert recommend(closed, MATRIX) == recommend(nothing_after, MATRIX)
    assert recommend(closed, MATRIX).reason_code == code
    assert recommend(closed, MATRIX).governance_type is None
    assert next_question(nothing_after) is None
    assert relevant_questions(nothing_after)[-1] == question


@pytest.mark.parametrize("position", range(1, 7))
def test_the_first_of_several_closing_answers_gives_the_reason(position):
    earlier, later = CLOSED_AT[position - 1], CLOSED_AT[position]
    both = replace(DECISION_ONLY, **{earlier[0].value: earlier[1], later[0].value: later[1]})

    assert recommend(both, MATRIX).reason_code == earlier[2]


@pytest.mark.parametrize("question", Question)
def test_any_unanswered_question_on_the_path_leaves_it_incomplete(question):
    result = recommend(replace(DECISION_ONLY, **{question.value: None}), MATRIX)

    assert result == Recommendation(Status.INCOMPLETE, reason_code=ReasonCode.IN_1)
    assert next_question(replace(DECISION_ONLY, **{question.value: None})) == question


def test_an_unanswered_question_before_a_closing_answer_leaves_it_incomplete():
    answers = replace(APPLICABLE, citizen_facing=None, urgent=True)

    assert recommend(answers, MATRIX).reason_code == "IN-1"
    assert next_question(answers) == Question.CITIZEN_FACING


@pytest.mark.parametrize("question", [Question.ABSORBABLE, Question.DISTRICT_AFFAIR, Question.PB_FIT])
@pytest.mark.parametrize("answer", [True, False, None])
def test_follow_ups_of_citizens_mean_nothing_for_the_city(question, answer):
    answers = answered(CITY, Scope.GENERAL, "D")

    assert recommend(replace(answers, **{question.value: answer}), MATRIX) == recommend(answers, MATRIX)


def test_no_answer_at_all():
    assert recommend(Answers(), MATRIX) == Recommendation(Status.INCOMPLETE, reason_code=ReasonCode.IN_1)
    assert next_question(Answers()) == Question.IS_IT_PROJECT


def test_a_citizens_proposal_without_a_mode_is_read_by_origin_and_scope():
    result = recommend(answered(CITIZEN, Scope.LOCAL, ""), MATRIX)

    assert result == Recommendation(Status.RECOMMENDED, CITIZEN_LED, (CITIZEN_LED,))


def test_a_taken_over_proposal_without_a_mode_is_not_applicable():
    result = recommend(answered(TAKEN_OVER, Scope.GENERAL, ""), MATRIX)

    assert result == Recommendation(Status.NOT_APPLICABLE, reason_code=ReasonCode.NA_6, citizen_sourced=True)


def test_a_taken_over_proposal_is_known_as_a_citizens_from_that_question_on():
    closed_before = replace(TAKEN_OVER, urgent=True)
    open_before = replace(TAKEN_OVER, urgent=None)

    assert recommend(TAKEN_OVER, MATRIX).citizen_sourced is True
    assert recommend(closed_before, MATRIX).citizen_sourced is False
    assert recommend(open_before, MATRIX).citizen_sourced is False


APPLICABILITY = tuple(Question)[:5]
TABLE_QUESTIONS = (Question.SCOPE, Question.MODES)


@pytest.mark.parametrize(
    ("answers", "after_applicability"),
    [
        (Answers(), (Question.ORIGIN, *TABLE_QUESTIONS)),
        (CITY, (Question.ORIGIN, *TABLE_QUESTIONS)),
        (TAKEN_OVER, (Question.ORIGIN, Question.ABSORBABLE, *TABLE_QUESTIONS)),
        (
            replace(APPLICABLE, origin=Origin.CITIZEN),
            (Question.ORIGIN, Question.ABSORBABLE, *TABLE_QUESTIONS),
        ),
        (
            replace(APPLICABLE, origin=Origin.CITIZEN, absorbable=False),
            (Question.ORIGIN, Question.ABSORBABLE, Question.DISTRICT_AFFAIR, *TABLE_QUESTIONS),
        ),
        (CITIZEN, tuple(Question)[5:]),
        (
            replace(CITIZEN, district_affair=True),
            (Question.ORIGIN, Question.ABSORBABLE, Question.DISTRICT_AFFAIR),
        ),
    ],
)
def test_follow_ups_join_the_path_with_the_answer_that_calls_for_them(answers, after_applicability):
    assert relevant_questions(answers) == (*APPLICABILITY, *after_applicability)


# --- edited cells


def test_an_added_tick_takes_effect_before_any_fixed_rule():
    local = edited(add=[(Scope.LOCAL, ADVISORY), (Scope.LOCAL, COLLABORATION)])
    groups = edited(add=[(Scope.SPECIFIC_GROUP, CONSULTATION)])
    citizens = edited(add=[(Mode.OPINION, CITIZEN_LED)])

    by_local = recommend(answered(CITY, Scope.LOCAL, "AD"), local)
    by_group = recommend(answered(CITY, Scope.SPECIFIC_GROUP, "O"), groups)
    by_citizen = recommend(answered(CITIZEN, Scope.GENERAL, "O"), citizens)

    assert by_local == Recommendation(
        Status.RECOMMENDED, COLLABORATION, (ADVISORY, COLLABORATION), (Mode.ADVISORY,)
    )
    assert by_group == Recommendation(Status.RECOMMENDED, CONSULTATION, (CONSULTATION,))
    assert by_citizen == Recommendation(Status.RECOMMENDED, CITIZEN_LED, (CITIZEN_LED,))


def test_rs2_holds_while_the_citizen_row_holds_citizen_led():
    without = edited(remove=[(Origin.CITIZEN, CITIZEN_LED)])
    answers = answered(CITIZEN, Scope.GENERAL, "O")

    assert recommend(answers, MATRIX).reason_code == "RS-2"
    assert recommend(answers, without) == Recommendation(Status.REVIEW, reason_code=ReasonCode.RV_2)


def test_rs2_still_holds_when_the_citizen_row_has_more_types():
    more = edited(add=[(Origin.CITIZEN, ADVISORY)])

    assert recommend(answered(CITIZEN, Scope.LOCAL, "O"), more).reason_code == "RS-2"
    assert recommend(answered(CITIZEN, Scope.GENERAL, "A"), more) == Recommendation(
        Status.RECOMMENDED, ADVISORY, (ADVISORY,)
    )


def test_rs1_holds_while_advisory_is_ticked_for_the_city_and_for_the_group():
    answers = answered(CITY, Scope.SPECIFIC_GROUP, "O")

    for row in (Origin.CITY, Scope.SPECIFIC_GROUP):
        result = recommend(answers, edited(remove=[(row, ADVISORY)]))
        assert result == Recommendation(Status.REVIEW, COLLABORATION, (), (Mode.OPINION,), ReasonCode.RV_2)


def test_rs1_is_for_opinions_alone():
    result = recommend(answered(CITY, Scope.SPECIFIC_GROUP, "OA"), edited(remove=[(Mode.ADVISORY, ADVISORY)]))

    assert result == Recommendation(
        Status.REVIEW, COLLABORATION, (), (Mode.OPINION, Mode.ADVISORY), ReasonCode.RV_2
    )


def test_rs1_is_for_city_projects_alone():
    table = edited(add=[(Origin.CITIZEN, ADVISORY)], remove=[(Origin.CITIZEN, CITIZEN_LED)])

    assert recommend(answered(CITIZEN, Scope.SPECIFIC_GROUP, "O"), table).reason_code == "RV-2"


def test_rv1_falls_back_on_advisory_when_the_group_row_gives_nothing():
    result = recommend(answered(CITY, Scope.LOCAL, "D"), edited(remove=[(Mode.DECISION, COLLABORATION)]))

    assert result == Recommendation(Status.REVIEW, ADVISORY, (), (Mode.DECISION,), ReasonCode.RV_1)


def test_rv1_serves_a_citizens_proposal_whose_own_row_was_emptied():
    table = edited(remove=[(Origin.CITIZEN, CITIZEN_LED)])

    assert recommend(answered(CITIZEN, Scope.LOCAL, ""), table) == Recommendation(
        Status.REVIEW, ADVISORY, reason_code=ReasonCode.RV_1
    )


def test_rv2_proposes_the_strongest_type_of_origin_and_scope():
    table = edited(remove=[(Mode.OPINION, CONSULTATION)])
    result = recommend(answered(CITY, Scope.GENERAL, "O"), table)

    assert result == Recommendation(Status.REVIEW, COLLABORATION, (), (Mode.OPINION,), ReasonCode.RV_2)
    assert result.is_provisional is True


def test_rv2_proposes_no_type_that_the_scope_withholds():
    table = edited(remove=[(Scope.SPECIFIC_GROUP, COLLABORATION), (Mode.ADVISORY, ADVISORY)])

    assert recommend(answered(CITY, Scope.SPECIFIC_GROUP, "A"), table) == Recommendation(
        Status.REVIEW, ADVISORY, (), (Mode.ADVISORY,), ReasonCode.RV_2
    )


def test_rv2_proposes_nothing_where_origin_and_scope_share_nothing():
    result = recommend(answered(CITY, Scope.GENERAL, "O"), Matrix(frozenset()))

    assert result == Recommendation(Status.REVIEW, reason_code=ReasonCode.RV_2)
    assert result.is_provisional is False


# --- what holds for every answer and every table

flags = st.one_of(st.none(), st.booleans())
mode_sets = st.frozensets(st.sampled_from(Mode))
some_answers = st.builds(
    Answers,
    is_it_project=flags,
    citizen_facing=flags,
    simple_maintenance=flags,
    closed_security=flags,
    urgent=flags,
    origin=st.one_of(st.none(), st.sampled_from(Origin)),
    absorbable=flags,
    district_affair=flags,
    pb_fit=flags,
    scope=st.one_of(st.none(), st.sampled_from(Scope)),
    modes=st.one_of(st.none(), mode_sets),
)
finished_answers = st.builds(
    lambda start, scope, modes: replace(start, scope=scope, modes=modes),
    st.sampled_from([CITY, CITIZEN, TAKEN_OVER]),
    st.sampled_from(Scope),
    mode_sets,
)
cells = st.sampled_from(list(product(ROWS, GovernanceType)))
tables = st.builds(Matrix, st.frozensets(cells))


@given(some_answers, tables)
def test_every_answer_has_one_consistent_outcome(answers, matrix):
    result = recommend(answers, matrix)

    assert (result.reason_code is None) == (result.status == Status.RECOMMENDED)
    assert result.reason_code is None or result.reason_code.status == result.status
    assert bool(result.strict_types) == (result.status == Status.RECOMMENDED)
    assert (result.status == Status.INCOMPLETE) == (next_question(answers) is not None)
    if result.status in (Status.NOT_APPLICABLE, Status.REDIRECT, Status.INCOMPLETE):
        assert (result.governance_type, result.supplementary_modes) == (None, ())


@given(finished_answers, tables)
def test_the_strongest_fitting_type_wins(answers, matrix):
    result = recommend(answers, matrix)

    if result.status == Status.RECOMMENDED:
        strengths = [t.strength for t in result.strict_types]
        assert strengths == sorted(set(strengths))
        assert result.governance_type == result.strict_types[-1]


@given(finished_answers, tables)
def test_a_recommended_type_is_ticked_under_every_criterion(answers, matrix):
    for governance_type in recommend(answers, matrix).strict_types:
        assert matrix.ticks(answers.effective_origin, governance_type)
        assert matrix.ticks(answers.scope, governance_type)
        assert not answers.modes or any(matrix.ticks(mode, governance_type) for mode in answers.modes)


@given(finished_answers, tables)
def test_every_type_offered_stands_in_the_row_of_the_origin(answers, matrix):
    result = recommend(answers, matrix)

    if result.governance_type and result.reason_code != ReasonCode.RV_1:
        assert result.governance_type in matrix.types_for(answers.effective_origin)


@given(finished_answers, tables, cells)
def test_adding_a_tick_never_takes_a_fitting_type_away_nor_weakens_the_result(answers, matrix, cell):
    before = recommend(answers, matrix)
    after = recommend(answers, Matrix(matrix.cells | {cell}))

    if before.status != Status.NOT_APPLICABLE:
        assert set(before.strict_types) <= set(after.strict_types)
    if before.status == Status.RECOMMENDED:
        assert after.status == Status.RECOMMENDED
        assert after.governance_type.strength >= before.governance_type.strength


@given(finished_answers, tables, st.sampled_from(Mode))
def test_one_more_mode_never_weakens_a_recommendation(answers, matrix, mode):
    before = recommend(answers, matrix)
    after = recommend(replace(answers, modes=answers.modes | {mode}), matrix)

    if before.status == Status.RECOMMENDED and answers.modes:
        assert after.governance_type.strength >= before.governance_type.strength


@given(finished_answers, tables)
def test_supplementary_modes_are_the_chosen_ones_that_do_not_hold_the_type(answers, matrix):
    result = recommend(answers, matrix)

    if result.governance_type in (None, CITIZEN_LED):
        assert result.supplementary_modes == ()
    else:
        assert set(result.supplementary_modes) == {
            mode for mode in answers.modes if not matrix.ticks(mode, result.governance_type)
        }


@given(some_answers, tables, st.data())
def test_questions_off_the_path_change_nothing(answers, matrix, data):
    off_path = [q for q in Question if q not in relevant_questions(answers)]
    if off_path:
        question = data.draw(st.sampled_from(off_path))
        unanswered = replace(answers, **{question.value: None})
        assert recommend(unanswered, matrix) == recommend(answers, matrix)
        assert relevant_questions(unanswered) == relevant_questions(answers)


# --- the table as data


@given(tables)
def test_a_table_survives_its_way_through_json(matrix):
    assert Matrix.from_dict(matrix.to_dict()) == matrix
    assert list(matrix.to_dict()) == [row.value for row in ROWS]


def test_cells_come_from_plain_values():
    matrix = Matrix.from_cells([("city", "advisory"), ("city", "consultation"), ("advisory", "advisory")])

    assert matrix.types_for(Origin.CITY) == {CONSULTATION, ADVISORY}
    assert matrix.types_for(Mode.ADVISORY) == {ADVISORY}
    assert matrix.types_for(Scope.LOCAL) == frozenset()
    assert matrix.to_dict()["city"] == ["consultation", "advisory"]
    assert len({matrix, Matrix(matrix.cells)}) == 1


@pytest.mark.parametrize("cell", [("village", "advisory"), ("city", "autocracy")])
def test_an_unknown_cell_is_refused(cell):
    with pytest.raises(ValueError, match=r"village|autocracy"):
        Matrix.from_cells([cell])


def test_the_order_of_strength():
    assert weakest_first({CITIZEN_LED, CONSULTATION, COLLABORATION}) == types("CBL")
    assert strongest([ADVISORY, COLLABORATION, CONSULTATION]) == COLLABORATION
    assert strongest([]) is None
