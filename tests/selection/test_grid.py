from dataclasses import replace

import pytest

from selection import guideline_2018
from selection.grid import QUESTION_KEYS, ROW_KEYS, differences, grid_of, problems
from selection.models import Edition

pytestmark = pytest.mark.django_db


def test_the_guidelines_sheet_is_well_formed(edition):
    grid = grid_of(edition)

    assert problems(grid) == []
    assert grid.matrix == guideline_2018.MATRIX
    assert tuple(row.key for row in grid.rows) == ROW_KEYS
    assert tuple(question.key for question in grid.questions) == QUESTION_KEYS
    assert (len(ROW_KEYS), len(QUESTION_KEYS)) == (8, 8)


def test_a_sheet_takes_two_queries_and_none_when_prefetched(edition, django_assert_num_queries):
    with django_assert_num_queries(2):
        grid_of(Edition(pk=edition.pk))
    prefetched = Edition.objects.prefetch_related("rows", "questions").get()
    with django_assert_num_queries(0):
        grid_of(prefetched)


def test_differences_name_the_place_and_both_sides(edition):
    before = grid_of(edition)
    city, *others = before.rows
    after = replace(before, source="새 근거", rows=(replace(city, types=(), details="하나"), *others))

    assert [(d.place, d.before, d.after) for d in differences(before, after)] == [
        ("근거", guideline_2018.SOURCE, "새 근거"),
        ("서울시 > 세부 설명", "", "하나"),
        ("서울시 > 권고 유형", "시민협의형, 시민자문형, 시민협업형", "✓ 없음"),
    ]
    assert differences(before, before) == ()


def test_a_row_of_no_table_is_named_by_its_key(edition):
    grid = grid_of(edition)
    stranger = replace(grid.rows[0], key="moon", text="")

    assert problems(replace(grid, rows=(*grid.rows, stranger))) == [
        "‘moon’ 행이 남습니다.",
        "‘moon’의 물음을 적어 주세요.",
    ]
