"""Real files, made by the libraries or by hand, and hostile ones. Nothing here is read from disk."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from hwpx import HwpxDocument
from hwpx.hwp5.cfb import build_compound_file
from openpyxl import Workbook

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000055 00000 n \n0000000104 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF\n"
)


def paged_pdf(pages: int) -> bytes:
    """A PDF of so many empty pages, without the table of its objects."""
    leaves = [b"%d 0 obj<</Type/Page/Parent 2 0 R>>endobj\n" % number for number in range(3, pages + 3)]
    kids = b" ".join(b"%d 0 R" % number for number in range(3, pages + 3))
    tree = b"2 0 obj<</Type/Pages/Kids[%b]/Count %d>>endobj\n" % (kids, pages)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    return head + tree + b"".join(leaves) + b"trailer<</Root 1 0 R>>\n%%EOF\n"


CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    f'<Relationships xmlns="{_RELATIONSHIPS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
PICTURE_RELS = (
    f'<Relationships xmlns="{_RELATIONSHIPS}">'
    f'<Relationship Id="rId9" Type="{_OFFICE}/image" Target="media/image1.png"/></Relationships>'
)
STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
)
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def paragraph(text, style=""):
    chosen = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{chosen}<w:r><w:t>{text}</w:t></w:r></w:p>"


def picture(description):
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="1" descr="{description}"/><a:graphic>'
        '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def document_xml(*body):
    inside = "".join(body) or paragraph("본문")
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declaration}<w:document {_NAMESPACES}><w:body>{inside}</w:body></w:document>"


def docx(*body, parts=None):
    """A DOCX with these elements as its body; `parts` are further members by path, None takes one out."""
    usual = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": document_xml(*body),
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": PICTURE_RELS,
        "word/media/image1.png": png(),
    }
    return zipped(usual | (parts or {}))


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    """A zip of `members`; a name may be a ZipInfo, a None as content leaves a member out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return made.getvalue()


def hwpx(*texts, change=None):
    """An HWPX with a paragraph for each text; `change` may do more to the document."""
    document = HwpxDocument.new()
    for text in texts or ("본문",):
        document.add_paragraph(text)
    if change is not None:
        change(document)
    return document.to_bytes()


def hwp(flags=1):
    header = b"HWP Document File".ljust(32, b"\0") + bytes([0, 0, 0, 5]) + struct.pack("<I", flags)
    return build_compound_file([("FileHeader", header.ljust(256, b"\0")), ("DocInfo", b"x" * 5000)])


def compound(*names):
    return build_compound_file([(name, b"x" * 100) for name in names])


def xlsx():
    made = io.BytesIO()
    book = Workbook()
    book.active.append(["사업", "예산"])
    book.save(made)
    return made.getvalue()


def pptx():
    return zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"})


def odt():
    stored = zipfile.ZipInfo("mimetype")
    return zipped({stored: "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"})


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=2, height=2, after=b""):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    row = zlib.compress((b"\0" + b"\1\2\3" * 2) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", row) + chunk(b"IEND", b"") + after


def jpg(width=2, height=2, before=b"\xff\xe0\x00\x10JFIF\0" + bytes(9), after=b"\xff\xd9"):
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + before + b"\xff\xc0" + struct.pack(">H", len(size) + 2) + size + after


GOOD = {
    "계획.pdf": lambda: PDF,
    "계획.hwpx": hwpx,
    "계획.hwp": hwp,
    "계획.docx": docx,
    "예산.xlsx": xlsx,
    "발표.pptx": pptx,
    "계획.odt": odt,
    "화면.png": png,
    "사진.jpg": jpg,
    "사진.JPEG": jpg,
    "묶음.zip": lambda: zipped({"계획.pdf": PDF, "사진/현장.jpg": jpg(), "계획.hwpx": hwpx()}),
    "메모.txt": lambda: "<붙임> 회의 메모".encode(),
    "명단.csv": lambda: "이름,소속\n김시민,서울".encode("cp949"),
}
