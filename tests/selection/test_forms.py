from dataclasses import replace

import pytest
from hypothesis import given, settings

from selection.answers import on_the_path
from selection.enums import Mode, Question
from selection.forms import AnswersForm, SubmitForm, initial_of, listed, offered
from selection.grid import QUESTION_KEYS, GridQuestion
from selection.guideline_2018 import MATRIX
from selection.recommend import Answers, recommend
from tests.selection.people import ADVISORY, INTERNAL, LOCAL
from tests.selection.test_departures import ANSWERS
from tests.selection.test_table import GRID as TABLE_GRID

GRID = replace(
    TABLE_GRID, questions=tuple(GridQuestion(key, f"{key}인가?", "<b>굵게</b>") for key in QUESTION_KEYS)
)


def filled(answers):
    form = AnswersForm(initial_of(answers), grid=GRID)
    assert form.is_valid(), form.errors
    return form


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_what_the_form_shows_is_what_it_sends(answers):
    assert filled(answers).answers == answers


def test_an_empty_form_is_an_open_assessment():
    assert filled(Answers()).answers == Answers()


def test_the_questions_are_in_the_order_asked():
    names = [name for name in AnswersForm(grid=GRID).fields if name != "version"]

    assert names == [
        *[q.value for q in Question if q != Question.MODES],
        *[f"mode_{mode.value}" for mode in Mode],
    ]


def test_half_answered_modes_are_not_kept():
    form = AnswersForm(initial_of(ADVISORY) | {"mode_decision": ""}, grid=GRID)

    assert not form.is_valid()
    assert form.errors == {"mode_decision": ["시민참여 방식의 세 물음에 모두 답해 주세요."]}
    assert form.answers.modes is None


def test_where_modes_are_not_asked_half_of_them_do_not_matter():
    form = AnswersForm(initial_of(INTERNAL) | {"mode_opinion": "true"}, grid=GRID)

    assert form.is_valid()
    assert on_the_path(form.answers) == on_the_path(INTERNAL)


@pytest.mark.parametrize(("name", "value"), [("origin", "moon"), ("urgent", "maybe"), ("mode_opinion", "1")])
def test_nonsense_counts_as_unanswered(name, value):
    form = AnswersForm({name: value}, grid=GRID)

    assert not form.is_valid()
    assert form.answers == Answers()


def test_texts_of_an_edition_are_escaped():
    form = AnswersForm(grid=GRID)

    assert form.fields["urgent"].help_text == "<ul><li>&lt;b&gt;굵게&lt;/b&gt;</li></ul>"
    assert listed(["", " "]) == ""


def test_follow_ups_say_when_they_are_asked():
    assert "‘시민’일 때만" in AnswersForm(grid=GRID).fields["absorbable"].help_text


def test_the_choices_say_what_they_owe():
    result = recommend(ADVISORY, MATRIX)
    choices = dict(SubmitForm(answers=ADVISORY, result=result).fields["chosen_type"].choices)

    assert list(choices) == ["consultation", "advisory", "collaboration", "none"]
    assert choices["advisory"] == "<strong>시민자문형 (권고)</strong>"
    assert "사유를 적어야 합니다. 거버넌스 담당의 확인" in choices["consultation"]
    assert "사유를 적어야 합니다.</span>" in choices["collaboration"]
    assert choices["none"].startswith("<strong>적용 대상 아님</strong>")


def test_a_provisional_type_waits_for_confirmation_without_a_reason():
    text = offered(recommend(LOCAL, MATRIX).governance_type, recommend(LOCAL, MATRIX))

    assert "(임시 권고)" in text
    assert "사유" not in text
    assert "확인을 받아야" in text


def test_no_type_is_sent_as_an_empty_word():
    form = SubmitForm({"chosen_type": "none"}, answers=INTERNAL, result=recommend(INTERNAL, MATRIX))

    assert form.is_valid()
    assert form.cleaned_data["chosen_type"] == ""


def test_what_is_not_offered_is_not_taken():
    form = SubmitForm({"chosen_type": "citizen_led"}, answers=ADVISORY, result=recommend(ADVISORY, MATRIX))

    assert not form.is_valid()
