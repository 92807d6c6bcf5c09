from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.enums import GovernanceType
from selection.enums import Mode, Origin, Question, ReasonCode, Scope, Status, Verdict
from selection.explain import CRITERIA, explain, single_changes
from selection.guideline_2018 import MATRIX
from selection.recommend import ROWS, Answers, Matrix, next_question, recommend

CONSULTATION, ADVISORY, COLLABORATION, CITIZEN_LED = GovernanceType
APPLICABLE = Answers(
    is_it_project=True, citizen_facing=True, simple_maintenance=False, closed_security=False, urgent=False
)
CITY = replace(APPLICABLE, origin=Origin.CITY)
CITIZEN = replace(APPLICABLE, origin=Origin.CITIZEN, absorbable=False, district_affair=False, pb_fit=True)
TAKEN_OVER = replace(APPLICABLE, origin=Origin.CITIZEN, absorbable=True)
IN, OUT, UNANSWERED = Verdict


def answered(start, scope, *modes):
    return replace(start, scope=scope, modes=frozenset(modes))


def verdicts(answers, matrix=MATRIX):
    return {
        note.governance_type: tuple(c.verdict for c in note.criteria)
        for note in explain(answers, matrix).types
    }


def sentences(answers, governance_type, matrix=MATRIX):
    note = next(n for n in explain(answers, matrix).types if n.governance_type == governance_type)
    return [c.sentence for c in note.criteria]


# --- rows and cells


def test_every_cell_of_the_table_is_shown_in_its_place():
    rows = explain(Answers(), MATRIX).rows

    assert [row.row for row in rows] == list(ROWS)
    assert ["".join("1" if cell.is_ticked else "0" for cell in row.cells) for row in rows] == [
        "1110",
        "0001",
        "1111",
        "0111",
        "0001",
        "1000",
        "0100",
        "0011",
    ]
    assert {tuple(cell.governance_type for cell in row.cells) for row in rows} == {tuple(GovernanceType)}


def test_rows_know_their_criterion_and_whether_they_are_chosen():
    rows = explain(answered(CITY, Scope.LOCAL, Mode.OPINION, Mode.DECISION), MATRIX).rows

    assert [(row.criterion, row.is_chosen) for row in rows] == [
        (Question.ORIGIN, True),
        (Question.ORIGIN, False),
        (Question.SCOPE, False),
        (Question.SCOPE, False),
        (Question.SCOPE, True),
        (Question.MODES, True),
        (Question.MODES, False),
        (Question.MODES, True),
    ]


def test_no_row_is_chosen_or_refused_before_its_question_is_answered():
    assert {row.is_chosen for row in explain(Answers(), MATRIX).rows} == {None}


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        (replace(APPLICABLE, origin=Origin.CITIZEN), (None, None)),
        (TAKEN_OVER, (True, False)),
        (CITIZEN, (False, True)),
    ],
)
def test_the_row_of_a_citizens_proposal_depends_on_whether_it_was_taken_over(answers, chosen):
    assert tuple(row.is_chosen for row in explain(answers, MATRIX).rows[:2]) == chosen


# --- types, criterion by criterion


def test_each_type_is_judged_by_each_criterion():
    assert verdicts(answered(CITY, Scope.SPECIFIC_GROUP, Mode.OPINION, Mode.ADVISORY)) == {
        CONSULTATION: (IN, OUT, IN),
        ADVISORY: (IN, IN, IN),
        COLLABORATION: (IN, IN, OUT),
        CITIZEN_LED: (OUT, IN, OUT),
    }


def test_unanswered_criteria_judge_nothing():
    assert set(verdicts(Answers()).values()) == {(UNANSWERED, UNANSWERED, UNANSWERED)}
    assert verdicts(replace(CITY, scope=Scope.LOCAL))[CITIZEN_LED] == (OUT, IN, UNANSWERED)


@pytest.mark.parametrize(
    ("start", "verdict"),
    [(APPLICABLE, UNANSWERED), (CITY, OUT), (TAKEN_OVER, OUT), (CITIZEN, IN)],
)
def test_three_times_no_weighs_by_origin(start, verdict):
    judged = verdicts(answered(start, Scope.GENERAL))

    assert {by_mode for _, _, by_mode in judged.values()} == {verdict}


def test_a_type_fits_when_every_criterion_says_so():
    notes = explain(answered(CITY, Scope.GENERAL, Mode.OPINION, Mode.ADVISORY), MATRIX).types

    assert [note.fits for note in notes] == [True, True, False, False]
    assert [note.is_result for note in notes] == [False, True, False, False]


@pytest.mark.parametrize(
    ("answers", "governance_type", "expected"),
    [
        (
            answered(CITY, Scope.SPECIFIC_GROUP, Mode.OPINION),
            CONSULTATION,
            ["", "수혜 범위가 특정계층 시민이면 시민협의형은 맞지 않습니다.", ""],
        ),
        (
            answered(CITY, Scope.LOCAL, Mode.OPINION, Mode.DECISION),
            ADVISORY,
            [
                "",
                "수혜 범위가 지역주민이면 시민자문형은 맞지 않습니다.",
                "시민참여 방식이 의견제시·의사결정 참여뿐이면 시민자문형은 맞지 않습니다.",
            ],
        ),
        (
            replace(CITY, scope=Scope.GENERAL),
            CITIZEN_LED,
            ["사업 기획 주체가 서울시면 시민주도형은 맞지 않습니다.", "", ""],
        ),
        (
            TAKEN_OVER,
            CITIZEN_LED,
            [
                "기존 사업에 포함할 수 있는 시민 제안은 서울시 기획으로 보므로 시민주도형은 맞지 않습니다.",
                "",
                "",
            ],
        ),
        (
            CITIZEN,
            COLLABORATION,
            ["사업 기획 주체가 시민이면 시민협업형은 맞지 않습니다.", "", ""],
        ),
        (
            answered(CITY, Scope.GENERAL),
            ADVISORY,
            ["", "", "시민참여 방식 세 물음에 모두 ‘아니오’라고 답하면 시민자문형은 맞지 않습니다."],
        ),
    ],
)
def test_a_type_that_is_out_says_why(answers, governance_type, expected):
    assert sentences(answers, governance_type) == expected


# --- the result in words

UNTICKED = Matrix(frozenset())


@pytest.mark.parametrize(
    ("answers", "matrix", "sentence", "reason_code"),
    [
        (
            answered(CITY, Scope.GENERAL, Mode.OPINION),
            MATRIX,
            "사업 기획 주체 ‘서울시’, 수혜 범위 ‘일반시민’, 시민참여 방식 ‘의견제시’에 맞는 "
            "시민협의형을 권고합니다.",
            None,
        ),
        (
            answered(TAKEN_OVER, Scope.GENERAL, *Mode),
            MATRIX,
            "사업 기획 주체 ‘서울시’, 수혜 범위 ‘일반시민’, 시민참여 방식 ‘의견제시·자문·의사결정 참여’에 "
            "맞는 유형 가운데 시민참여가 가장 강한 시민협업형을 권고하며, 의견제시·자문은 보조 방식으로 "
            "함께 운영합니다.",
            None,
        ),
        (
            answered(CITIZEN, Scope.LOCAL),
            MATRIX,
            "사업 기획 주체 ‘시민’, 수혜 범위 ‘지역주민’에 맞는 시민주도형을 권고합니다.",
            None,
        ),
        (
            answered(CITY, Scope.SPECIFIC_GROUP, Mode.OPINION),
            MATRIX,
            "기준표의 모든 기준에 맞는 유형은 없지만, 정해진 규칙에 따라 시민자문형을 권고하며, "
            "의견제시는 보조 방식으로 함께 운영합니다.",
            "RS-1",
        ),
        (
            answered(CITIZEN, Scope.GENERAL, Mode.ADVISORY),
            MATRIX,
            "기준표의 모든 기준에 맞는 유형은 없지만, 정해진 규칙에 따라 시민주도형을 권고합니다.",
            "RS-2",
        ),
        (
            answered(CITY, Scope.LOCAL, Mode.DECISION),
            MATRIX,
            "기준표에 맞는 유형이 없어 시민협업형을 임시로 두며, 거버넌스 담당이 확인해야 합니다.",
            "RV-1",
        ),
        (
            answered(CITY, Scope.GENERAL, Mode.DECISION),
            UNTICKED,
            "기준표에 맞는 유형도 임시로 둘 유형도 없어 거버넌스 담당이 검토해야 합니다.",
            "RV-2",
        ),
        (
            answered(CITY, Scope.GENERAL),
            MATRIX,
            "이 사업은 정보화사업 거버넌스 적용 대상이 아닙니다.",
            "NA-6",
        ),
        (
            replace(CITIZEN, pb_fit=False),
            MATRIX,
            "이 제안은 거버넌스 유형을 정하지 않고 다른 창구로 안내합니다.",
            "RD-1",
        ),
        (
            replace(CITY, modes=frozenset(Mode)),
            MATRIX,
            "아직 ‘수혜 범위’에 답하지 않아 유형을 판단할 수 없습니다.",
            "IN-1",
        ),
    ],
)
def test_the_result_is_one_sentence_with_its_reason(answers, matrix, sentence, reason_code):
    explanation = explain(answers, matrix)

    assert explanation.sentence == sentence
    assert explanation.reason_code == reason_code
    assert explanation.reason_sentence == (ReasonCode(reason_code).sentence if reason_code else "")
    assert explanation.text == " ".join(filter(None, [sentence, explanation.reason_sentence]))
    assert explanation.recommendation == recommend(answers, matrix)
    assert explanation.next_question == next_question(answers)


# --- single changes


def told(answers, matrix=MATRIX):
    return [(change.governance_type, change.sentence) for change in single_changes(answers, matrix)]


def test_changes_for_opinions_of_one_group():
    assert told(answered(CITY, Scope.SPECIFIC_GROUP, Mode.OPINION)) == [
        (CONSULTATION, "수혜 범위를 ‘일반시민’으로 바꾸면 시민협의형이 됩니다."),
        (ADVISORY, "시민참여 방식에 ‘자문’을 더하면 시민자문형이 됩니다."),
        (COLLABORATION, "시민참여 방식에 ‘의사결정 참여’를 더하면 시민협업형이 됩니다."),
    ]


def test_changes_for_a_city_project_for_residents():
    assert told(answered(CITY, Scope.LOCAL, Mode.DECISION)) == [
        (COLLABORATION, "수혜 범위를 ‘일반시민’으로 바꾸면 시민협업형이 됩니다."),
        (COLLABORATION, "수혜 범위를 ‘특정계층 시민’으로 바꾸면 시민협업형이 됩니다."),
    ]


def test_changes_when_no_mode_was_chosen():
    assert told(answered(CITY, Scope.SPECIFIC_GROUP)) == [
        (ADVISORY, "시민참여 방식에 ‘자문’을 더하면 시민자문형이 됩니다."),
        (COLLABORATION, "시민참여 방식에 ‘의사결정 참여’를 더하면 시민협업형이 됩니다."),
    ]


def test_changes_of_follow_ups_and_of_a_mode_left_out():
    assert told(replace(answered(CITIZEN, Scope.GENERAL, Mode.DECISION), pb_fit=False)) == [
        (COLLABORATION, "사업 기획 주체를 ‘서울시’로 바꾸면 시민협업형이 됩니다."),
        (COLLABORATION, "기존 사업 포함 가능 여부를 ‘예’로 바꾸면 시민협업형이 됩니다."),
        (CITIZEN_LED, "시민참여예산제 적합 여부를 ‘예’로 바꾸면 시민주도형이 됩니다."),
    ]
    assert (CITIZEN_LED, "시민참여 방식에서 ‘자문’을 빼면 시민주도형이 됩니다.") in told(
        answered(CITIZEN, Scope.LOCAL, Mode.ADVISORY)
    )


def test_a_closing_answer_can_be_the_one_change():
    answers = replace(answered(CITY, Scope.GENERAL, Mode.OPINION), urgent=True)

    assert told(answers) == [(CONSULTATION, "긴급 여부를 ‘아니오’로 바꾸면 시민협의형이 됩니다.")]
    assert told(replace(answers, scope=None)) == []


def test_no_change_is_named_while_a_question_is_open():
    assert told(replace(CITY, modes=frozenset(Mode))) == []


def test_no_change_helps_an_empty_table():
    assert told(answered(CITY, Scope.GENERAL, Mode.OPINION), UNTICKED) == []


def test_the_page_names_changes_only_where_no_type_fits():
    plain = answered(CITY, Scope.GENERAL, Mode.OPINION)
    empty = answered(CITY, Scope.LOCAL, Mode.OPINION)

    assert explain(plain, MATRIX).changes == ()
    assert explain(empty, MATRIX).changes == single_changes(empty, MATRIX) != ()


# --- what holds for every answer and every table

flags = st.booleans()
some_answers = st.builds(
    Answers,
    **{question.value: st.one_of(st.none(), flags) for question in Question if question not in CRITERIA},
    origin=st.one_of(st.none(), st.sampled_from(Origin)),
    scope=st.one_of(st.none(), st.sampled_from(Scope)),
    modes=st.one_of(st.none(), st.frozensets(st.sampled_from(Mode))),
)
tables = st.builds(
    Matrix, st.frozensets(st.tuples(st.sampled_from(ROWS), st.sampled_from(list(GovernanceType))))
)
finished_answers = st.builds(
    lambda start, scope, modes, closing: replace(start, scope=scope, modes=modes, **closing),
    st.sampled_from([CITY, CITIZEN, TAKEN_OVER]),
    st.sampled_from(Scope),
    st.frozensets(st.sampled_from(Mode)),
    st.sampled_from([{}, {"urgent": True}, {"pb_fit": False}, {"district_affair": True}]),
)


@given(some_answers, tables)
def test_everything_can_be_explained(answers, matrix):
    explanation = explain(answers, matrix)

    assert explanation.sentence.endswith("니다.")
    for note in explanation.types:
        for criterion in note.criteria:
            assert bool(criterion.sentence) == (criterion.verdict == OUT)


@given(some_answers, tables)
def test_the_types_that_fit_are_the_strict_types(answers, matrix):
    explanation = explain(answers, matrix)
    fitting = tuple(note.governance_type for note in explanation.types if note.fits)

    if explanation.recommendation.status in (Status.RECOMMENDED, Status.RESOLVED, Status.REVIEW):
        assert fitting == explanation.recommendation.strict_types
    assert [n.governance_type for n in explanation.types if n.is_result] == [
        t for t in GovernanceType if t == explanation.recommendation.governance_type
    ]


@given(finished_answers, tables)
def test_a_change_keeps_its_word_and_changes_one_answer_only(answers, matrix):
    changes = single_changes(answers, matrix)

    for change in changes:
        result = recommend(change.answers, matrix)
        assert (result.status, result.governance_type) == (Status.RECOMMENDED, change.governance_type)
        assert [q for q in Question if change.answers.to(q) != answers.to(q)] == [change.question]
        assert change.governance_type.label in change.sentence
    assert len({change.sentence for change in changes}) == len(changes)
    strengths = [change.governance_type.strength for change in changes]
    assert strengths == sorted(strengths)


def neighbours(answers):
    """Every set of answers that differs in one place, spelled out without the code under test."""
    for question in Question:
        given_answer = answers.to(question)
        if question == Question.ORIGIN:
            values = {Origin.CITY, Origin.CITIZEN} - {given_answer}
        elif question == Question.SCOPE:
            values = {Scope.GENERAL, Scope.SPECIFIC_GROUP, Scope.LOCAL} - {given_answer}
        elif question == Question.MODES:
            values = [given_answer ^ {mode} for mode in ("opinion", "advisory", "decision")]
        else:
            values = [] if given_answer is None else [not given_answer]
        yield from (replace(answers, **{question.value: value}) for value in values)


@given(finished_answers, tables)
def test_no_helpful_change_is_left_out(answers, matrix):
    if recommend(answers, matrix).status != Status.RECOMMENDED and next_question(answers) is None:
        helpful = {
            other for other in neighbours(answers) if recommend(other, matrix).status == Status.RECOMMENDED
        }
        assert {change.answers for change in single_changes(answers, matrix)} == helpful
