"""What the portal's pages are held against: Django pages as plain as they come, on the same rows."""

from django.shortcuts import get_object_or_404, render

from projects.models import Project
from seoul_gov.accounts.models import Department
from workflows.runs.models import DutyRun, StageRun


def empty(request):
    """One query and one template."""
    return render(request, "bench/empty.html", {"department": Department.objects.first()})


def rows(request):
    """Three queries: the departments to choose from, how many rows there are, and the first ten."""
    public = Project.objects.public()
    facts = {
        "departments": Department.objects.all(),
        "total": public.count(),
        "page": public.select_related("department").order_by("-pk")[:10],
    }
    return render(request, "bench/list.html", facts)


def project(request, pk):
    """Three queries: the project, the stages of its process, and their duties."""
    projects = Project.objects.select_related("department", "channel")
    facts = {
        "project": get_object_or_404(projects, pk=pk),
        "stages": StageRun.objects.filter(run__project=pk).order_by("order"),
        "duties": DutyRun.objects.filter(stage__run__project=pk).order_by("stage__order", "order"),
    }
    return render(request, "bench/project.html", facts)
