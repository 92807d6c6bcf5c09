"""The operations themselves: each reads a room and says what it found. No rule lives here."""

import json
from collections.abc import Iterable

from django.core.exceptions import RequestDataTooBig
from django.http import Http404

from projects.enums import GovernanceType
from selection.answers import from_json, recommendation_json
from selection.explain import explain
from selection.grid import Grid, grid_of
from selection.models import Edition
from workflows.definitions import Duty, Process, Stage
from workflows.processes import PROCESSES, process_for

from .refusals import Refused, api
from .schemas import (
    READING,
    RECOMMENDATION_BODY,
    EditionDetailOut,
    EditionOut,
    ErrorOut,
    ProcessDetailOut,
    ProcessOut,
    RecommendationOut,
    TypeOut,
)

NOT_JSON = "보낸 내용을 JSON으로 읽을 수 없습니다."
TOO_BIG = "보낸 내용이 너무 큽니다."
NO_EDITION = "발행된 기준표 가운데 그런 판이 없습니다."


@api.get("/types", response={200: list[TypeOut]} | READING, summary="거버넌스 유형 네 가지")
def list_types(request):
    return [
        {"value": t.value, "label": t.label, "definition": t.definition, "strength": t.strength}
        for t in GovernanceType
    ]


@api.get("/editions", response={200: list[EditionOut]} | READING, summary="발행한 기준표, 새 판부터")
def list_editions(request):
    return [
        edition_facts(edition) for edition in Edition.objects.published().order_by("-published_at", "-pk")
    ]


@api.get(
    "/editions/{path:key}",
    response={200: EditionDetailOut, 404: ErrorOut} | READING,
    summary="기준표 한 판과 그 ✓ 칸 (판 이름이나 번호로)",
)
def read_edition(request, key: str):
    published = Edition.objects.published()
    edition = called(key, published) or next((e for e in published if str(e.pk) == key), None)
    if edition is None:
        raise Http404
    return edition_facts(edition) | grid_facts(grid_of(edition))


@api.get("/processes", response={200: list[ProcessOut]} | READING, summary="유형과 사업 구분별 프로세스")
def list_processes(request):
    return [process_facts(process) for process in PROCESSES.values()]


@api.get(
    "/processes/{governance_type}/{kind}",
    response={200: ProcessDetailOut, 404: ErrorOut} | READING,
    summary="프로세스 하나의 단계와 과제, 그 근거",
)
def read_process(request, governance_type: str, kind: str):
    try:
        process = process_for(governance_type, kind)
    except ValueError:
        raise Http404 from None
    return process_facts(process) | {"stages": [stage_facts(stage) for stage in process.stages]}


@api.post(
    "/selection/recommendation",
    response={
        200: RecommendationOut,
        400: ErrorOut,
        404: ErrorOut,
        406: ErrorOut,
        413: ErrorOut,
        422: ErrorOut,
    },
    summary="답에 맞는 유형 권고 (아무것도 저장하지 않음)",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": RECOMMENDATION_BODY}}}
    },
)
def recommend_type(request):
    """답하지 않은 물음은 null로 두거나 보내지 않습니다. modes의 빈 목록은 세 물음 모두 ‘아니오’입니다."""
    data = body_of(request)
    answers = from_json(data)
    edition = edition_for(data.get("edition"))
    explanation = explain(answers, grid_of(edition).matrix)
    return recommendation_json(explanation.recommendation, edition.label, explanation)


def body_of(request) -> object:
    """The JSON of the body; raises Refused where there is none."""
    try:
        return json.loads(request.body)
    except RequestDataTooBig:
        raise Refused(413, TOO_BIG) from None
    except (ValueError, RecursionError):
        raise Refused(400, NOT_JSON) from None


def called(label: object, editions: Iterable[Edition]) -> Edition | None:
    """The edition of that name. Compared here: a database refuses to look for some characters."""
    return next((edition for edition in editions if edition.label == label), None)


def edition_for(label: object) -> Edition:
    """The published edition of that name, or the one in force for None; raises Refused where there is none."""
    published = Edition.objects.published()
    edition = published.current() if label is None else called(label, published)
    if edition is None:
        raise Refused(404 if label is None else 422, NO_EDITION, "edition")
    return edition


def edition_facts(edition: Edition) -> dict:
    return {
        "id": edition.pk,
        "label": edition.label,
        "source": edition.source,
        "published_at": edition.published_at.isoformat(timespec="seconds"),
    }


def grid_facts(grid: Grid) -> dict:
    return {
        "matrix": grid.matrix.to_dict(),
        "rows": [
            {"key": r.key, "text": r.text.splitlines(), "details": r.details.splitlines(), "types": r.types}
            for r in grid.rows
        ],
        "questions": [{"key": q.key, "text": q.text, "help": q.help.splitlines()} for q in grid.questions],
    }


def process_facts(process: Process) -> dict:
    names = ("governance_type", "kind", "edition", "source")
    return {name: getattr(process, name) for name in names}


def stage_facts(stage: Stage) -> dict:
    names = ("key", "title", "phase", "days", "source")
    return {name: getattr(stage, name) for name in names} | {"duties": [duty_facts(d) for d in stage.duties]}


def duty_facts(duty: Duty) -> dict:
    names = ("key", "title", "kind", "actor", "necessity", "source", "is_seed", "output", "question")
    due = {"days": duty.due.days, "unit": duty.due.unit, "anchor": duty.due.anchor}
    return {name: getattr(duty, name) for name in names} | {"due": due}
