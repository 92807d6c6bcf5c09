import os
import resource
import subprocess
import sys

import pytest

from seoul_gov.documents import apart, rendering
from seoul_gov.documents.enums import PreviewState
from seoul_gov.documents.rendering import Made, render
from tests.documents import samples


@pytest.fixture
def write(tmp_path):
    def written(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return str(path)

    return written


@pytest.fixture
def limits(monkeypatch):
    """Limits that a long-lived test process has not used up yet; its own are put back afterwards."""
    monkeypatch.setattr(apart, "SECONDS", 100_000)
    monkeypatch.setattr(apart, "MEMORY_BYTES", 2**40)
    kept = {limit: resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}
    yield
    for limit, values in kept.items():
        resource.setrlimit(limit, values)


@pytest.mark.parametrize(
    ("kind", "content"), [("docx", samples.docx(samples.paragraph("본문"))), ("hwpx", samples.hwpx("본문"))]
)
def test_a_document_is_rendered(write, kind, content):
    assert render(kind, write(content)) == Made(PreviewState.READY, '<p id="s1" data-section="1">본문</p>')


@pytest.mark.parametrize(
    "content",
    [
        b"no zip",
        samples.zipped({"a": b"x"}),
        samples.docx(parts={"word/document.xml": "<open>"}),
        samples.docx("<w:p>" * 20_000 + "</w:p>" * 20_000),
    ],
)
@pytest.mark.parametrize("kind", ["docx", "hwpx"])
def test_a_broken_document_fails_and_nothing_else_does(write, kind, content):
    assert render(kind, write(content)) == Made(PreviewState.FAILED)


def test_a_missing_file_fails(tmp_path):
    assert render("docx", str(tmp_path / "missing")) == Made(PreviewState.FAILED)


def test_the_log_says_what_went_wrong_but_nothing_of_the_document(write, caplog):
    render("docx", write(samples.docx(parts={"word/document.xml": "<secret>"})))
    assert "ExpatError" in caplog.text
    assert "secret" not in caplog.text


def test_a_document_that_takes_too_long_is_stopped(write, monkeypatch):
    monkeypatch.setattr(rendering, "SECONDS", 0.001)
    assert render("docx", write(samples.docx())) == Made(PreviewState.FAILED)


def test_the_process_apart_gets_no_secrets(write, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "known only to the portal")
    monkeypatch.setattr(rendering, "_CHILD", "import os; print(sorted(os.environ.items()))")
    shown = render("docx", "")
    assert shown.state == PreviewState.READY
    assert "known only to the portal" not in shown.html
    assert "DJANGO" not in shown.html


def test_the_clock_and_the_language_of_the_host_do_not_matter(write, monkeypatch):
    path = write(samples.hwpx("둘째 문단"))
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("LC_ALL", "C")
    assert "둘째 문단" in render("hwpx", path).html


def test_inside_the_process_apart(write, limits, capsysbinary):
    assert apart.main(["docx", write(samples.docx(samples.paragraph("본문")))]) == 0
    assert capsysbinary.readouterr().out.decode() == '<p id="s1" data-section="1">본문</p>'
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == apart.MEMORY_BYTES
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == apart.SECONDS


def test_inside_the_process_apart_with_a_heavy_document(write, limits, monkeypatch):
    monkeypatch.setattr("seoul_gov.documents.previews.MAX_XML_BYTES", 100)
    assert apart.main(["hwpx", write(samples.hwpx())]) == rendering.TOO_HEAVY


def test_inside_the_process_apart_with_a_broken_document(write, limits, capsysbinary):
    assert apart.main(["docx", write(b"no zip")]) == rendering.BROKEN
    assert capsysbinary.readouterr().err == b"BadZipFile"


def test_its_memory_is_bounded():
    script = "from seoul_gov.documents.apart import confine; confine(); bytearray(2_000_000_000)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=os.environ | {"PYTHONPATH": "."}, check=False
    )
    assert b"MemoryError" in done.stderr
