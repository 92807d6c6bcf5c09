"""Whether a file may come in. Every refusal is one plain Korean sentence (`refusals`)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from .archives import Archive, ends_as_zip
from .enums import ALL_KINDS, DocumentKind, extension_of, kind_of_name
from .names import safe_name
from .packages import check_package, mimetype_of
from .pictures import check_jpeg, check_png
from .refusals import max_bytes, refuse, too_large
from .signatures import detect, package_kind

_PDF_END = b"%%EOF"
_PDF_END_WITHIN = 2048


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed `check`: its bytes, the name to keep, what it is, and its size in bytes."""

    stream: BinaryIO
    name: str
    kind: DocumentKind
    size: int


def check(upload, *, kinds: Collection[DocumentKind] = ALL_KINDS) -> CheckedFile:
    """The file, when it may come in; a file that was checked before is returned as it is.

    `upload` is anything with a name that can be read and searched, such as Django's UploadedFile. It is read
    in bounded pieces, archives are counted while they are inflated, and it is handed back rewound.

    Raises ValidationError, with a code of `refusals.SENTENCES`, when the name, size, kind or content does not
    do.
    """
    if isinstance(upload, CheckedFile):
        return upload
    if refusal := getattr(upload, "refusal", None):
        raise refusal
    name = safe_name(upload.name)
    size = _checked_size(upload)
    kind = _claimed_kind(name, kinds)
    _check_content(upload, kind, extension_of(name))
    upload.seek(0)
    return CheckedFile(stream=upload, name=name, kind=kind, size=size)


def kinds_label(kinds: Collection[DocumentKind]) -> str:
    """The kinds as people know them: ``PDF, HWPX, JPG``."""
    return ", ".join(kind.value.upper() for kind in DocumentKind if kind in kinds)


def _checked_size(stream: BinaryIO) -> int:
    size = stream.seek(0, 2)
    if not size:
        raise refuse("empty")
    if size > max_bytes():
        raise too_large()
    return size


def _claimed_kind(name: str, kinds: Collection[DocumentKind]) -> DocumentKind:
    kind = kind_of_name(name)
    if kind is None or kind not in kinds:
        raise refuse("kind", kinds=kinds_label(kinds))
    return kind


def _check_content(stream: BinaryIO, kind: DocumentKind, extension: str) -> None:
    found = detect(stream)
    if found == DocumentKind.ZIP:
        archive = Archive(stream)
        found = package_kind(archive.names, mimetype_of(archive))
    if found != _as_detected(kind):
        raise refuse("mismatch", extension=extension.upper())
    if found in _FLAT_CHECKS:
        _FLAT_CHECKS[found](stream)
    elif found not in _WITHOUT_CHECK:
        check_package(archive, found)


def _as_detected(kind: DocumentKind) -> DocumentKind:
    """Bytes do not tell a table from any other text."""
    return DocumentKind.TXT if kind == DocumentKind.CSV else kind


def _check_pdf(stream: BinaryIO) -> None:
    if ends_as_zip(stream):
        raise refuse("appended")
    stream.seek(max(0, stream.seek(0, 2) - _PDF_END_WITHIN))
    if _PDF_END not in stream.read():
        raise refuse("damaged")


def _check_jpg(stream: BinaryIO) -> None:
    if ends_as_zip(stream):
        raise refuse("appended")
    check_jpeg(stream)


_FLAT_CHECKS = {
    DocumentKind.PDF: _check_pdf,
    DocumentKind.PNG: check_png,
    DocumentKind.JPG: _check_jpg,
}
_WITHOUT_CHECK = frozenset({DocumentKind.HWP, DocumentKind.TXT})
