"""What the demo's projects have put before the public, and when they were registered."""

from datetime import timedelta

from django.db.models import F

from projects.models import DeliverableVersion, Project
from seoul_gov.ui.korean import SEOUL
from workflows.record import actions as record
from workflows.reviews.enums import RoundState

BEFORE_THE_START = timedelta(days=45)


def publish(project: Project) -> int:
    """Publish what panels have read to the end, in the name of the officer in charge; answers how many versions."""
    read = DeliverableVersion.objects.filter(
        deliverable__project=project, rounds__state=RoundState.CLOSED, published_at=None
    )
    versions = DeliverableVersion.objects.filter(pk__in=read.values("pk"))
    return versions.update(published_at=F("uploaded_at"), published_by=project.officer)


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
