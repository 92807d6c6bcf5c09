"""CSV tables as people send them, with every fault named by line."""

import csv
import io
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong, where: ``line`` counts from 1 as an editor does, 0 where there is no line."""

    file: str
    line: int
    reason: str

    def __str__(self):
        return f"{self.file} {self.line}행: {self.reason}" if self.line else f"{self.file}: {self.reason}"


class Refused(ValueError):
    """Input that no lottery is made of; ``faults`` are all that were found, in the order of the input."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class Table:
    """A header and its rows as (line, cell by column). Cells are stripped and in Unicode's composed form (NFC)."""

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_table(file: str, data: bytes, faults: list[Fault], columns: tuple[str, ...] = ()) -> Table:
    """The table in UTF-8 bytes, with or without byte order mark, lines ended by LF or CRLF.

    What is wrong is added to ``faults``, and the rows concerned are left out; ``columns`` must be in the header.
    """
    text = _decoded(file, data, faults)
    if text is None:
        return Table(file, (), ())
    records = _records(file, text, faults)
    if not records:
        if not faults:
            faults.append(Fault(file, 1, "파일이 비어 있습니다."))
        return Table(file, (), ())
    line, header = records[0]
    found = [*_header_faults(file, line, header, columns)]
    faults += found
    return Table(file, tuple(header), () if found else tuple(_rows(file, header, records[1:], faults)))


def _decoded(file: str, data: bytes, faults: list[Fault]) -> str | None:
    bad = [line for line, raw in enumerate(data.split(b"\n"), 1) if not _is_utf8(raw)]
    faults += [Fault(file, line, "UTF-8로 읽을 수 없습니다.") for line in bad]
    return None if bad else data.decode("utf-8-sig")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _records(file: str, text: str, faults: list[Fault]) -> list[tuple[int, list[str]]]:
    """The lines that are not blank, each with the number of the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, begin = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((begin, [unicodedata.normalize("NFC", cell.strip()) for cell in cells]))
            begin = reader.line_num + 1
    except csv.Error:
        faults.append(Fault(file, begin, "따옴표가 맞지 않아 CSV로 읽을 수 없습니다."))
    return records


def _header_faults(file, line, header, columns):
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield Fault(file, line, f"열 이름 '{name}'이(가) 두 번 이상 나옵니다.")
    for name in columns:
        if name not in header:
            yield Fault(file, line, f"'{name}' 열이 없습니다.")


def _rows(file, header, records, faults):
    for line, cells in records:
        if len(cells) == len(header):
            yield line, dict(zip(header, cells, strict=True))
        else:
            faults.append(Fault(file, line, f"칸이 {len(header)}개여야 하는데 {len(cells)}개입니다."))
