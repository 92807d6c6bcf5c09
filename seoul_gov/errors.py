"""Error pages in plain Korean, each with a way on. They never read the broken request again."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
SENTENCES = {
    400: (
        "요청을 이해하지 못했습니다",
        "보내신 내용의 형식이 올바르지 않습니다. 처음부터 다시 시도해 주세요.",
    ),
    403: ("이 일을 할 권한이 없습니다", "이 일을 할 수 있는 사람이 아닙니다. 담당자에게 문의해 주세요."),
    404: ("찾으시는 화면이 없습니다", "주소가 바뀌었거나, 볼 수 있는 화면이 아닙니다. 주소를 확인해 주세요."),
    413: ("보내신 내용이 너무 큽니다", "파일이 너무 크거나 너무 많아 받지 못했습니다. 나누어 보내 주세요."),
    500: (
        "일시적인 문제가 생겼습니다",
        "잠시 뒤 다시 시도해 주세요. 계속되면 대표전화 02-120으로 알려 주세요.",
    ),
}


def page(request, status: int, sentence: str = ""):
    title, usual = SENTENCES[status]
    context = {"status": status, "error_title": title, "sentence": sentence or usual}
    return render(request, "error.html", context, status=status)


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
def server_error(request):
    return page(request, 500)


def csrf_failure(request, reason=""):
    return page(request, 403, "보안 확인이 만료되었습니다. 화면을 새로 고친 뒤 다시 시도해 주세요.")
