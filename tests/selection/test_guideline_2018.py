"""Compares the edition with the table as it stands in the guideline's text, cell by cell."""

import re
from pathlib import Path

from projects.enums import GovernanceType
from selection import guideline_2018
from selection.enums import Mode, Origin, Question, Scope
from selection.guideline_2018 import APPLICABILITY_QUESTIONS, FOLLOW_UP_QUESTIONS, MATRIX, ROWS

CONSULTATION, ADVISORY, COLLABORATION, CITIZEN_LED = GovernanceType
PRINTED = Path(__file__).with_name("guideline_2018_section_4_1.tsv").read_text(encoding="utf-8").splitlines()


def printed_rows():
    """Headings, points and ticks of each printed row; rows lead with two or three cells, some empty."""
    for line in PRINTED[2:]:
        cells = line.split("\t")
        text = next(position for position, cell in enumerate(cells) if "가?" in cell)
        points = re.findall(r"<li>(.*?)</li>", cells[text]) or [cells[text]]
        yield cells[:text], [point.strip() for point in points], cells[text + 1 : text + 5]


def test_every_question_and_detail_is_the_guidelines_own():
    assert [[*row.questions, *row.details] for row in ROWS] == [
        [point.removeprefix("- ") for point in points] for _, points, _ in printed_rows()
    ]


def test_sub_points_are_told_from_questions():
    assert [len(row.questions) for row in ROWS] == [2, 2, 1, 1, 1, 1, 1, 1]
    assert [len(row.details) for row in ROWS] == [0, 0, 0, 0, 0, 2, 3, 4]
    assert [detail[:5] for detail in ROWS[-1].details[2:]] == ["※개발사업", "※컨설팅사"]


def test_every_tick_is_the_guidelines_own():
    assert [tuple(t in row.ticked for t in GovernanceType) for row in ROWS] == [
        tuple(cell == "✓" for cell in ticks) for _, _, ticks in printed_rows()
    ]


def test_headings_are_the_guidelines_own():
    for row, (headings, _, _) in zip(ROWS, printed_rows(), strict=True):
        printed = tuple(heading for heading in headings if heading)
        assert row.headings[-len(printed) :] == printed
        assert row.headings[-1] == row.row.label


def test_column_heads_are_the_guidelines_own():
    heads = [cell.replace(" ", "") for cell in PRINTED[1].split("\t") if cell]

    assert list(guideline_2018.COLUMN_HEADS.values()) == heads
    assert list(guideline_2018.COLUMN_HEADS) == list(GovernanceType)
    assert "시민협력형" in guideline_2018.COLUMN_NOTE
    assert "시민협업형" in guideline_2018.COLUMN_NOTE


def test_the_cells():
    assert {row.row: MATRIX.types_for(row.row) for row in ROWS} == {
        Origin.CITY: {CONSULTATION, ADVISORY, COLLABORATION},
        Origin.CITIZEN: {CITIZEN_LED},
        Scope.GENERAL: {CONSULTATION, ADVISORY, COLLABORATION, CITIZEN_LED},
        Scope.SPECIFIC_GROUP: {ADVISORY, COLLABORATION, CITIZEN_LED},
        Scope.LOCAL: {CITIZEN_LED},
        Mode.OPINION: {CONSULTATION},
        Mode.ADVISORY: {ADVISORY},
        Mode.DECISION: {COLLABORATION, CITIZEN_LED},
    }


def test_the_edition_says_where_it_comes_from():
    assert guideline_2018.LABEL == "2018년 2월판"
    assert "서울시 정보화사업 거버넌스 추진 가이드라인(2018. 2." in guideline_2018.SOURCE


def test_every_other_question_is_asked_once_with_its_basis():
    questions = (*APPLICABILITY_QUESTIONS, *FOLLOW_UP_QUESTIONS)
    beside_the_table = [q for q in Question if q not in (Question.ORIGIN, Question.SCOPE, Question.MODES)]

    assert [q.question for q in questions] == beside_the_table
    assert all(q.text.endswith("?") and q.basis for q in questions)


def test_questions_that_are_not_inferred_stand_in_the_guideline():
    for question in (*APPLICABILITY_QUESTIONS, *FOLLOW_UP_QUESTIONS):
        assert question.is_inferred != any(question.text in line for line in PRINTED)
