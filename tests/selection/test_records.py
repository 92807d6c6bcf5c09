import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection import actions
from selection.answers import on_the_path
from selection.guideline_2018 import MATRIX
from selection.models import Assessment, Edition, MatrixRow
from selection.recommend import ROWS, Answers, recommend, relevant_questions
from selection.records import answers_of, recompute, stored_result, write_answers
from tests.selection.people import CITIZEN, DISTRICT, OPINION, answered
from tests.selection.test_departures import ANSWERS


def edition_with(ticks):
    """An edition whose rows are at hand, without a database."""
    rows = MatrixRow.objects.all()
    rows._result_cache = [MatrixRow(key=key, types=types) for key, types in ticks.items()]
    edition = Edition(pk=1)
    edition._prefetched_objects_cache = {"rows": rows}
    return edition


TICKS = st.fixed_dictionaries(
    {
        row.value: st.lists(
            st.sampled_from(["consultation", "advisory", "collaboration", "citizen_led"]), unique=True
        )
        for row in ROWS
    }
)


@given(ANSWERS, TICKS)
def test_what_is_stored_is_recomputed_exactly(answers, ticks):
    assessment = Assessment(edition=edition_with(ticks))
    result = write_answers(assessment, answers)
    assessment.answers = json.loads(json.dumps(assessment.answers))

    assert recompute(assessment) == stored_result(assessment) == result


@given(ANSWERS)
def test_only_the_path_is_kept_and_leads_to_the_same(answers):
    kept = on_the_path(answers)

    assert recommend(kept, MATRIX) == recommend(answers, MATRIX)
    assert relevant_questions(kept) == relevant_questions(answers)
    assert on_the_path(kept) == kept


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [OPINION, CITIZEN, DISTRICT, Answers()])
def test_an_assessment_read_from_the_database_gives_its_result_again(project, answers):
    stored = Assessment.objects.get(pk=answered(project, answers).pk)

    assert answers_of(stored) == answers
    assert recompute(stored) == stored_result(stored) == recommend(answers, MATRIX)


@pytest.mark.django_db
def test_an_old_version_of_the_rules_is_not_guessed(project):
    assessment = answered(project)
    assessment.rule_version = 99

    with pytest.raises(KeyError):
        recompute(assessment)


@pytest.mark.django_db
def test_a_later_edition_changes_nothing_about_it(project, administrator):
    assessment = answered(project, OPINION)
    draft = actions.clone_edition(by=administrator, edition=assessment.edition)
    draft.rows.update(types=[])
    actions.publish_edition(by=administrator, edition=draft)

    assert recompute(Assessment.objects.get()) == recommend(OPINION, MATRIX)
