"""The process apart: what it makes, what it refuses, and what becomes of its failures."""

import io
import json
import re
import resource
import subprocess
import sys
import zlib
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.conf import settings
from weasyprint.urls import FatalURLFetchingError

from seoul_gov.papers import apart, blocks, hangul, making, pdf
from seoul_gov.papers.blocks import Facts, Heading, Line, Table, Words

STATIC = str(settings.BASE_DIR / "static")
TABLE = Table("일정", ("단계", "건"), (("기획", "3건"),))
PAPER = blocks.to_json(
    [
        Line("결과보고서", "title", {"alignment": "CENTER", "spacing_after_pt": 8}),
        Heading("사업 개요", 1),
        Facts("사업", (("사업명", "<b>&마을버스"),)),
        Heading("일정", 2),
        TABLE,
        Words(("첫째", "둘째")),
        Line("붙임  2. 설계서 1판 1부.  끝."),
        TABLE,
    ],
    header="서울특별시 디지털정책과",
)


@pytest.fixture
def limits(monkeypatch):
    """Limits that a long-lived test process has not used up yet; its own are put back afterwards."""
    monkeypatch.setattr(apart, "SECONDS", 100_000)
    monkeypatch.setattr(apart, "MEMORY_BYTES", 2**41)
    kept = {limit: resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}
    yield
    for limit, values in kept.items():
        resource.setrlimit(limit, values)


@pytest.fixture
def ends(monkeypatch):
    """The process apart ends as told."""

    def as_told(code=0, error=b"", late=False):
        def run(*_, timeout, **__):
            if late:
                raise subprocess.TimeoutExpired("child", timeout)
            return SimpleNamespace(returncode=code, stdout=b"file", stderr=error)

        monkeypatch.setattr(making.subprocess, "run", run)

    return as_told


def test_an_hwpx_has_headings_tables_and_the_end():
    content = hangul.make(json.dumps(PAPER), STATIC)
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist()[0] == "mimetype"
        section = archive.read("Contents/section0.xml").decode()
    assert section.count("<hp:tbl ") == 3
    assert section.count('header="1"') == 4
    assert section.count('styleIDRef="2"') == section.count('styleIDRef="3"') == 1
    assert "2. 설계서 1판 1부.  끝." in section
    assert "&lt;b&gt;&amp;마을버스" in section


def test_a_letter_has_neither_head_nor_number():
    with_both = hangul.make(json.dumps(PAPER), STATIC)
    bare = hangul.make(json.dumps(blocks.to_json([Line("위촉장")], is_numbered=False)), STATIC)
    texts = [
        ZipFile(io.BytesIO(content)).read("Contents/section0.xml").decode() for content in (with_both, bare)
    ]
    for mark in ("<hp:header", "<hp:pageNum"):
        assert [mark in text for text in texts] == [True, False]


def test_a_document_that_breaks_the_format_is_not_kept(monkeypatch):
    monkeypatch.setattr(hangul.HwpxDocument, "validate", lambda self: SimpleNamespace(errors=["없는 요소"]))
    with pytest.raises(ValueError, match="없는 요소"):
        hangul.make(json.dumps(PAPER), STATIC)


def test_a_pdf_is_tagged_and_in_korean():
    content = pdf.make("<html lang='ko'><title>결과</title><h1>결과보고서</h1></html>", STATIC)
    assert content.startswith(b"%PDF-1.7")
    parts = re.findall(rb"FlateDecode[^>]*>>\nstream\n(.*?)\nendstream", content, re.DOTALL)
    text = b"".join(zlib.decompress(part) for part in parts if part.startswith(b"x"))
    assert all(mark in text for mark in (b"/MarkInfo", b"StructTreeRoot", b"Pretendard-Paper", b"/Lang"))


@pytest.mark.parametrize(
    "source",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/",
        "../../manage.py",
        "data:image/png;base64,AA==",
        "file://host/x",
    ],
)
def test_a_paper_fetches_static_files_alone(source):
    with pytest.raises(FatalURLFetchingError):
        pdf.make(f"<html lang='ko'><title>x</title><img src='{source}' alt=''></html>", STATIC)


def test_the_process_apart_writes_the_file(limits, monkeypatch):
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(PAPER).encode())))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    assert apart.main(["hwpx", STATIC]) == 0
    assert out.getvalue().startswith(b"PK")


def test_the_process_apart_tells_its_failure_without_a_word_of_the_report(limits, monkeypatch):
    told = io.StringIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("홍길동".encode())))
    monkeypatch.setattr(sys, "stderr", told)
    assert apart.main(["hwpx", STATIC]) == apart.BROKEN
    assert told.getvalue() == "JSONDecodeError"


def test_a_library_that_is_not_installed_has_its_own_code(limits, monkeypatch):
    def missing(_):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(apart, "import_module", missing)
    assert apart.main(["pdf", STATIC]) == apart.MISSING


@pytest.mark.parametrize(
    ("how", "sentence", "is_final"),
    [
        ({"code": apart.MISSING}, making.NO_PANGO, True),
        ({"code": apart.BROKEN, "error": b"ValueError"}, making.FAILED, False),
        ({"code": -9}, making.FAILED, False),
        ({"late": True}, making.TOO_LONG, False),
    ],
)
def test_failures_are_told_in_a_sentence(ends, how, sentence, is_final):
    ends(**how)
    with pytest.raises(making.CannotBeMade) as failure:
        making.written("pdf", "")
    assert (str(failure.value), failure.value.is_final) == (sentence, is_final)
