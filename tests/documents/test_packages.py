import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from seoul_gov.documents.archives import Archive
from seoul_gov.documents.enums import DocumentKind
from seoul_gov.documents.packages import HEAD, check_package, mimetype_of
from tests.documents import samples

XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "http://example.invalid/">]><x>&e;</x>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


def check(content, kind):
    check_package(Archive(io.BytesIO(content)), kind)


def refusal_of(content, kind=DocumentKind.DOCX):
    with pytest.raises(ValidationError) as refusal:
        check(content, kind)
    return refusal.value.code


def part(name, content):
    return samples.docx(parts={name: content})


@pytest.mark.parametrize(
    "content",
    [
        samples.docx(),
        part("customXml/item1.xml", '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16")),
        part("customXml/item1.xml", "<a/>".encode("utf-16")),
        part(
            "customXml/item1.xml",
            b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n<!-- a --><?b c?><a/>",
        ),
        part("customXml/item1.xml", b""),
        part("customXml/item1.xml", b"<a>" + b"x" * HEAD * 3 + b"</a>"),
        part("word/vmlDrawing1.vml", "<xml><br></xml>"),
        part("word/media/image2.svg", '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b"><svg/>'),
        part("word/embeddings/oleObject1.bin", b"MZ\0\0"),
        part("docProps/thumbnail", b"\x89PNG"),
    ],
)
def test_honest_documents_pass(content):
    assert check(content, DocumentKind.DOCX) is None


def test_an_honest_hwpx_passes():
    assert check(samples.hwpx(), DocumentKind.HWPX) is None


@pytest.mark.parametrize(
    "content",
    [
        XXE,
        LAUGHS,
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>",
        " \n<?xml version='1.0'?>\n<!-- > --> <!doctype x><x/>",
        XXE.encode("utf-16"),
        "\ufeff<!DOCTYPE x><x/>".encode("utf-16-be"),
        b"\xef\xbb\xbf" + XXE.encode(),
    ],
)
@pytest.mark.parametrize("name", ["word/document.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"])
def test_document_types_are_refused(name, content):
    assert refusal_of(part(name, content)) == "entity"


def test_xml_by_another_name_is_found():
    assert refusal_of(part("word/document.foo", XXE)) == "entity"
    assert refusal_of(part("Contents/content.hpf", LAUGHS), DocumentKind.HWPX) == "entity"


@pytest.mark.parametrize(
    "content",
    [
        "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE x+AD4-<x/>",
        "<?xml version='1.0' encoding='utf-16'?><x/>",
        "\ufeff<?xml version='1.0' encoding='utf-8'?><x/>".encode("utf-16-le"),
        "<?xml version='1.0' encoding='cp037'?><x/>",
        "<?xml version='1.0'?>".encode("cp037"),
        "<x/>".encode("utf-16-le"),
        "\ufeff<x/>".encode("utf-32-le"),
        "<?pi " + "a" * HEAD + "?><!DOCTYPE x><x/>",
        " " * HEAD + "<!DOCTYPE x><x/>",
        " " * (HEAD - 1) + "<!DOCTYPE x><x/>",
        "no xml at all",
    ],
)
def test_xml_that_hides_its_beginning_is_refused(content):
    assert refusal_of(part("word/document.xml", content)) == "damaged"


def test_a_long_comment_hides_nothing():
    assert refusal_of(part("word/document.xml", "<!--" + "a" * HEAD + "--><!DOCTYPE x><x/>")) == "entity"


@pytest.mark.parametrize(
    "members",
    [
        {"word/vbaProject.bin": b"x"},
        {"xl/vbaProject.bin": b"x"},
        {"Basic/Standard/Module1.xml": "<a/>"},
        {"[Content_Types].xml": "<Types ContentType='application/vnd.ms-word.document.macroEnabled+xml'/>"},
        {
            "[Content_Types].xml": "<Types ContentType='application/vnd.ms-office.vbaProject'/>".encode(
                "utf-16"
            )
        },
        {"[Content_Types].xml": "<Types ContentType='application/vnd.ms-excel.macrosheet+xml'/>"},
    ],
)
def test_macros_are_refused(members):
    assert refusal_of(samples.docx(parts=members)) == "macro"


def test_a_locked_hwpx_is_refused():
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    content = samples.zipped({"mimetype": "application/hwp+zip", "META-INF/manifest.xml": manifest})
    assert refusal_of(content, DocumentKind.HWPX) == "encrypted"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("setup.exe", b"MZ", "program"),
        ("문서/실행.BAT", b"echo", "program"),
        (".htaccess", b"AddType", "program"),
        ("계획.docm", b"PK\x03\x04", "program"),
        ("readme", b"MZ\x90\0", "program"),
        ("tool", b"\x7fELF\x02", "program"),
        ("run", b"#!/bin/sh", "program"),
        ("inner.zip", b"PK\x03\x04", "nested"),
        ("inner.7z", b"7z", "nested"),
        ("a.tar.gz", b"\x1f\x8b", "nested"),
        ("photo.png", b"PK\x03\x04", "nested"),
    ],
)
def test_what_a_zip_may_not_hold(name, content, code):
    assert refusal_of(samples.zipped({"계획.pdf": samples.PDF, name: content}), DocumentKind.ZIP) == code


def test_what_a_zip_may_hold():
    members = {
        "a.docx": samples.docx(),
        "b.hwpx": samples.hwpx(),
        "자료/c.json": b"{}",
        "d": b"x",
        "e.html": b"<a>",
    }
    assert check(samples.zipped(members), DocumentKind.ZIP) is None


def test_mimetype_is_read_only_where_it_comes_first():
    def read(members):
        return mimetype_of(Archive(io.BytesIO(samples.zipped(members, zipfile.ZIP_STORED))))

    assert read({"mimetype": "application/hwp+zip", "a": b"x"}) == b"application/hwp+zip"
    assert read({"a": b"x", "mimetype": "application/hwp+zip"}) is None
    assert read({"folder/": b""}) is None
    assert len(read({"mimetype": b"m" * 5000})) == 100
