"""When the demo's projects were registered, and the figures about them."""

from datetime import timedelta

from projects.models import Project
from seoul_gov.ui.korean import SEOUL
from workflows.record import actions as record

BEFORE_THE_START = timedelta(days=45)


def backdate(project: Project) -> None:
    """A project is registered before its process begins, and bears that year in its number."""
    first = project.runs.order_by("started_at").first()
    if first is None:
        return
    registered = first.started_at - BEFORE_THE_START
    number = f"{registered.astimezone(SEOUL).year}-{project.pk:05d}"
    Project.objects.filter(pk=project.pk).update(submitted_at=registered, number=number)


def count() -> None:
    """The figures that the worker counts every hour, so that they stand there from the beginning."""
    record.count_shares()
