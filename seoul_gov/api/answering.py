"""What every answer of the API has in common: JSON, open to pages from anywhere, kept for a minute by caches.

An answer is the same for everybody, so cookies are not even read (``OneForAll``), and its ETag is the digest of its
bytes: who has them already is told 304.
"""

import hashlib
from functools import wraps

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.csrf import csrf_exempt

from .refusals import NOT_ACCEPTABLE, NOT_ALLOWED, failure

PREFIX = "/api/v1/"
DOCS = f"{PREFIX}docs"
KEPT = "public, max-age=60"


class OneForAll:
    """Answers the API without a session: it is read by nobody in particular, and caches may share what it says."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(PREFIX) or request.path == DOCS:
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.headers.pop("Vary", None)
        return response


def in_public(view):
    """The view of one address, as the API answers there: HEAD like GET, OPTIONS for pages of other hosts."""

    @csrf_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = answer_of(view, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response

    return answer


def answer_of(view, request, *args, **kwargs):
    asked = request.method
    if asked != "OPTIONS" and not request.accepts("application/json"):
        return failure(406, NOT_ACCEPTABLE)
    # The operations know no HEAD; what they do not know at all, as OPTIONS, they answer with what they do.
    request.method = "GET" if asked == "HEAD" else asked
    response = view(request, *args, **kwargs)
    request.method = asked
    if response.status_code == 405:
        methods = with_companions(response["Allow"])
        return preflight(methods) if asked == "OPTIONS" else not_allowed(methods)
    return kept(request, response) if asked in ("GET", "HEAD") and response.status_code == 200 else response


def with_companions(methods: str) -> str:
    return ", ".join([*(["GET", "HEAD"] if methods == "GET" else [methods]), "OPTIONS"])


def not_allowed(methods: str):
    refusal = failure(405, NOT_ALLOWED)
    refusal["Allow"] = methods
    return refusal


def preflight(methods: str) -> HttpResponse:
    """The answer to a browser that asks first."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": methods,
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def kept(request, response):
    """The answer with what caches need, or 304 for who has it already."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    if etag in known or known == ["*"]:
        response = HttpResponseNotModified()
    response["ETag"] = etag
    response["Cache-Control"] = KEPT
    return response
