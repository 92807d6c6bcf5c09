"""The kinds of file that are taken in, and the facts about each."""

from dataclasses import dataclass

from django.db.models import TextChoices


class DocumentKind(TextChoices):
    """What a file is, told by its bytes and never by its name alone."""

    PDF = "pdf", "PDF"
    HWPX = "hwpx", "한글(HWPX)"
    HWP = "hwp", "한글(HWP)"
    DOCX = "docx", "워드(DOCX)"
    XLSX = "xlsx", "엑셀(XLSX)"
    PPTX = "pptx", "파워포인트(PPTX)"
    ODT = "odt", "문서(ODT)"
    PNG = "png", "그림(PNG)"
    JPG = "jpg", "그림(JPG)"
    ZIP = "zip", "압축(ZIP)"
    TXT = "txt", "텍스트(TXT)"
    CSV = "csv", "표(CSV)"


class PreviewState(TextChoices):
    """How far the HTML view of a document is; the label is what the page says in its place."""

    PENDING = "pending", "미리보기를 만들고 있으니 잠시 뒤 새로 고쳐 주세요."
    READY = "ready", "미리보기가 있습니다."
    NONE = "none", "미리보기가 없는 파일이니 내려받아 확인해 주세요."
    FAILED = "failed", "미리보기를 만들지 못했으니 내려받아 확인해 주세요."


@dataclass(frozen=True)
class Format:
    """File name endings of a kind (the usual one first) and the content type that it is served with."""

    extensions: tuple[str, ...]
    content_type: str


_OOXML = "application/vnd.openxmlformats-officedocument"

FORMATS = {
    DocumentKind.PDF: Format(("pdf",), "application/pdf"),
    DocumentKind.HWPX: Format(("hwpx",), "application/hwp+zip"),
    DocumentKind.HWP: Format(("hwp",), "application/x-hwp"),
    DocumentKind.DOCX: Format(("docx",), f"{_OOXML}.wordprocessingml.document"),
    DocumentKind.XLSX: Format(("xlsx",), f"{_OOXML}.spreadsheetml.sheet"),
    DocumentKind.PPTX: Format(("pptx",), f"{_OOXML}.presentationml.presentation"),
    DocumentKind.ODT: Format(("odt",), "application/vnd.oasis.opendocument.text"),
    DocumentKind.PNG: Format(("png",), "image/png"),
    DocumentKind.JPG: Format(("jpg", "jpeg"), "image/jpeg"),
    DocumentKind.ZIP: Format(("zip",), "application/zip"),
    DocumentKind.TXT: Format(("txt",), "text/plain"),
    DocumentKind.CSV: Format(("csv",), "text/csv"),
}

ALL_KINDS = tuple(DocumentKind)
# Shown by the browser or by the page's own viewer, straight from the bytes.
INLINE_KINDS = frozenset({DocumentKind.PDF, DocumentKind.PNG, DocumentKind.JPG})
# Shown as HTML that a background task makes.
RENDERED_KINDS = frozenset({DocumentKind.DOCX, DocumentKind.HWPX})

_BY_EXTENSION = {extension: kind for kind, form in FORMATS.items() for extension in form.extensions}


def extension_of(name: str) -> str:
    """The ending of a file name in lower case, without its dot; an empty string when there is none."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if stem and dot else ""


def kind_of_name(name: str) -> DocumentKind | None:
    """The kind that a file name claims, None when that ending is not taken in."""
    return _BY_EXTENSION.get(extension_of(name))
