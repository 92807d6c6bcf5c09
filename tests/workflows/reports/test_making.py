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

from workflows.reports import apart, hangul, making, pdf

STATIC = str(settings.BASE_DIR / "static")
TABLE = {"kind": "table", "caption": "일정", "head": ["단계", "건"], "rows": [["기획", "3건"]]}
PAPER = {
    "institution": "서울특별시",
    "title": "결과보고서",
    "department": "디지털정책과",
    "date": "2026. 8. 1.(토)",
    "sections": [
        {
            "title": "사업 개요",
            "blocks": [{"kind": "facts", "caption": "사업", "rows": [["사업명", "<b>&마을버스"]]}],
            "items": [
                {"title": "일정", "blocks": [TABLE, {"kind": "words", "paragraphs": ["첫째", "둘째"]}]}
            ],
        }
    ],
    "annex": TABLE,
    "attachments": ["처리 현황", "설계서 1판"],
    "closing": ["1. 처리 현황 1부.", "2. 설계서 1판 1부.  끝."],
}


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
