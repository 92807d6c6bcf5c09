import resource
import tracemalloc
from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from seoul_gov.documents.forms import DocumentField, MultipleDocumentField
from seoul_gov.documents.intake import check
from seoul_gov.documents.uploads import TYPED_BYTES
from tests.documents import samples

BOUNDARY = "----edge"
LIMIT = 100_000


@pytest.fixture
def limits(settings, tmp_path):
    settings.PORTAL_UPLOAD_MAX_BYTES = LIMIT
    settings.PORTAL_UPLOAD_MAX_REQUEST_BYTES = 2 * LIMIT
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def body(*files, first="앞", last="뒤"):
    """A form as a browser sends it: a field, the files, and another field below them."""
    parts = [('name="first"', first.encode())]
    parts += [(f'name="file"; filename="{name}"', content) for name, content in files]
    parts += [('name="last"', last.encode())]
    made = b"".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return made + f"--{BOUNDARY}--\r\n".encode()


def posted(content, length=None):
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}",
        CONTENT_LENGTH=str(len(content) if length is None else length),
        **{"wsgi.input": BytesIO(content)},
    )
    return WSGIRequest(environ)


def refusal_of(upload):
    with pytest.raises(ValidationError) as refusal:
        check(upload)
    return refusal.value.code


def test_a_file_arrives_whole(limits):
    request = posted(body(("계획.pdf", samples.PDF)))
    upload = request.FILES["file"]
    assert (upload.name, upload.size, upload.read()) == ("계획.pdf", len(samples.PDF), samples.PDF)
    assert request.POST.dict() == {"first": "앞", "last": "뒤"}


@pytest.mark.parametrize(("extra", "code"), [(0, "mismatch"), (1, "too_large"), (50_000, "too_large")])
def test_a_file_over_the_limit_is_refused_and_the_form_survives(limits, extra, code):
    request = posted(body(("a.pdf", b"x" * (LIMIT + extra))))
    assert refusal_of(request.FILES["file"]) == code
    assert request.POST.dict() == {"first": "앞", "last": "뒤"}


def test_the_refusal_reaches_the_page(limits):
    request = posted(body(("a.pdf", b"x" * (LIMIT + 1))))
    with pytest.raises(ValidationError) as refusal:
        DocumentField().clean(request.FILES["file"])
    assert refusal.value.messages == ["파일 하나의 크기는 98KB까지이니 줄이거나 나누어 올려 주세요."]


def test_what_is_too_large_leaves_the_disk_at_once(limits):
    request = posted(body(("a.pdf", b"x" * (LIMIT + 1)), ("b.pdf", samples.PDF)))
    large, small = request.FILES.getlist("file")
    assert refusal_of(large) == "too_large"
    assert check(small).kind == "pdf"
    assert [path.stat().st_size for path in limits.iterdir()] == [len(samples.PDF)]
    request.close()
    assert list(limits.iterdir()) == []


def test_all_files_of_a_form_are_counted_together(limits):
    files = [(f"{n}.pdf", samples.PDF.replace(b"\n2", b" " * 70_000 + b"\n2")) for n in range(4)]
    request = posted(body(*files))
    uploads = request.FILES.getlist("file")
    assert [refusal_of(upload) for upload in uploads[2:]] == ["too_much", "too_much"]
    assert [check(upload).kind for upload in uploads[:2]] == ["pdf", "pdf"]
    assert request.POST["last"] == "뒤"


def test_a_form_that_says_it_is_too_large_keeps_nothing(limits):
    length = 2 * LIMIT + TYPED_BYTES + 1
    request = posted(body(("a.pdf", samples.PDF), ("b.pdf", samples.PDF)), length=length)
    assert [refusal_of(upload) for upload in request.FILES.getlist("file")] == ["too_much", "too_much"]
    assert request.POST["last"] == "뒤"
    assert list(limits.iterdir()) == []


def test_an_absurd_form_is_not_read(settings):
    settings.PORTAL_UPLOAD_MAX_REQUEST_BYTES = 1_000
    request = posted(body(("a.pdf", samples.PDF)), length=5_001 + TYPED_BYTES)
    with pytest.raises(RequestDataTooBig):
        _ = request.FILES


def test_each_of_several_refusals_names_its_file(limits):
    request = posted(body(("큰.pdf", b"x" * (LIMIT + 1)), ("빈.pdf", b""), ("a.pdf", samples.PDF)))
    with pytest.raises(ValidationError) as refusal:
        MultipleDocumentField().clean(request.FILES.getlist("file"))
    assert refusal.value.messages == [
        "큰.pdf: 파일 하나의 크기는 98KB까지이니 줄이거나 나누어 올려 주세요.",
        "빈.pdf: 빈 파일은 올릴 수 없으니 내용을 확인해 주세요.",
    ]


@pytest.mark.parametrize("cut", range(50))
def test_an_upload_cut_anywhere_leaves_nothing(limits, cut):
    content = body(("a.pdf", b"x" * 50_000))
    kept = len(content) * cut // 50
    request = posted(content[:kept], length=len(content))
    assert not request.FILES
    request.close()
    assert list(limits.iterdir()) == []


def test_an_upload_cut_behind_the_limit_leaves_nothing(limits):
    content = body(("a.pdf", b"x" * (LIMIT + 100)))
    request = posted(content[:-150], length=len(content))
    assert not request.FILES
    assert list(limits.iterdir()) == []


def test_a_large_upload_takes_little_memory(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    content = body(("a.pdf", b"x" * 40_000_000))
    tracemalloc.start()
    request = posted(content)
    assert request.FILES["file"].size == 40_000_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    request.close()
    assert peak < len(content) + 5_000_000


def test_without_a_place_for_the_file_the_form_survives(limits, settings):
    (limits / "file").touch()
    settings.FILE_UPLOAD_TEMP_DIR = str(limits / "file" / "uploads")
    request = posted(body(("a.pdf", samples.PDF)))
    assert refusal_of(request.FILES["file"]) == "no_room"
    assert request.POST.dict() == {"first": "앞", "last": "뒤"}


def test_uploads_may_go_where_the_system_puts_such_files(limits, settings):
    settings.FILE_UPLOAD_TEMP_DIR = None
    request = posted(body(("a.pdf", samples.PDF)))
    assert check(request.FILES["file"]).kind == "pdf"
    request.close()


def test_the_folder_for_uploads_is_made_when_it_is_missing(limits, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(limits / "new" / "uploads")
    request = posted(body(("a.pdf", samples.PDF)))
    assert check(request.FILES["file"]).kind == "pdf"


@pytest.fixture
def small_disk():
    """A disk with room for 10 KB: the system refuses to let a file grow past that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [9_000, 15_000, 90_000])
def test_a_full_disk_refuses_the_file_and_the_form_survives(limits, small_disk, size):
    request = posted(body(("a.pdf", b"x" * size)))
    assert refusal_of(request.FILES["file"]) == ("mismatch" if size < 10_000 else "no_room")
    assert request.POST.dict() == {"first": "앞", "last": "뒤"}


def test_it_stands_in_front_of_djangos_own_handlers(settings):
    first = settings.FILE_UPLOAD_HANDLERS[0]
    assert first == "seoul_gov.documents.uploads.LimitedUploadHandler"
    assert isinstance(posted(b"").upload_handlers[0], TemporaryFileUploadHandler)
