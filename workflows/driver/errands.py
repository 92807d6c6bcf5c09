"""What waits for a person in the course of processes: drafts, types to find, starts, duties, ends of stages, waivers."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache, reduce
from itertools import groupby
from operator import or_

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.urls import reverse

from projects.enums import ProjectStatus, StageKey
from projects.models import Project
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import Department
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.kept import Blank, Kept
from seoul_gov.ui.korean import today
from workflows.definitions import DutyKind, Necessity
from workflows.runs.duties import RECORD
from workflows.runs.enums import DutyState, RunStatus, StageState, WaiverDecision
from workflows.runs.models import Waiver

from .bodies import CREATE
from .evidence import is_begun, is_met

SOON = timedelta(days=14)
HOLDING = (Necessity.REQUIRED, Necessity.IF_CASE, Necessity.ONCE_OPENED)
DOORS = {
    DutyKind.PANEL: ("panels:create", CREATE),
    DutyKind.MEETING: ("meetings:schedule", "회의 소집하기"),
    DutyKind.REVIEW: ("reviews:open", "검토 열기"),
    DutyKind.OPINION: ("opinions:open", "의견수렴 열기"),
    DutyKind.DECISION: ("decisions:open", "표결 열기"),
    DutyKind.ISSUE: ("issues:raise", "협의 제기하기"),
    DutyKind.REPORT: ("reports:write", "결과보고서 쓰기"),
}
"""Where an official begins what a room then carries on; everything else is recorded."""
SUBJECTS = {
    DutyKind.PANEL: lambda row: row.pk,
    DutyKind.ISSUE: lambda row: row.stage__pk,
    DutyKind.REPORT: lambda row: row.run__pk,
}
"""Of which thing the door is, where it is not the duty's."""
FOLLOWING = (DutyKind.MINUTES, DutyKind.ANSWERS)
BEFORE = (ProjectStatus.DRAFT, ProjectStatus.REGISTERED, ProjectStatus.CONFIRMED)
"""Where a project stands before its process begins and somebody of its department has to go on."""


def waiting(user) -> list[Errand]:
    """The lines for this person, in one query more than their roles."""
    officer, head = user.departments_as(Role.OFFICER), user.departments_as(Role.HEAD)
    governs = user.has_role(Role.GOVERNANCE_OFFICER)
    if not (officer or head or governs):
        return []
    departments = dict(enumerate(officer | head))
    rows = _kept(len(departments), governs).ask(**{f"department_{n}": pk for n, pk in departments.items()})
    lines = []
    for _, of_project in groupby(rows, key=lambda row: row.pk):
        of_project = list(of_project)
        lines += _of_waivers(user, of_project, head, governs)
        if of_project[0].department_id in officer:
            lines += _of_project(user, of_project)
    return lines


@cache
def _kept(count: int, governs: bool) -> Kept:
    """The rows of so many departments, by a query that is put together once: it takes longer than its answer."""
    nobody = Q(pk__in=())
    own = reduce(or_, (Q(department=Blank(f"department_{n}", Department)) for n in range(count)), nobody)
    return Kept(lambda: _rows(own, governs))


def _rows(own: Q, governs: bool):
    """A row for each duty of the open stages of these departments' own processes, and for each project without one.

    Governance officers get, of the whole city, the duties that wait for a waiver besides.
    """
    pending = Waiver.objects.filter(duty=OuterRef("duty__pk"), decision=WaiverDecision.PENDING)
    projects = Project.objects.annotate(
        run=FilteredRelation("runs", condition=Q(runs__status=RunStatus.RUNNING)),
        stage=FilteredRelation("run__stages", condition=Q(run__stages__state=StageState.OPEN)),
        duty=FilteredRelation("stage__duties"),
        waiver=Subquery(pending.values("pk")[:1]),
        asker=Subquery(pending.values("requested_by")[:1]),
        is_met=is_met(),
        is_begun=is_begun(),
        running=F("run__pk"),
    )
    live = Q(status__in=BEFORE) | Q(running__isnull=False)
    wanted = own & live
    if governs:
        wanted |= Q(waiver__isnull=False)
    return projects.filter(wanted).order_by("pk", "duty__order", "duty__pk").values_list(*COLUMNS, named=True)


COLUMNS = (
    "pk",
    "title",
    "status",
    "governance_type",
    "department_id",
    "officer_id",
    "created_by_id",
    "run__pk",
    "run__governance_type",
    "stage__pk",
    "stage__key",
    "stage__planned_end",
    "duty__pk",
    "duty__title",
    "duty__kind",
    "duty__necessity",
    "duty__is_seed",
    "duty__question",
    "duty__state",
    "duty__due_on",
    "waiver",
    "asker",
    "is_met",
    "is_begun",
)


def _of_waivers(user, rows, head, governs: bool) -> Iterator[Errand]:
    """Waivers on which this person may decide: never their own."""
    for row in rows:
        decides = governs if row.duty__is_seed else row.department_id in head
        if row.waiver and decides and row.asker != user.pk and row.duty__state == DutyState.OPEN:
            url = reverse("driver:decide_waiver", args=[row.waiver])
            yield Errand(f"‘{row.duty__title}’ 면제 요청 결정", row.title, "결정하기", url)


def _of_project(user, rows) -> Iterator[Errand]:
    """What the officers of the department have to do for one project."""
    first = rows[0]
    if first.run__pk is None:
        yield from _before_the_run(user, first)
    elif first.run__governance_type != first.governance_type:
        yield _stale(first)
    elif all(not _holds(row) for row in rows):
        url = reverse("driver:advance", args=[first.run__pk])
        title = f"‘{StageKey(first.stage__key).label}’ 단계를 마칠 수 있습니다"
        yield Errand(title, first.title, "단계 마치기", url, first.stage__planned_end)
    else:
        yield from map(_of_duty, filter(_is_due, rows))


def _before_the_run(user, row) -> Iterator[Errand]:
    if row.status == ProjectStatus.CONFIRMED:
        yield Errand("절차 시작", row.title, "절차 시작하기", reverse("driver:start", args=[row.pk]))
    elif row.status == ProjectStatus.REGISTERED:
        url = reverse("selection:begin", args=[row.pk])
        yield Errand("거버넌스 유형 선정", row.title, "유형 선정 시작", url)
    elif user.pk in (row.officer_id, row.created_by_id):
        yield Errand("작성 중인 사업 초안", row.title, "마저 쓰기", reverse("projects:edit", args=[row.pk]))


def _stale(row) -> Errand:
    if row.governance_type:
        url = reverse("driver:start", args=[row.pk])
        return Errand("유형이 바뀐 사업의 새 절차 시작", row.title, "절차 시작하기", url)
    url = reverse("driver:end", args=[row.run__pk])
    return Errand("유형이 없어진 사업의 절차 끝내기", row.title, "절차 끝내기", url)


def _holds(row) -> bool:
    """Whether the duty still holds its stage open, as the gate has it."""
    holding = row.duty__necessity in HOLDING or row.is_begun
    return row.duty__state == DutyState.OPEN and holding and not row.is_met


def _is_due(row) -> bool:
    """Whether the official has to do something for the duty soon; what has begun in a room, the room tells.

    Minutes begin with the meeting that they are of, and answers with the round.
    """
    is_next = not row.is_begun and row.duty__kind not in FOLLOWING
    return _holds(row) and is_next and row.duty__due_on <= today() + SOON


def _of_duty(row) -> Errand:
    url, action = reverse("driver:record", args=[row.duty__pk]), RECORD
    if row.duty__kind in DOORS:
        name, action = DOORS[row.duty__kind]
        subject = SUBJECTS.get(row.duty__kind, lambda row: row.duty__pk)
        url = reverse(name, args=[subject(row)])
    elif row.duty__question:
        url, action = reverse("driver:duty", args=[row.duty__pk]), "해당 여부 정하기"
    return Errand(row.duty__title, row.title, action, url, row.duty__due_on, row.duty__question)
