"""Papers of the demo: small documents with real text, made on the spot so that no file has to be shipped."""

import io
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import SimpleUploadedFile
from hwpx.document import HwpxDocument

LINE_HEIGHT, TOP, LEFT = 26, 780, 60
FONTS = (
    "<</Type/Font/Subtype/Type0/BaseFont/HYGoThic-Medium/Encoding/UniKS-UTF16-H/DescendantFonts[4 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/HYGoThic-Medium/DW 1000/FontDescriptor 5 0 R"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Korea1)/Supplement 1>>>>",
    "<</Type/FontDescriptor/FontName/HYGoThic-Medium/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
    "/Ascent 880/Descent -120/CapHeight 700/StemV 80>>",
)


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with one page per list of lines; the first line of a page is its heading.

    The Korean font is one that every PDF reader knows by name, so nothing is embedded.
    """
    first = 6
    numbers = [first + 2 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        *FONTS,
    ]
    for number, lines in zip(numbers, pages, strict=True):
        content = page_content(lines)
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {number + 1} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    return assembled(objects)


def page_content(lines: list[str]) -> str:
    parts = ["BT"]
    for index, line in enumerate(lines):
        size = 20 if index == 0 else 13
        text = line.encode("utf-16-be").hex()
        parts.append(f"/F1 {size} Tf 1 0 0 1 {LEFT} {TOP - index * LINE_HEIGHT} Tm <{text}> Tj")
    return "\n".join([*parts, "ET"])


def assembled(objects: list[str]) -> bytes:
    """The objects with their cross-reference table."""
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def hwpx(paragraphs: list[str]) -> bytes:
    """An HWPX document of plain paragraphs."""
    document = HwpxDocument.new()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    with TemporaryDirectory() as folder:
        path = f"{folder}/paper.hwpx"
        document.save_to_path(path)
        with open(path, "rb") as file:
            return file.read()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pages_of(title: str, project: str) -> list[list[str]]:
    """A believable deliverable of four pages."""
    return [
        [title, "", f"사업명: {project}", "작성: 수행사", "이 문서는 추진단 검토를 위한 안입니다."],
        [
            "1. 추진 배경",
            "",
            "시민이 지금 겪는 불편을 조사했습니다.",
            "- 찾기 어렵다 (응답자의 62%)",
            "- 글씨가 작다 (응답자의 41%)",
        ],
        [
            "2. 주요 요구사항",
            "",
            "REQ-01 첫 화면에서 세 번 안에 원하는 기능에 닿는다.",
            "REQ-02 큰 글씨와 고대비 화면을 제공한다.",
            "REQ-03 화면낭독기로 모든 기능을 쓸 수 있다.",
            "REQ-04 응답 시간은 3초를 넘지 않는다.",
        ],
        [
            "3. 앞으로의 일정",
            "",
            "추진단 검토를 거쳐 다음 단계로 넘어갑니다.",
            "의견은 모두 답변과 함께 공개합니다.",
        ],
    ]


def paper(title: str, project: str, number: int) -> SimpleUploadedFile:
    """A deliverable as PDF, every third one as HWPX."""
    if number % 3 == 2:
        lines = [line for page in pages_of(title, project) for line in page if line]
        return upload(f"{title}.hwpx", hwpx(lines))
    return upload(f"{title}.pdf", pdf(pages_of(title, project)))
