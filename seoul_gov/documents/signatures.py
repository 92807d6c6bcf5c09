"""What a file is, told by its bytes. Pure; reads the file in bounded pieces and never trusts its name."""

import codecs
import re
from collections.abc import Collection, Iterator
from typing import BinaryIO

from .enums import DocumentKind
from .refusals import refuse

PIECE = 64 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MEMBER = b"PK\x03\x04"
_HEADS = (
    (b"%PDF-", DocumentKind.PDF),
    (b"\x89PNG\r\n\x1a\n", DocumentKind.PNG),
    (b"\xff\xd8\xff", DocumentKind.JPG),
    (ZIP_MEMBER, DocumentKind.ZIP),
)

_MIMETYPES = {
    b"application/hwp+zip": DocumentKind.HWPX,
    b"application/vnd.oasis.opendocument.text": DocumentKind.ODT,
}
_OOXML_FOLDERS = (
    ("word/", DocumentKind.DOCX),
    ("xl/", DocumentKind.XLSX),
    ("ppt/", DocumentKind.PPTX),
)

_HWP_MARK = b"HWP Document File"
_HWP_FLAGS_AT = 36
_HWP_LOCKED = 0b1_0010  # bit 1: password; bit 4: DRM
_HWP_ENTRY = "FileHeader\0".encode("utf-16-le")
_OOXML_LOCKED = "EncryptedPackage\0".encode("utf-16-le")

_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(rb"\s*(<[!?]|<(html|head|body|svg|script|iframe)\b|#!)", re.IGNORECASE)


def detect(stream: BinaryIO) -> DocumentKind | None:
    """The kind of the file, None when it is none of ours. CSV comes out as TXT, every zip as ZIP.

    Raises ValidationError for a document that is locked with a password: it is ours, but nobody could read
    it.
    """
    stream.seek(0)
    head = stream.read(512)
    for magic, kind in _HEADS:
        if head.startswith(magic):
            return kind
    if head.startswith(OLE):
        return _compound_kind(stream)
    return DocumentKind.TXT if _is_text(stream, head) else None


def package_kind(names: Collection[str], mimetype: bytes | None) -> DocumentKind:
    """The kind of a zip, told by its members.

    `mimetype` is the content of its first member when that one is called so (HWPX, ODT), else None.
    """
    if mimetype is not None:
        return _MIMETYPES.get(mimetype.strip(), DocumentKind.ZIP)
    if "[Content_Types].xml" in names:
        for folder, kind in _OOXML_FOLDERS:
            if any(name.startswith(folder) for name in names):
                return kind
    return DocumentKind.ZIP


def pieces(stream: BinaryIO, overlap: int = 0) -> Iterator[bytes]:
    """The file from its start in bounded pieces; each repeats the last `overlap` bytes of the one before."""
    stream.seek(0)
    carried = b""
    while piece := stream.read(PIECE):
        yield carried + piece
        carried = (carried + piece)[-overlap:] if overlap else b""


def _compound_kind(stream: BinaryIO) -> DocumentKind | None:
    """HWP 5 is an OLE2 compound file with a stream ``FileHeader`` that begins with a fixed text."""
    has_entry, flags = False, None
    for piece in pieces(stream, overlap=64):
        if _OOXML_LOCKED in piece:
            raise refuse("encrypted")
        has_entry = has_entry or _HWP_ENTRY in piece
        flags = _hwp_flags(piece) if flags is None else flags
    if not has_entry or flags is None:
        return None
    if flags & _HWP_LOCKED:
        raise refuse("encrypted")
    return DocumentKind.HWP


def _hwp_flags(piece: bytes) -> int | None:
    at = piece.find(_HWP_MARK)
    flags = piece[at + _HWP_FLAGS_AT : at + _HWP_FLAGS_AT + 4]
    return int.from_bytes(flags, "little") if at >= 0 and len(flags) == 4 else None


def _is_text(stream: BinaryIO, head: bytes) -> bool:
    if not head or _MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        return False
    if any(_NOT_TEXT.search(piece) for piece in pieces(stream)):
        return False
    return any(_decodes(stream, encoding) for encoding in ("utf-8", "cp949"))


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in pieces(stream):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
