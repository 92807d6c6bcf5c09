"""The only way out for files.

The calling room has asked its own permissions before. What somebody uploaded is never run by the reader's
browser: the type comes from the bytes that were checked, guessing is off, and a policy of its own (which the
site's policy does not replace) takes every right from it.
"""

from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from .models import Document
from .ranges import Outside, Part, Slice, requested_part

POLICY = "sandbox; default-src 'none'"


def serve(
    document: Document, *, inline: bool = False, request: HttpRequest | None = None
) -> HttpResponseBase:
    """The file as a response: to be saved under its own name, or shown when `inline` and PDF, PNG or JPEG.

    With `request`, one byte range that it asks for is answered (206, or 416 outside the file).
    Raises Http404 when the file is gone from the disk.
    """
    stream = _opened(document)
    part = requested_part(request.headers.get("Range") if request else None, document.size)
    response = _answer(document, stream, part, as_attachment=not (inline and document.is_inline))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _opened(document: Document) -> BinaryIO:
    try:
        return document.file.storage.open(document.file.name, "rb")
    except FileNotFoundError:
        raise Http404("파일이 저장소에 없습니다.") from None


def _answer(
    document: Document, stream: BinaryIO, part: Part | None, *, as_attachment: bool
) -> HttpResponseBase:
    body = stream if part is None else Slice(stream, part)
    response = FileResponse(
        body, as_attachment=as_attachment, filename=document.name, content_type=document.content_type
    )
    if part is not None:
        response.status_code = 416 if isinstance(part, Outside) else 206
        response.headers["Content-Length"] = part.length
        response.headers["Content-Range"] = part.header(document.size)
    return response
