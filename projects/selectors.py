"""Reads shaped for the pages about projects."""

from collections.abc import Collection

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from seoul_gov.audit.models import Event
from seoul_gov.audit.vocabulary import EventKind
from seoul_gov.ui.paging import page_of

from .models import Deliverable, DeliverableVersion, Project


def deliverables_of(project: Project) -> list[Deliverable]:
    """The project's deliverables with their versions, newest first, in two queries."""
    versions = DeliverableVersion.objects.select_related("document", "uploaded_by").order_by("-number")
    return list(project.deliverables.prefetch_related(Prefetch("versions", queryset=versions)))


def newest_versions(project: int, *, first: str, but: Collection[str] = ()) -> QuerySet[DeliverableVersion]:
    """The newest version of every deliverable of a project, given by its key, that is on none of these matters; those of
    the stage ``first`` come first."""
    newest = DeliverableVersion.objects.filter(deliverable=OuterRef("deliverable")).order_by("-number")
    rows = DeliverableVersion.objects.filter(deliverable__project=project)
    rows = rows.exclude(deliverable__matter__in=but).filter(number=Subquery(newest.values("number")[:1]))
    rows = rows.select_related("deliverable", "document")
    return rows.annotate(elsewhere=~Q(deliverable__stage_key=first)).order_by("elsewhere", "-uploaded_at")


def doubts(project: Project) -> list[str]:
    """What is odd about a project that is registered, in one sentence each; nothing is blocked."""
    found = []
    namesakes = Project.objects.filter(department=project.department_id, title=project.title)
    if namesakes.exclude(pk=project.pk).exists():
        found.append("같은 부서에 이름이 같은 사업이 또 있습니다. 두 번 등록한 것이 아닌지 확인해 주세요.")
    if project.budget == 0:
        found.append("예산이 0원입니다. 금액이 맞는지 확인해 주세요.")
    return found


def history_of(project: Project, request):
    """A page of what was done to the project, newest first, without what auditors alone read in the whole record."""
    events = Event.objects.of(project.audit_chain).exclude(key__in=EventKind.keys_for_auditors())
    return page_of(request, events, size=20)
