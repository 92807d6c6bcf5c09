import pytest

from selection import guideline_2018
from selection.editions import edition_matrix, load_guideline
from selection.enums import EditionState, Question
from selection.models import Edition
from selection.recommend import Matrix
from seoul_gov.audit.models import Event

pytestmark = pytest.mark.django_db


def test_the_guideline_is_loaded_as_a_published_edition():
    edition = load_guideline()

    assert edition.label == guideline_2018.LABEL
    assert edition.state == EditionState.PUBLISHED
    assert Edition.objects.current() == edition
    assert edition.rows.count() == 8
    assert edition.questions.count() == 8
    assert edition_matrix(edition) == guideline_2018.MATRIX


def test_its_rows_and_questions_are_in_the_order_of_the_table():
    edition = load_guideline()

    assert [row.key for row in edition.rows.all()] == [printed.row.value for printed in guideline_2018.ROWS]
    assert edition.rows.first().text.splitlines() == list(guideline_2018.ROWS[0].questions)
    asked = [question.key for question in edition.questions.all()]
    assert asked == [q for q in Question.values if q not in ("origin", "scope", "modes")]
    assert "근거: " in edition.questions.first().help


def test_loading_twice_has_one_effect():
    first, second = load_guideline(), load_guideline()

    assert first == second
    assert Edition.objects.count() == 1
    assert first.rows.count() == 8
    assert Event.objects.filter(key="selection.edition_loaded").count() == 1


def test_the_cells_take_one_query_and_none_when_prefetched(django_assert_num_queries):
    load_guideline()
    edition = Edition.objects.get()
    prefetched = Edition.objects.prefetch_related("rows").get()

    with django_assert_num_queries(1):
        edition_matrix(edition)
    with django_assert_num_queries(0):
        assert edition_matrix(prefetched) == guideline_2018.MATRIX


def test_a_row_without_a_tick_is_a_row():
    edition = load_guideline()
    edition.rows.update(types=[])

    assert edition_matrix(edition) == Matrix(frozenset())
