"""Reads shaped for the pages about reports."""

from django.conf import settings
from django.db.models import QuerySet

from seoul_gov.papers.enums import PaperState
from seoul_gov.ui.korean import today
from workflows.runs.models import ProcessRun

from .composition import compose
from .facts import assemble
from .making import outline_of
from .models import Paper, ResultReport, Survey
from .outline import Outline


def reports() -> QuerySet[ResultReport]:
    """Reports as their pages read them."""
    return ResultReport.objects.select_related("run__project__department", "written_by")


def runs() -> QuerySet[ProcessRun]:
    return ProcessRun.objects.select_related("project__department")


def outline(report: ResultReport) -> Outline:
    """The paper as it stands: frozen once it is published, read from the record before."""
    if report.is_published:
        return outline_of(report)
    return compose(
        assemble(report.run),
        summary=report.summary,
        lessons=report.lessons,
        institution=settings.PORTAL_INSTITUTION,
        day=today(),
    )


def papers_of(report: ResultReport) -> list[Paper]:
    """The report's files as they are ordered or made."""
    return list(report.papers.select_related("document"))


def is_making(papers: list[Paper]) -> bool:
    """Whether a file is still to come."""
    return any(paper.state == PaperState.PENDING for paper in papers)


def has_failed(papers: list[Paper]) -> bool:
    return any(paper.state == PaperState.FAILED for paper in papers)


def survey_of(run: ProcessRun) -> Survey | None:
    return Survey.objects.filter(run=run).first()


def surveys() -> QuerySet[Survey]:
    return Survey.objects.select_related("run__project__department")
