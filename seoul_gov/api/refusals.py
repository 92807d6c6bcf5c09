"""The API, and how it refuses: always as JSON, in one plain Korean sentence."""

from functools import wraps

from django.http import Http404, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from selection.answers import AnswerError

NOT_FOUND = "찾으시는 것이 없습니다. 주소를 확인해 주세요."
NOT_ALLOWED = "이 주소에서 쓸 수 없는 요청 방식입니다."

api = NinjaAPI(
    title="정보화사업 거버넌스 포털 API",
    version="1",
    description="거버넌스 유형, 유형 선정 기준표, 유형별 프로세스를 읽고, 답을 보내 유형을 권고받습니다.",
    docs_url=None,
    urls_namespace="api",
)


class Refused(Exception):
    """A request that cannot be answered: its status, why in Korean, and the field at fault."""

    def __init__(self, status: int, detail: str, field: str | None = None):
        super().__init__(detail)
        self.status, self.detail, self.field = status, detail, field


def failure(status: int, detail: str, field: str | None = None) -> JsonResponse:
    body = {"detail": detail} | ({"field": field} if field else {})
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


@api.exception_handler(Refused)
def refused(request, refusal):
    return failure(refusal.status, refusal.detail, refusal.field)


@api.exception_handler(AnswerError)
def no_answer(request, error):
    return failure(422, error.sentence, error.field)


@api.exception_handler(Http404)
def missing(request, error):
    return failure(404, NOT_FOUND)


@csrf_exempt
def nowhere(request, rest=""):
    return failure(404, NOT_FOUND)


def in_json(view):
    """Have the refusal of a method said in JSON, too."""

    @csrf_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        refusal = failure(405, NOT_ALLOWED)
        refusal["Allow"] = response["Allow"]
        return refusal

    return answer
