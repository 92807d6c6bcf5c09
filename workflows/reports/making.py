"""A published report as the bytes of a file."""

from django.conf import settings
from django.template.loader import render_to_string

from seoul_gov.papers import making
from seoul_gov.papers.enums import PaperFormat
from seoul_gov.ui import names
from seoul_gov.ui.korean import SEOUL

from .composition import compose
from .models import ResultReport
from .outline import Outline


def outline_of(report: ResultReport) -> Outline:
    """The paper of a published report, dated with the day of its publication."""
    return compose(
        report.facts,
        summary=report.summary,
        lessons=report.lessons,
        institution=settings.PORTAL_INSTITUTION,
        day=report.published_at.astimezone(SEOUL).date(),
    )


def file_name(report: ResultReport, format: str) -> str:
    return f"{names.file_name(report.run.project.title)} 거버넌스 결과보고서.{format}"


def make(report: ResultReport, format: str) -> bytes:
    """The file of a published report. Raises CannotBeMade."""
    outline = outline_of(report)
    if format == PaperFormat.PDF:
        return making.pdf_of(render_to_string("workflows/reports/paper.html", {"paper": outline}))
    return making.hwpx_of(outline.to_json())
