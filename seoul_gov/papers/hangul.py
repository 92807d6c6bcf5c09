"""A paper as an HWPX document, by python-hwpx: the one module that knows it. Runs in the process apart.

Headings take the styles 개요 1 and 개요 2, which the word processor numbers 1. and 가. by itself; so their texts carry
no number here.
"""

import json

from hwpx.document import HwpxDocument

SHADE = "E8EEF7"
MARGINS_MM = {"left": 20, "right": 20, "top": 20, "bottom": 15}
"""Of an A4 page (행정업무의 운영 및 혁신에 관한 규정 시행규칙, 용지 여백)."""
FACT_WIDTHS = (1, 4)


class Writer:
    """A document under construction."""

    def __init__(self):
        self.document = HwpxDocument.new()
        margins = {f"margin_{side}_mm": size for side, size in MARGINS_MM.items()}
        self.document.page.setup(paper_size="A4", orientation="portrait", **margins)
        style = self.document.styles.ensure_run
        self.plain, self.bold = style(size=11), style(size=11, bold=True)
        self.title, self.part, self.point = style(size=18, bold=True), style(size=14, bold=True), self.bold
        self.display, self.issuer = style(size=32, bold=True), style(size=22, bold=True)
        self.solemn, self.large = style(size=16), style(size=13)
        self.small, self.small_bold = style(size=9), style(size=9, bold=True)

    def block(self, block: dict) -> None:
        """One block of the paper, by its kind."""
        getattr(self, block["kind"])(block)

    def line(self, block: dict) -> None:
        self.paragraph(block["text"], getattr(self, block["look"]), **block["layout"])

    def words(self, block: dict) -> None:
        for text in block["paragraphs"]:
            self.paragraph(text, self.plain)

    def paragraph(self, text: str, look: str, **layout) -> None:
        """A paragraph of the body; ``layout`` as ``apply_paragraph_format`` takes it."""
        document = self.document
        document.add_paragraph(text, inherit_style=False, char_pr_id_ref=look)
        if layout:
            document.styles.apply_paragraph_format(paragraph_index=len(document.paragraphs) - 1, **layout)

    def heading(self, block: dict) -> None:
        look = self.part if block["level"] == 1 else self.point
        self.document.add_heading(block["text"], block["level"], char_pr_id_ref=look)
        last = len(self.document.paragraphs) - 1
        self.document.styles.apply_paragraph_format(
            paragraph_index=last, spacing_before_pt=10, keep_with_next=True
        )

    def facts(self, block: dict) -> None:
        """Names in the first column, values in the second."""
        table = self.filled(block["rows"], FACT_WIDTHS, block["caption"])
        for number, row in enumerate(table.rows):
            self.mark(table, number, 0, row.cells[0])

    def table(self, block: dict) -> None:
        """A row of heads, which is repeated on every page, and the rows below it."""
        table = self.filled([block["head"], *block["rows"]], widths(block), block["caption"])
        table.element.set("repeatHeader", "1")
        for column, cell in enumerate(table.rows[0].cells):
            cell.element.set("header", "1")
            self.mark(table, 0, column, cell)

    def filled(self, rows: list, shares, caption: str):
        """A table of these texts. Cells are reached row by row: asked for one by one they cost the square of their number."""
        table = self.document.add_table(len(rows), len(rows[0]))
        table.set_column_widths(shares)
        for row, values in zip(table.rows, rows, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.set_text(value)
                self.draw(cell, self.small)
        table.set_caption(caption)
        return table

    def mark(self, table, row: int, column: int, cell) -> None:
        """Draw a cell as a head."""
        self.draw(cell, self.small_bold)
        table.set_cell_shading(row, column, SHADE)

    @staticmethod
    def draw(cell, look: str) -> None:
        for paragraph in cell.paragraphs:
            paragraph.char_pr_id_ref = look


def widths(block: dict) -> list[int]:
    """How wide each column is, by its longest text, within bounds that keep every column readable."""
    columns = zip(block["head"], *block["rows"], strict=True)
    return [min(max(len(text) for text in column), 24) + 3 for column in columns]


def make(source: str, folder: str) -> bytes:
    """A paper as ``blocks.to_json`` gives it (JSON) as the bytes of an HWPX document.

    ``folder`` is not needed: the fonts are the reader's. Raises ValueError when what was written does not hold against
    the format's own schemas.
    """
    paper, writer = json.loads(source), Writer()
    page = writer.document.page
    if paper["header"]:
        page.set_header(text=paper["header"])
    if paper["is_numbered"]:
        page.set_page_number()
    for block in paper["blocks"]:
        writer.block(block)
    return checked(writer.document)


def checked(document: HwpxDocument) -> bytes:
    """The bytes, once the document holds against the schemas; who stores them reads the package. Raises ValueError."""
    report = document.validate()
    if report.errors:
        raise ValueError(str(report.errors[0]))
    return document.to_bytes()
