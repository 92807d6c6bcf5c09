"""The API's own description in Korean: values by their labels, statuses in words, each operation by its verb."""

from copy import deepcopy

from django.db.models import TextChoices
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from selection.models import Edition

from . import project_schemas, schemas

STATUSES = {
    "200": "성공",
    "304": "가지고 있는 것에서 바뀌지 않음",
    "400": "요청을 읽을 수 없음",
    "404": "찾는 것이 없음",
    "406": "JSON을 받지 않는 요청",
    "413": "보낸 내용이 너무 큼",
    "422": "쓸 수 없는 값",
}


CHOICES = {
    name: ", ".join(f"{value} {label}" for value, label in choices.choices)
    for name, choices in (vars(schemas) | vars(project_schemas)).items()
    if isinstance(choices, type) and issubclass(choices, TextChoices)
}
"""What each choice of values means, by the name that it has in the schema."""


class KoreanJSON(JSONRenderer):
    """JSON in which a syllable is three bytes, not six."""

    json_dumps_params = {"ensure_ascii": False}


class DescribedAPI(NinjaAPI):
    """An API whose schema speaks to its readers: docstrings are for those who read the code. It names the editions
    that are published by now, for nobody guesses them."""

    def get_openapi_operation_id(self, operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **options):
        schema = deepcopy(super().get_openapi_schema(**options))
        for thing in everything_in(schema):
            if "enum" in thing and thing.get("title") in CHOICES:
                thing["description"] = CHOICES[thing["title"]]
            for status, response in thing.get("responses", {}).items():
                response["description"] = STATUSES[str(status)]
            if thing.get("title") == schemas.EDITION:
                thing["enum"] = [*published_labels(), None]
        return schema


def published_labels() -> list[str]:
    """The names of the editions that can be asked for."""
    return list(Edition.objects.published().values_list("label", flat=True))


def everything_in(schema):
    """Every object of a schema, however deep."""
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from everything_in(part)
