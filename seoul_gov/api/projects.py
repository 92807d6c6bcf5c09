"""The operations about public projects. No person's name leaves here: neither a citizen's nor an official's."""

from datetime import date

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from ninja import Query

from projects.models import Project
from projects.search import NUMBER
from workflows.decisions.enums import Choice
from workflows.decisions.models import Resolution
from workflows.opinions.models import Opinion, OpinionRound
from workflows.runs.enums import DutyState
from workflows.runs.models import DutyRun, ProcessRun, StageRun

from .paging import Slice, cut
from .project_schemas import (
    OpinionsOut,
    ProjectDetailOut,
    ProjectsAsked,
    ProjectsOut,
    ResolutionsOut,
    Result,
    StagesOut,
)
from .refusals import api
from .schemas import READING, ErrorOut

ASKED = READING | {422: ErrorOut}
MISSING = READING | {404: ErrorOut}
PART_MISSING = ASKED | MISSING
WHICH = "사업번호로 찾습니다. 유형이 확정된 사업부터 공개합니다."


@api.get(
    "/projects",
    response={200: ProjectsOut} | ASKED,
    summary="공개된 정보화사업, 새 사업부터",
    description="값을 여럿 적으면 모두 맞는 사업만 돌려줍니다. 다음 쪽은 next의 주소로 이어서 읽습니다.",
)
def list_projects(request, asked: Query[ProjectsAsked]):
    page = cut(request, narrowed(asked), asked)
    return page | {"items": [project_facts(project) for project in page["items"]]}


@api.get(
    "/projects/{number}",
    response={200: ProjectDetailOut} | MISSING,
    summary="정보화사업 하나",
    description=WHICH,
)
def read_project(request, number: str):
    return project_details(public(number))


@api.get(
    "/projects/{number}/stages",
    response={200: StagesOut} | MISSING,
    summary="사업의 단계와 과제",
    description=f"{WHICH} 지금 진행하는(끝난 사업은 마지막) 절차의 단계를 차례대로 돌려줍니다.",
)
def list_stages(request, number: str):
    run = public(number).runs.prefetch_related(STAGES).first()
    return {
        "process": run and run_facts(run),
        "stages": [stage_facts(stage) for stage in run.stages.all()] if run else [],
    }


@api.get(
    "/projects/{number}/opinions",
    response={200: OpinionsOut} | PART_MISSING,
    summary="사업에 모인 시민 의견과 답변, 새 의견부터",
    description=f"{WHICH} 철회했거나 가린 의견은 빠집니다. 처리 결과와 사유는 회차를 마감하면 보입니다.",
)
def list_opinions(request, number: str, part: Query[Slice]):
    project = public(number)
    rounds = OpinionRound.objects.filter(duty__stage__run__project=project)
    opinions = Opinion.objects.standing().filter(round__duty__stage__run__project=project, hidden_at=None)
    page = cut(request, opinions.select_related("round"), part)
    return {
        "rounds": [round_facts(round) for round in rounds.select_related("duty__stage")],
        "items": [opinion_facts(opinion) for opinion in page["items"]],
        "next": page["next"],
    }


@api.get(
    "/projects/{number}/resolutions",
    response={200: ResolutionsOut} | PART_MISSING,
    summary="사업에서 함께 정한 것(의결), 새 의결부터",
    description=f"{WHICH} 마친 표결만 돌려줍니다. 누가 어떻게 표결했는지는 담지 않습니다.",
)
def list_resolutions(request, number: str, part: Query[Slice]):
    votes = Resolution.objects.filter(duty__stage__run__project=public(number), state__in=list(Result))
    page = cut(request, votes.select_related("item", "duty__stage").annotate(**COUNTS), part)
    return page | {"items": [resolution_facts(vote) for vote in page["items"]]}


STAGES = Prefetch(
    "stages", StageRun.objects.prefetch_related(Prefetch("duties", DutyRun.objects.exclude(state="dormant")))
)
COUNTS = {
    "electorate": Count("ballots", filter=Q(ballots__recused_at=None)),
    "votes_for": Count("ballots", filter=Q(ballots__choice=Choice.FOR)),
    "votes_against": Count("ballots", filter=Q(ballots__choice=Choice.AGAINST)),
    "votes_abstain": Count("ballots", filter=Q(ballots__choice=Choice.ABSTAIN)),
    "recused": Count("ballots", filter=Q(ballots__recused_at__isnull=False)),
}


def public(number: str) -> Project:
    """The public project of that number; raises Http404 where there is none."""
    rows = Project.objects.public().select_related("department", "channel")
    project = rows.filter(number=number).first() if NUMBER.fullmatch(number) else None
    if project is None:
        raise Http404
    return project


def narrowed(asked: ProjectsAsked):
    """The public projects that are asked for."""
    columns = {"type": "governance_type", "year": "submitted_at__year"}
    names = ("type", "kind", "phase", "status", "department", "year")
    wanted = {columns.get(name, name): value for name in names if (value := getattr(asked, name)) is not None}
    rows = Project.objects.public().filter(**wanted).select_related("department")
    return rows.matching(asked.q) if asked.q else rows


def day(moment) -> date | None:
    """The day of a moment in Seoul."""
    return moment and timezone.localdate(moment)


def taken(thing, *names: str) -> dict:
    """These attributes, as they are."""
    return {name: getattr(thing, name) for name in names}


def project_facts(project: Project) -> dict:
    names = ("number", "title", "kind", "governance_type", "status", "start_date", "end_date")
    return taken(project, *names) | {
        "phase": project.phase or None,
        "department": taken(project.department, "id", "name"),
        "registered_on": day(project.submitted_at),
        "url": settings.PORTAL_BASE_URL + reverse("record:project", args=[project.pk]),
    }


def project_details(project: Project) -> dict:
    more = {"channel": project.channel.name if project.channel else "", "audience": project.audience or None}
    return project_facts(project) | taken(project, "summary", "budget") | more


def run_facts(run: ProcessRun) -> dict:
    days = {"started_on": day(run.started_at), "ended_on": day(run.ended_at)}
    return taken(run, "governance_type", "kind", "edition", "status") | days


def stage_facts(stage: StageRun) -> dict:
    names = ("key", "title", "phase", "state", "planned_start", "planned_end")
    return taken(stage, *names) | {
        "opened_on": day(stage.opened_at),
        "closed_on": day(stage.closed_at),
        "duties": [duty_facts(duty) for duty in stage.duties.all()],
    }


def duty_facts(duty: DutyRun) -> dict:
    waived = duty.state == DutyState.WAIVED
    names = ("title", "kind", "actor", "necessity", "state", "due_on", "source")
    return taken(duty, *names) | {"waived_because": duty.reason if waived else None}


def round_facts(round: OpinionRound) -> dict:
    names = ("id", "number", "topic", "guide", "opens_on", "closes_on", "state")
    return taken(round, *names) | {"stage": round.duty.stage.key}


def opinion_facts(opinion: Opinion) -> dict:
    told = opinion.round.is_closed and opinion.is_answered
    return taken(opinion, "id", "body") | {
        "round": opinion.round_id,
        "given_on": day(opinion.created_at),
        "disposition": opinion.disposition if told else None,
        "answer": opinion.answer if told else None,
        "answered_on": day(opinion.answered_at) if told else None,
    }


def resolution_facts(vote: Resolution) -> dict:
    return taken(vote, "id", "category", "motion", "text", "rule") | {
        "stage": vote.duty.stage.key,
        "item": vote.item.title,
        "result": vote.state,
        "counts": taken(vote, *COUNTS),
        "closed_on": day(vote.closed_at),
    }
