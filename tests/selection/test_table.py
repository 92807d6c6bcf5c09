from dataclasses import replace

import pytest

from projects.enums import GovernanceType
from selection import guideline_2018
from selection.enums import Mode, Scope
from selection.explain import explain
from selection.grid import Grid, GridQuestion, GridRow
from selection.recommend import Answers, Matrix
from selection.table import answered, table_of, words
from tests.selection.people import ADVISORY, CITIZEN, DISTRICT, INTERNAL, LOCAL, OPINION

GRID = Grid(
    label=guideline_2018.LABEL,
    source="",
    note="",
    rows=tuple(
        GridRow(p.row.value, "\n".join(p.questions), "\n".join(p.details), p.ticked)
        for p in guideline_2018.ROWS
    ),
    questions=(GridQuestion("is_it_project", "정보화사업인가?", ""),),
)
BOTH = replace(ADVISORY, modes=frozenset({Mode.OPINION, Mode.ADVISORY}))
GROUP = replace(OPINION, scope=Scope.SPECIFIC_GROUP)


def table(answers, matrix=guideline_2018.MATRIX):
    return table_of(explain(answers, matrix), GRID)


def columns(answers):
    return [(column.state, column.word) for column in table(answers).columns]


def test_headings_span_as_the_guideline_prints_them():
    heads = [[(h.text, h.rowspan, h.colspan) for h in line.headings] for line in table(Answers()).lines]

    assert heads == [
        [("사업 기획 주체 (제안 경로 포함)", 2, 1), ("서울시", 1, 2)],
        [("시민", 1, 2)],
        [("사업 수혜 범위", 3, 1), ("일반시민", 1, 2)],
        [("특정시민", 2, 1), ("특정계층 시민", 1, 1)],
        [("지역주민", 1, 1)],
        [("시민참여 방식", 3, 1), ("의견제시", 1, 2)],
        [("자문", 1, 2)],
        [("의사결정 참여", 1, 2)],
    ]


def test_every_row_fills_the_three_heading_columns():
    covered = [[0] * 3 for _ in range(8)]
    for number, line in enumerate(table(Answers()).lines):
        place = 0
        for heading in line.headings:
            while covered[number][place]:
                place += 1
            for row in range(number, number + heading.rowspan):
                for column in range(place, place + heading.colspan):
                    covered[row][column] += 1
    assert covered == [[1] * 3] * 8


def test_the_chosen_rows_are_lit_cell_by_cell():
    lines = table(BOTH).lines

    assert [line.is_chosen for line in lines] == [True, False, True, False, False, True, True, False]
    assert [(cell.state, cell.word) for cell in lines[0].cells] == [("in", "맞음")] * 3 + [("out", "없음")]
    assert {cell.state for cell in lines[1].cells} == {"idle"}
    assert lines[5].questions == guideline_2018.ROWS[5].questions
    assert lines[5].details == guideline_2018.ROWS[5].details


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (Answers(), [("idle", "답 기다림")] * 4),
        (BOTH, [("in", "맞음"), ("result", "권고"), ("out", "맞지 않음"), ("out", "맞지 않음")]),
        (
            GROUP,
            [
                ("out", "맞지 않음"),
                ("result", "규칙에 따라 권고"),
                ("out", "맞지 않음"),
                ("out", "맞지 않음"),
            ],
        ),
        (LOCAL, [("out", "맞지 않음"), ("result", "임시"), ("out", "맞지 않음"), ("out", "맞지 않음")]),
        (INTERNAL, [("out", "적용 안 함")] * 4),
        (DISTRICT, [("out", "적용 안 함")] * 4),
    ],
)
def test_every_type_is_in_or_out_in_words(answers, wanted):
    assert columns(answers) == wanted


def test_the_types_that_are_out_say_why():
    excluded = table(BOTH).excluded

    assert [column.governance_type for column in excluded] == list(GovernanceType)[2:]
    assert excluded[0].reasons == ("시민참여 방식이 의견제시·자문뿐이면 시민협업형은 맞지 않습니다.",)


def test_the_result_gives_no_reason_against_itself():
    column = table(LOCAL).columns[1]

    assert (column.state, column.reasons) == ("result", ())


def test_without_any_cell_nothing_is_the_result():
    assert [column.state for column in table(OPINION, Matrix(frozenset())).columns] == ["out"] * 4


def test_questions_with_their_answers():
    lines = answered(CITIZEN, GRID)

    assert [(line.label, line.answer) for line in lines] == [
        ("정보화사업 여부", "예"),
        ("대시민 서비스 여부", "예"),
        ("단순 유지관리 여부", "아니오"),
        ("보안상 비공개 여부", "아니오"),
        ("긴급 여부", "아니오"),
        ("사업 기획 주체", "시민"),
        ("기존 사업 포함 가능 여부", "아니오"),
        ("자치구 소관 여부", "아니오"),
        ("시민참여예산제 적합 여부", "예"),
        ("수혜 범위", "일반시민"),
        ("시민참여 방식", "의사결정 참여"),
    ]
    assert (lines[0].text, lines[1].text) == ("정보화사업인가?", "")


def test_answers_in_words():
    assert words(None) == ""
    assert words(frozenset()) == "모두 필요하지 않음"
    assert words(frozenset({Mode.DECISION, Mode.OPINION})) == "의견제시, 의사결정 참여"
