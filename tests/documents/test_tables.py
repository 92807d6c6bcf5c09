"""Rows from files and from the clipboard."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from seoul_gov.documents import intake, tables

ROWS = [["이름", "이메일"], ["한위원", "han@example.test"]]
TEXT = "이름,이메일\r\n한위원,han@example.test\r\n"


def of(name, data):
    return intake.check(SimpleUploadedFile(name, data), kinds=tables.TABLES)


def book(*rows) -> bytes:
    made, written = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(written)
    return written.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The package with some of its parts exchanged."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].removesuffix(".xml"), old.read(name)))
    return written.getvalue()


def refused(call, *args) -> str:
    with pytest.raises(ValidationError) as refusal:
        call(*args)
    return refusal.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_csv_file_in_each_encoding(encoding):
    assert tables.rows_of_file(of("명단.csv", TEXT.encode(encoding)), 10) == ROWS


def test_a_spreadsheet_and_values_that_are_no_text():
    data = book(*ROWS, [None, None], ["둘째\n위원", 7])
    assert tables.rows_of_file(of("명단.xlsx", data), 10) == [*ROWS, ["둘째 위원", "7"]]


def test_a_formula_is_no_command():
    assert tables.rows_of_file(of("명단.xlsx", book(["=1+1", "a"])), 10) == [["", "a"]]


def test_what_a_spreadsheet_puts_on_the_clipboard():
    text = '이름\t이메일\n\t\n"한\n위원"\t han@example.test \n'
    assert tables.rows_of_text(text, 10) == [["이름", "이메일"], ["한 위원", "han@example.test"]]


def test_a_quoted_comma_stays_in_its_cell():
    assert tables.rows_of_text('한위원, "교수, 통계"', 10) == [["한위원", "교수, 통계"]]


def test_a_text_comes_back_as_it_was():
    rows = [["이름", "소속"], ['큰"따옴표', "교수, 통계"]]
    assert tables.rows_of_text(tables.text_of(rows), 10) == rows


def test_nothing_is_no_rows():
    assert tables.rows_of_text(" \n\n", 10) == []


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_rows_are_bounded(name):
    data = "가,나\n나,다\n다,라\n".encode() if name == "a.csv" else book(["가"], ["나"], ["다"])
    assert len(tables.rows_of_file(of(name, data), 3)) == 3
    assert refused(tables.rows_of_file, of(name, data), 2) == "rows"


def test_columns_are_bounded():
    assert len(tables.rows_of_text(",".join("가" * 50), 3)[0]) == tables.MOST_COLUMNS


def test_bytes_are_bounded(monkeypatch):
    monkeypatch.setattr(tables, "MAX_BYTES", 20)
    assert refused(tables.rows_of_file, of("a.csv", TEXT.encode()), 10) == "too_large"


def test_what_a_package_unpacks_to_is_bounded(monkeypatch):
    monkeypatch.setattr(tables, "MAX_UNPACKED", 1000)
    assert refused(tables.rows_of_file, of("a.xlsx", book(*ROWS)), 10) == "bomb"


@pytest.mark.parametrize("part", ["sheet1", "workbook"])
def test_a_broken_part_is_refused(part):
    data = repacked(book(*ROWS), **{part: b"<worksheet><sheetData><row r='x'><c/>"})
    assert refused(tables.rows_of_file, of("a.xlsx", data), 10) == "damaged"


def test_an_endless_cell_is_refused():
    assert refused(tables.rows_of_text, "가" * 200_000, 10) == "damaged"
