"""Reads shaped for the pages about projects."""

from django.db.models import Prefetch

from seoul_gov.audit.models import Event
from seoul_gov.ui.paging import page_of

from .models import Deliverable, DeliverableVersion, Project


def deliverables_of(project: Project) -> list[Deliverable]:
    """The project's deliverables with their versions, newest first, in two queries."""
    versions = DeliverableVersion.objects.select_related("document", "uploaded_by").order_by("-number")
    return list(project.deliverables.prefetch_related(Prefetch("versions", queryset=versions)))


def history_of(project: Project, request):
    """A page of what was done to the project, newest first."""
    return page_of(request, Event.objects.of(project.audit_chain), size=20)
