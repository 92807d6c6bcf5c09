"""From facts to a paper, without a database."""

from datetime import date

import pytest

from seoul_gov.papers.blocks import Table, paragraphs
from workflows.reports.amounts import formal_won
from workflows.reports.composition import compose
from workflows.reports.composition.results import satisfaction
from workflows.reports.outline import Outline

NONE = {"accepted": 0, "partial": 0, "rejected": 0, "not_relevant": 0, "waiting": 0}


def facts(**more):
    known = {
        "project": {
            "number": "", "title": "알림 구축", "kind": "개발사업", "department": "디지털정책과", "officer": "김담당",
            "starts": "", "ends": "", "budget": None, "channel": "", "summary": "",
        },
        "governance": {"type": "시민자문형", "definition": "자문하는 유형입니다.", "sentence": "", "departure": ""},
        "stages": [],
        "panels": [],
        "meetings": [],
        "reviews": [],
        "advice": NONE,
        "opinions": [],
        "decisions": [],
        "issues": {"open": 0, "settled": 0, "withdrawn": 0},
        "adoption": {"total": 0, "counts": NONE, "taken": 0, "relevant": 0, "percent": None},
        "satisfaction": None,
        "deliverables": [],
    }  # fmt: skip
    return known | more


def composed(**more) -> Outline:
    return compose(
        facts(**more), summary="", lessons="더 일찍\n\n묻기", institution="서울시", day=date(2026, 8, 3)
    )


def texts(block):
    return block.paragraphs if block.kind == "words" else [value for row in block.rows for value in row]


def section(paper, title):
    return next(section for section in paper.sections if section.title == title)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, ""),
        (0, "금0원(금영원)"),
        (113_560, "금113,560원(금일십일만삼천오백육십원)"),
        (234_580, "금234,580원(금이십삼만사천오백팔십원)"),
        (10_000, "금10,000원(금일만원)"),
        (350_000_000, "금350,000,000원(금삼억오천만원)"),
        (1_000_000_000_001, "금1,000,000,000,001원(금일조일원)"),
    ],
)
def test_amounts_are_written_twice(amount, words):
    assert formal_won(amount) == words


def test_the_least_paper_has_all_its_parts():
    paper = composed()
    assert [section.title for section in paper.sections] == [
        "사업 개요",
        "거버넌스 유형과 선정 사유",
        "추진 결과 요약",
        "추진 경과",
        "시민 참여",
        "의견 반영 결과",
        "참여자 만족도",
        "환류 계획",
    ]
    assert (paper.title, paper.date) == ("알림 구축 거버넌스 결과보고서", "2026. 8. 3.(월)")
    assert texts(section(paper, "추진 결과 요약").blocks[0]) == ("아직 쓰지 않았습니다.",)
    assert texts(section(paper, "환류 계획").blocks[0]) == ("더 일찍", "묻기")
    assert texts(section(paper, "시민 참여").blocks[0]) == ("시민이 참여한 기록이 없습니다.",)
    assert "반영할 의견이 없었습니다." in texts(section(paper, "의견 반영 결과").blocks[1])[0]
    assert texts(section(paper, "참여자 만족도").blocks[0]) == ("만족도 조사를 하지 않았습니다.",)
    assert paper.closing == ["1. 과제별 처리 현황 1부.  끝."]


def test_attachments_end_the_paper():
    more = {"title": "설계서", "number": 2, "stage": "설계"}
    assert composed(deliverables=[more]).closing == [
        "1. 과제별 처리 현황 1부.",
        "2. 설계서 2판 1부.  끝.",
    ]


def test_the_reasons_are_told_where_there_are_any():
    governance = {
        "type": "시민자문형",
        "definition": "자문하는 유형입니다.",
        "sentence": "시민자문형을 권고합니다.",
        "departure": "단원이\n적어서",
    }
    blocks = section(composed(governance=governance), "거버넌스 유형과 선정 사유").blocks
    assert texts(blocks[0])[2:] == (
        "선정 사유: 시민자문형을 권고합니다.",
        "권고와 다르게 정한 사유: 단원이 적어서",
    )


def test_stages_tell_how_their_duties_came_out():
    duties = [
        {
            "title": "착수보고",
            "kind": "행정 절차",
            "state": "settled",
            "reason": "",
            "on": "2026-03-04",
        },
        {"title": "공청회", "kind": "기록 과제", "state": "skipped", "reason": "필요 없음", "on": ""},
        {"title": "보고", "kind": "결과보고", "state": "open", "reason": "", "on": ""},
    ]
    stage = {
        "title": "기획",
        "state": "완료",
        "planned": ["2026-03-02", "2026-03-31"],
        "real": ["2026-03-02", ""],
        "duties": duties,
    }
    paper = composed(stages=[stage, stage | {"title": "발주", "duties": []}])
    timetable, let_go = (item.blocks[0] for item in section(paper, "추진 경과").items)
    assert timetable.rows[0] == (
        "기획",
        "2026. 3. 2.(월) ~ 3. 31.(화)",
        "2026. 3. 2.(월) ~",
        "완료",
        "진행 중 1건, 완료 1건, 건너뜀 1건",
    )
    assert timetable.rows[1][-1] == "-"
    assert let_go.rows == (("공청회", "기획", "건너뜀", "필요 없음"),)
    assert paper.annex.rows[0] == ("착수보고", "기획", "행정 절차", "완료", "2026. 3. 4.(수)")


@pytest.mark.parametrize(
    ("answers", "spread", "said"),
    [(0, None, []), (3, None, []), (6, [[5, 4], [4, 2], [3, 0], [2, 0], [1, 0]], ["쉬워\n졌습니다."])],
)
def test_satisfaction_by_how_many_answered(answers, spread, said):
    found = {
        "until": "2026-08-01",
        "participants": 8,
        "answers": answers,
        "mean": 4.7 if answers else None,
        "distribution": spread,
        "comments": said,
    }
    made = satisfaction(facts(satisfaction=found))
    kinds = [[block.kind for block in item.blocks] for item in made.items]
    assert kinds == {0: [["facts"]], 3: [["facts", "words"]], 6: [["facts", "table"], ["words"]]}[answers]
    assert made.items[0].blocks[0].rows[2][1] == ("4.7점(5점 만점)" if answers else "-")
    if said:
        assert made.items[1].blocks[0].paragraphs == ("“쉬워 졌습니다.”",)


def test_cells_know_their_column():
    table = Table("표", ("이름", "건"), (("가", "1건"),), (1,))
    assert [cell["is_head"] for cell in table.lines[0]] == [True, False]
    assert [head["is_number"] for head in table.heads] == [False, True]
    numbers = Table("표", ("건",), (("1건",),), (0,))
    assert not numbers.lines[0][0]["is_head"]


def test_paragraphs_are_lines_with_words():
    assert paragraphs(" 하나 \r\n\n둘\n") == ("하나", "둘")
