import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.enums import GovernanceType
from selection.answers import AnswerError, from_json, recommendation_json, to_json
from selection.enums import Mode, Origin, Question, Scope
from selection.explain import explain
from selection.guideline_2018 import LABEL, MATRIX
from selection.recommend import Answers, recommend

BODY = {
    "is_it_project": True,
    "citizen_facing": True,
    "simple_maintenance": False,
    "closed_security": False,
    "urgent": False,
    "origin": "city",
    "absorbable": None,
    "district_affair": None,
    "pb_fit": None,
    "scope": "specific_group",
    "modes": ["opinion"],
}
UNANSWERED = dict.fromkeys(BODY)
FLAGS = [q.value for q in Question if q not in (Question.ORIGIN, Question.SCOPE, Question.MODES)]


def test_a_full_body():
    answers = from_json(BODY)

    assert answers == Answers(
        is_it_project=True,
        citizen_facing=True,
        simple_maintenance=False,
        closed_security=False,
        urgent=False,
        origin=Origin.CITY,
        scope=Scope.SPECIFIC_GROUP,
        modes=frozenset({Mode.OPINION}),
    )
    assert isinstance(answers.origin, Origin)
    assert isinstance(answers.scope, Scope)
    assert to_json(answers) == BODY


@pytest.mark.parametrize("body", [{}, UNANSWERED, {"project": 3, "edition": "2018"}])
def test_absent_and_null_are_unanswered_and_other_keys_are_passed_over(body):
    assert from_json(body) == Answers()


def test_no_mode_is_an_answer():
    assert from_json({"modes": []}).modes == frozenset()
    assert to_json(Answers(modes=frozenset()))["modes"] == []
    assert to_json(Answers()) == UNANSWERED


def test_modes_are_written_in_the_order_of_the_table():
    answers = from_json({"modes": ["decision", "opinion", "decision"]})

    assert to_json(answers)["modes"] == ["opinion", "decision"]


@pytest.mark.parametrize("field", FLAGS)
@pytest.mark.parametrize("value", [1, 0, "yes", "true", "", [], {}])
def test_only_json_booleans_are_booleans(field, value):
    with pytest.raises(AnswerError) as error:
        from_json({**BODY, field: value})

    assert error.value.field == field
    assert error.value.sentence == f"‘{field}’ 값은 참(true) 또는 거짓(false)이어야 합니다."
    assert str(error.value) == error.value.sentence


@pytest.mark.parametrize("value", ["CITY", "seoul", "", 1, True, ["city"], {"city": 1}])
def test_an_unknown_origin(value):
    with pytest.raises(AnswerError) as error:
        from_json({**BODY, "origin": value})

    assert error.value.field == "origin"
    assert error.value.sentence == "‘origin’ 값은 city, citizen 가운데 하나여야 합니다."


@pytest.mark.parametrize("value", ["opinion", "everybody", 2, False, []])
def test_an_unknown_scope(value):
    with pytest.raises(AnswerError) as error:
        from_json({**BODY, "scope": value})

    assert error.value.field == "scope"
    assert error.value.sentence == "‘scope’ 값은 general, specific_group, local 가운데 하나여야 합니다."


@pytest.mark.parametrize(
    "value", ["opinion", {"opinion": True}, ["general"], ["opinion", None], [["opinion"]], [{}], True, 3]
)
def test_unknown_modes(value):
    with pytest.raises(AnswerError) as error:
        from_json({**BODY, "modes": value})

    assert error.value.field == "modes"
    assert error.value.sentence == "‘modes’ 값은 opinion, advisory, decision 가운데서 고른 목록이어야 합니다."


@pytest.mark.parametrize("body", [None, [], "city", 1, True])
def test_a_body_that_is_no_object(body):
    with pytest.raises(AnswerError) as error:
        from_json(body)

    assert error.value.field == "body"


def test_the_first_wrong_field_in_the_order_asked_is_named():
    with pytest.raises(AnswerError) as error:
        from_json({"modes": "all", "urgent": "no"})

    assert error.value.field == "urgent"


@given(
    st.builds(
        Answers,
        **{field: st.one_of(st.none(), st.booleans()) for field in FLAGS},
        origin=st.one_of(st.none(), st.sampled_from(Origin)),
        scope=st.one_of(st.none(), st.sampled_from(Scope)),
        modes=st.one_of(st.none(), st.frozensets(st.sampled_from(Mode))),
    )
)
def test_answers_survive_their_way_through_json(answers):
    assert from_json(json.loads(json.dumps(to_json(answers)))) == answers


# --- results


def result_json(body):
    answers = from_json(body)
    return recommendation_json(recommend(answers, MATRIX), LABEL, explain(answers, MATRIX))


def test_a_resolved_result():
    result = result_json(BODY)

    assert json.loads(json.dumps(result)) == {
        "status": "resolved",
        "governance_type": "advisory",
        "strict_types": [],
        "supplementary_modes": ["opinion"],
        "reason_code": "RS-1",
        "citizen_sourced": False,
        "edition": "2018년 2월판",
        "explanation": (
            "기준표의 모든 기준에 맞는 유형은 없지만, 정해진 규칙에 따라 시민자문형을 권고하며, "
            "의견제시는 보조 방식으로 함께 운영합니다. 특정계층 시민의 의견만 듣는 사업은 "
            "기준표에 맞는 유형이 없으므로, 그 계층의 사용자로 추진단을 꾸리는 시민자문형으로 정합니다."
        ),
    }
    assert type(result["status"]) is str
    assert type(result["governance_type"]) is str


def test_a_recommended_result():
    result = result_json(
        {
            **BODY,
            "origin": "citizen",
            "absorbable": True,
            "scope": "general",
            "modes": ["decision", "advisory"],
        }
    )

    assert result["status"] == "recommended"
    assert result["governance_type"] == GovernanceType.COLLABORATION
    assert result["strict_types"] == ["advisory", "collaboration"]
    assert result["supplementary_modes"] == ["advisory"]
    assert result["reason_code"] is None
    assert result["citizen_sourced"] is True


def test_a_result_without_a_type():
    result = result_json({**BODY, "modes": []})

    assert (result["status"], result["governance_type"]) == ("not_applicable", None)
    assert (result["strict_types"], result["supplementary_modes"]) == ([], [])
    assert result["reason_code"] == "NA-6"
