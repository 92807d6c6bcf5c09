import pytest
from csp.middleware import CSPMiddleware
from django.http import Http404
from django.test import RequestFactory

from seoul_gov.documents import actions
from seoul_gov.documents.serve import POLICY, serve
from tests.documents import samples

KOREAN = "attachment; filename*=utf-8''%ED%9A%8C%EC%9D%98%EB%A1%9D%20%281%EC%B0%A8%29."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def stored(db):
    def store(name, content):
        return actions.store(by=None, upload=samples.upload(name, content))

    return store


def body(response):
    content = b"".join(response.streaming_content)
    response.close()
    return content


def asked(byte_range):
    return RequestFactory().get("/", headers={"range": byte_range})


def test_a_file_goes_out_as_it_came_in(stored):
    response = serve(stored("회의록 (1차).pdf", samples.PDF))
    assert (response.status_code, body(response)) == (200, samples.PDF)
    assert {name: response.headers[name] for name in response.headers} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(samples.PDF)),
        "Content-Disposition": f"{KOREAN}pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
        "Accept-Ranges": "bytes",
    }


@pytest.mark.parametrize("name", samples.GOOD)
@pytest.mark.parametrize("inline", [True, False])
def test_only_pdf_and_pictures_are_ever_shown(stored, name, inline):
    document = stored(name, samples.GOOD[name]())
    disposition = serve(document, inline=inline).headers["Content-Disposition"].partition(";")[0]
    shown = inline and document.kind in ("pdf", "png", "jpg")
    assert disposition == ("inline" if shown else "attachment")


def test_the_type_comes_from_the_bytes_and_not_from_the_name(stored):
    document = stored("화면.png", samples.png())
    document.name = "화면.html"
    assert serve(document, inline=True).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize("name", ['a";b.pdf', "a'b%0d%0a.pdf", "<b>.pdf", "a;filename=x.pdf"])
def test_no_name_escapes_its_header(stored, name):
    disposition = serve(stored(name, samples.PDF)).headers["Content-Disposition"]
    assert "\n" not in disposition
    assert disposition.count('"') in (0, 2)
    assert "<" not in disposition


def test_the_policy_of_the_site_does_not_replace_its_own(stored):
    response = serve(stored("a.pdf", samples.PDF))
    request = RequestFactory().get("/")
    passed = CSPMiddleware(lambda request: response)(request)
    assert passed.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize(
    ("byte_range", "start", "end"), [("bytes=0-9", 0, 10), ("bytes=5-", 5, None), ("bytes=-7", -7, None)]
)
def test_a_part_is_answered(stored, byte_range, start, end):
    response = serve(stored("a.pdf", samples.PDF), request=asked(byte_range))
    expected = samples.PDF[start:end]
    assert (response.status_code, body(response)) == (206, expected)
    first = samples.PDF.index(expected)
    last = first + len(expected) - 1
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(samples.PDF)}"
    assert response.headers["Content-Length"] == str(len(expected))


def test_a_part_outside_is_refused(stored):
    response = serve(stored("a.pdf", samples.PDF), request=asked("bytes=9999-"))
    assert (response.status_code, body(response)) == (416, b"")
    assert response.headers["Content-Range"] == f"bytes */{len(samples.PDF)}"


def test_a_request_without_a_part_gets_all(stored):
    response = serve(stored("a.pdf", samples.PDF), request=RequestFactory().get("/"))
    assert (response.status_code, body(response)) == (200, samples.PDF)


def test_a_file_gone_from_the_disk_is_not_found(stored):
    document = stored("a.pdf", samples.PDF)
    document.file.storage.delete(document.file.name)
    with pytest.raises(Http404):
        serve(document)
