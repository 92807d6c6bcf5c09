"""Tables that come in as a file or are pasted from a spreadsheet, as rows of plain text.

Nothing in them is believed: bytes, rows, columns and what a package unpacks to are bounded, formulas are read as the
values they had, and a cell is one line.
"""

import csv
import io
from itertools import islice
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from .enums import DocumentKind
from .intake import CheckedFile
from .refusals import limit_label, refuse

TABLES = (DocumentKind.CSV, DocumentKind.XLSX)
"""What `rows_of_file` reads."""
MAX_BYTES = 1024 * 1024
MAX_UNPACKED = 20 * 1024 * 1024
MOST_COLUMNS = 20

Rows = list[list[str]]


def rows_of_file(file: CheckedFile, most: int) -> Rows:
    """The rows of a CSV file (UTF-8 with or without BOM, or CP949) or of an XLSX file's first sheet.

    Rows and cells as in `rows_of_text`. Raises ValidationError for a larger file, for more rows than ``most``, and
    for what cannot be read.
    """
    if file.size > MAX_BYTES:
        raise refuse("too_large", limit=limit_label(MAX_BYTES))
    if file.kind == DocumentKind.XLSX:
        return bounded(sheet_rows(file, most), most)
    file.stream.seek(0)
    return rows_of_text(decoded(file.stream.read()), most)


def rows_of_text(text: str, most: int) -> Rows:
    """The rows of a text: with tabs as spreadsheets put them on the clipboard, otherwise with commas.

    Spaces around and line breaks within a cell are gone, and so are rows without anything. Raises ValidationError
    for more rows than ``most``.
    """
    delimiter = "\t" if "\t" in text else ","
    try:
        found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        return bounded(found, most)
    except csv.Error:
        raise refuse("damaged") from None


def text_of(rows: Rows) -> str:
    """The rows as a text that `rows_of_text` reads back."""
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="\n").writerows(rows)
    return written.getvalue()


def decoded(data: bytes) -> str:
    """The text; what an older Korean spreadsheet writes is no UTF-8. Intake has seen that it is one of the two."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")


def sheet_rows(file: CheckedFile, most: int):
    """The first sheet's rows, read one by one."""
    file.stream.seek(0)
    try:
        with ZipFile(file.stream) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise refuse("bomb")
        book = load_workbook(file.stream, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        # Rows without anything may lie between: as many again are looked at, and no more.
        yield from sheet.iter_rows(max_row=2 * most + 2, max_col=MOST_COLUMNS, values_only=True)
    except (
        BadZipFile,
        InvalidFileException,
        ArithmeticError,
        LookupError,
        SyntaxError,
        TypeError,
        ValueError,
    ):
        raise refuse("damaged") from None


def bounded(found, most: int) -> Rows:
    """Up to ``most`` rows with something in them; raises ValidationError where there are more."""
    cleaned = (trimmed([one_line(cell) for cell in row[:MOST_COLUMNS]]) for row in found)
    rows = list(islice(filter(None, cleaned), most + 1))
    if len(rows) > most:
        raise refuse("rows", limit=f"{most:,}")
    return rows


def trimmed(row: list[str]) -> list[str]:
    """The row without the empty cells at its end."""
    while row and not row[-1]:
        row.pop()
    return row


def one_line(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
