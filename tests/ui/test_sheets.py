import csv
import io
from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from projects.models import ProposalChannel
from seoul_gov.ui.sheets import BOM, Column, csv_response, safe, xlsx_response

COLUMNS = (Column("이름", lambda row: row.name), Column("순서", lambda row: row.order))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "  =", "\r="])
def test_no_text_becomes_a_formula(start):
    assert safe(f"{start}HYPERLINK(1)").startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (-5, -5),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 15, 0, tzinfo=UTC), "2026-03-02 00:00"),
        ("따릉이\x00\uffff", "따릉이"),
    ],
)
def test_values_are_plain(value, cell):
    assert safe(value) == cell


@pytest.fixture
def rows(db):
    ProposalChannel.objects.create(name='=cmd|" /C calc"', order=1)
    ProposalChannel.objects.create(name='쉼표, 따옴표 "그리고" 한글', order=2)
    return ProposalChannel.objects.all()


def test_csv_opens_in_excel(rows):
    response = csv_response("경로", COLUMNS, rows)
    text = b"".join(response.streaming_content).decode()
    assert text.startswith(BOM)
    assert list(csv.reader(io.StringIO(text.removeprefix(BOM)))) == [
        ["이름", "순서"],
        ['\'=cmd|" /C calc"', "1"],
        ['쉼표, 따옴표 "그리고" 한글', "2"],
    ]
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''%EA%B2%BD%EB%A1%9C.csv"


def test_xlsx_holds_text_and_numbers(rows):
    response = xlsx_response("경로", COLUMNS, rows)
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[1:] == [['\'=cmd|" /C calc"', 1], ['쉼표, 따옴표 "그리고" 한글', 2]]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("앱/웹 첫 화면: <b>어떤가요?</b> [1차] 의견수렴", "앱 웹 첫 화면 b 어떤가요 b 1차 의견수렴"),
        ("'따옴표'\ufffe", "'따옴표'"),
        ("*/?", "목록"),
    ],
)
def test_what_people_call_a_thing_names_its_files(rows, name, kept):
    book = xlsx_response(name, COLUMNS, rows)
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active
    assert sheet.title == kept[:31].strip("'")
    assert book["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(kept)}.xlsx"
    told = csv_response(name, COLUMNS, rows)["Content-Disposition"]
    assert told == f"attachment; filename*=UTF-8''{quote(kept)}.csv"
