import io

import pytest
from django.core.exceptions import ValidationError

from seoul_gov.documents.enums import DocumentKind
from seoul_gov.documents.signatures import PIECE, detect, package_kind, pieces
from tests.documents import samples


def detected(content):
    return detect(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.PDF, DocumentKind.PDF),
        (samples.png(), DocumentKind.PNG),
        (samples.jpg(), DocumentKind.JPG),
        (samples.docx(), DocumentKind.ZIP),
        (samples.hwp(), DocumentKind.HWP),
        ("회의 메모".encode(), DocumentKind.TXT),
        ("\ufeff이름,소속\r\n".encode(), DocumentKind.TXT),
        ("회의 메모\t끝".encode("cp949"), DocumentKind.TXT),
        ("<회의록> 시작".encode(), DocumentKind.TXT),
        (("가" * PIECE).encode(), DocumentKind.TXT),
    ],
)
def test_told_by_bytes(content, kind):
    assert detected(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0%PDF-1.4",
        b"GIF89a\x01\0",
        b"MZ\x90\0\x03",
        b"\x7fELF\x02",
        b"<!DOCTYPE html><script>",
        b"\n <HTML><body>",
        b"\xef\xbb\xbf<svg onload=alert(1)>",
        b"<?php system($_GET[1]);",
        b"#!/bin/sh\n",
        b"plain\0text",
        b"\xff\xfea\0b\0",
        b"\x80\x81\xff tail",
        "잘린 글자".encode()[:-1],
        b"PK\x05\x06" + bytes(18),
        b"Rar!\x1a\x07\x00",
        b"7z\xbc\xaf\x27\x1c",
        samples.compound("WordDocument"),
        samples.compound("FileHeader"),
        samples.compound("Other") + b"HWP Document File".ljust(64, b"\0"),
        samples.compound("FileHeader") + b"HWP Document File",
    ],
)
def test_none_of_ours(content):
    assert detected(content) is None


@pytest.mark.parametrize("content", [samples.hwp(flags=0b11), samples.hwp(flags=0b1_0001)])
def test_a_locked_hwp_is_refused(content):
    with pytest.raises(ValidationError) as refusal:
        detected(content)
    assert refusal.value.code == "encrypted"


def test_a_locked_word_file_is_refused():
    with pytest.raises(ValidationError) as refusal:
        detected(samples.compound("EncryptionInfo", "EncryptedPackage"))
    assert refusal.value.code == "encrypted"


@pytest.mark.parametrize("shift", range(-40, 8, 4))
def test_a_mark_across_two_pieces_is_found(shift):
    compound = samples.hwp()
    mark = b"HWP Document File".ljust(32, b"\0") + bytes(4) + b"\1\0\0\0"
    moved = compound.replace(b"HWP Document File", b"X" * 17).ljust(PIECE + shift, b"\0") + mark
    assert detected(moved) == DocumentKind.HWP


@pytest.mark.parametrize(
    ("names", "mimetype", "kind"),
    [
        (["mimetype"], b"application/hwp+zip", DocumentKind.HWPX),
        (["mimetype"], b"application/hwp+zip\n", DocumentKind.HWPX),
        (["mimetype"], b"application/vnd.oasis.opendocument.text", DocumentKind.ODT),
        (["mimetype"], b"application/epub+zip", DocumentKind.ZIP),
        (["[Content_Types].xml", "word/document.xml"], None, DocumentKind.DOCX),
        (["[Content_Types].xml", "xl/workbook.xml"], None, DocumentKind.XLSX),
        (["[Content_Types].xml", "ppt/presentation.xml"], None, DocumentKind.PPTX),
        (["[Content_Types].xml", "visio/document.xml"], None, DocumentKind.ZIP),
        (["word/document.xml"], None, DocumentKind.ZIP),
    ],
)
def test_packages(names, mimetype, kind):
    assert package_kind(names, mimetype) == kind


def test_pieces_are_bounded_and_overlap():
    content = bytes(range(256)) * 1024
    assert b"".join(pieces(io.BytesIO(content))) == content
    overlapping = list(pieces(io.BytesIO(content), overlap=64))
    assert max(map(len, overlapping)) == PIECE + 64
    assert overlapping[1].startswith(overlapping[0][-64:])
