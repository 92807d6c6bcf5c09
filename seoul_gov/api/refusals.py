"""The API, and how it refuses: always as JSON, in one plain Korean sentence."""

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import ValidationError

from selection.answers import AnswerError

from .describing import DescribedAPI, KoreanJSON

NOT_FOUND = "찾으시는 것이 없습니다. 주소를 확인해 주세요."
NOT_ALLOWED = "이 주소에서 쓸 수 없는 요청 방식입니다."
NOT_ACCEPTABLE = "이 주소는 JSON(application/json)으로만 답합니다. Accept 헤더를 확인해 주세요."
NOT_READABLE = "요청을 읽을 수 없습니다."
NOT_VALID = "쓸 수 없는 값입니다. 명세를 확인해 주세요."

api = DescribedAPI(
    title="정보화사업 거버넌스 포털 API",
    version="1",
    description=(
        "공개된 정보화사업과 그 단계·시민 의견·의결, 거버넌스 유형, 유형 선정 기준표, 유형별 프로세스를 읽고, "
        "답을 보내 유형을 권고받습니다."
    ),
    renderer=KoreanJSON(),
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


@api.exception_handler(ValidationError)
def not_valid(request, error):
    return failure(422, NOT_VALID, str(error.errors[0]["loc"][-1]))


@api.exception_handler(SuspiciousOperation)
def not_readable(request, error):
    return failure(400, NOT_READABLE)


@api.exception_handler(Http404)
def missing(request, error):
    return failure(404, NOT_FOUND)


@csrf_exempt
def nowhere(request, rest=""):
    return failure(404, NOT_FOUND)
