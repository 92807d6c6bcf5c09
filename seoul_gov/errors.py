"""Error pages in plain Korean, each with a way on. They never read the broken request again.

The API is answered in JSON. While the database is away, nothing here asks it anything.
"""

import codecs
import sys

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from seoul_gov.accounts import unsent
from seoul_gov.context import institution

API = "/api/"
LOST = (OperationalError, InterfaceError)
"""What a database says that is away, going away, or busy for too long."""
SECONDS_TO_RETRY = 10
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
EXPIRED = "보안 확인이 만료되었습니다. 화면을 새로 고친 뒤 다시 시도해 주세요."
COPY = "보안 확인이 만료되어 저장하지 못했습니다. 아래에 있는 작성하신 내용을 복사한 뒤, 화면을 다시 열어 붙여 넣어 주세요."
SENTENCES = {
    400: (
        "요청을 이해하지 못했습니다",
        "보내신 내용의 형식이 올바르지 않습니다. 처음부터 다시 시도해 주세요.",
    ),
    403: ("이 일을 할 권한이 없습니다", "이 일을 할 수 있는 사람이 아닙니다. 담당자에게 문의해 주세요."),
    404: ("찾으시는 화면이 없습니다", "주소가 바뀌었거나, 볼 수 있는 화면이 아닙니다. 주소를 확인해 주세요."),
    409: (
        "그 사이 내용이 바뀌었습니다",
        "다른 사람이 먼저 처리했거나 지금은 할 수 없는 일입니다. 앞 화면을 새로 고쳐 확인해 주세요.",
    ),
    413: ("보내신 내용이 너무 큽니다", "파일이 너무 크거나 너무 많아 받지 못했습니다. 나누어 보내 주세요."),
    429: (
        "잠시 뒤 다시 시도해 주세요",
        "짧은 시간에 너무 여러 번 요청하셨습니다. 몇 분 뒤에 다시 시도해 주세요.",
    ),
    500: (
        "일시적인 문제가 생겼습니다",
        "잠시 뒤 다시 시도해 주세요. 계속되면 화면 아래 대표전화로 알려 주세요.",
    ),
    503: (
        "지금은 잠시 쓸 수 없습니다",
        "자료를 불러오지 못하고 있습니다. 10초쯤 뒤에 다시 시도해 주세요. 작성하던 내용은 ‘뒤로’를 눌러 다시 보낼 수 있습니다.",
    ),
}


class PlainEncoding:
    """Lets no request in that says to be written in anything but UTF-8: form, address and error page alike would
    be read with that."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        charset = request.content_params.get("charset")
        if charset is not None:
            request.encoding = "utf-8"
            if not is_utf_8(charset):
                raise BadRequest
        return self.get_response(request)


def is_utf_8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False


def page(request, status: int, sentence: str = "", **more):
    title, usual = SENTENCES[status]
    if request.path.startswith(API):
        return said_in_json(status, sentence or usual)
    context = {"status": status, "error_title": title, "sentence": sentence or usual} | more
    return render(request, "error.html", context, status=status)


def said_in_json(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"detail": sentence}, status=status, json_dumps_params={"ensure_ascii": False})


@requires_csrf_token
def bad_request(request, exception=None):
    # Nothing of a request that could not be decoded is read again.
    request._post_parse_error = True
    request.POST, request._files = request.GET.copy(), {}
    return page(request, 413 if isinstance(exception, TOO_LARGE) else 400)


@requires_csrf_token
def permission_denied(request, exception=None):
    return page(request, 403, str(exception or ""))


@requires_csrf_token
def page_not_found(request, exception=None):
    return page(request, 404)


@requires_csrf_token
def too_many_requests(request):
    return page(request, 429)


@requires_csrf_token
def server_error(request):
    """What nobody foresaw; called while the exception is being handled."""
    if isinstance(sys.exc_info()[1], LOST):
        return unavailable(request)
    return page(request, 500)


def unavailable(request):
    """The page while the database is away: without the person, the menu and whatever else is read from there."""
    title, sentence = SENTENCES[503]
    if request.path.startswith(API):
        response = said_in_json(503, sentence)
    else:
        context = {"status": 503, "error_title": title, "sentence": sentence, "portal": institution()}
        response = HttpResponse(render_to_string("unavailable.html", context), status=503)
    response["Retry-After"] = SECONDS_TO_RETRY
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request, reason=""):
    """The form was written before a login or too long ago: what was typed in our own page is shown for copying."""
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" and hasattr(request, "_post")
    texts = unsent.texts(unsent.fields_of(request.POST)) if ours else []
    return page(request, 403, COPY if texts else EXPIRED, texts=texts)
