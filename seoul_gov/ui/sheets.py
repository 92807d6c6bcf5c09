"""Tables as files: CSV with a BOM, so that Excel shows 한글, and XLSX; a cell can never become a formula."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import TemporaryFile
from urllib.parse import quote

from django.http import FileResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from .korean import SEOUL
from .names import file_name

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ILLEGAL = {code: None for code in [*range(32), 0xFFFE, 0xFFFF] if chr(code) not in "\t\n\r"}
LONGEST_SHEET = 31


@dataclass(frozen=True)
class Column:
    """A column of an export: its heading and how to read its value off a row."""

    heading: str
    value: Callable[[object], object]


def safe(value: object) -> object:
    """A value for a cell: ISO dates in Seoul, text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return value
    text = str(value).translate(ILLEGAL)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def lines(columns: Iterable[Column], rows: Iterable) -> Iterable[list]:
    yield [column.heading for column in columns]
    for row in rows.iterator(chunk_size=500):
        yield [safe(column.value(row)) for column in columns]


def sheet_name(name: str) -> str:
    """The name as a sheet may have it: short, and without an apostrophe before or after it."""
    return file_name(name)[:LONGEST_SHEET].strip("' ") or "목록"


def csv_response(name: str, columns, rows) -> StreamingHttpResponse:
    """The rows of a queryset as a streamed CSV file."""

    def chunks():
        yield BOM
        for line in lines(columns, rows):
            buffer = io.StringIO()
            csv.writer(buffer).writerow(line)
            yield buffer.getvalue()

    response = StreamingHttpResponse(chunks(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name(name))}.csv"
    response["Cache-Control"] = "private, no-store"
    return response


def xlsx_response(name: str, columns, rows) -> FileResponse:
    """The rows of a queryset as an XLSX file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(name))
    for number, line in enumerate(lines(columns, rows)):
        sheet.append([text_cell(sheet, value, bold=number == 0) for value in line])
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    book.save(file)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=f"{file_name(name)}.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response


def text_cell(sheet, value, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
