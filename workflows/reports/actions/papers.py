"""The files of a published report: ordered by the publication, claimed and made by a worker."""

from django.core.exceptions import ValidationError
from django.db import transaction

from projects.people import officers
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, notify
from seoul_gov.papers import presses
from seoul_gov.ui.verdicts import require
from workflows.reports import events, making, permissions
from workflows.reports.models import Paper, ResultReport

from .writing import locked


class ReportPress(presses.Press):
    """The report as it was published, kept on behalf of who published it."""

    model = Paper
    facts = ("report__run__project", "report__published_by")

    def make(self, order):
        return making.make(order.report, order.format)

    def name(self, order):
        return making.file_name(order.report, order.format)

    def keeper(self, order):
        return order.report.published_by

    def made(self, order):
        audit.record(by=None, kind=events.PAPER_MADE, **facts_of(order))

    def failed(self, order):
        """Tell the officers of the department too."""
        facts, report = facts_of(order), order.report
        audit.record(by=None, kind=events.PAPER_FAILED, data={"reason": order.error}, **facts)
        message = Message(
            subject=events.PAPER_FAILED.say(report=report, format=facts["format"]),
            url=report.get_absolute_url(),
            detail=order.error,
        )
        key = f"paper:{order.pk}:failed:{order.started_at}"
        to = officers(report.run.project)
        notify(kind=events.PAPER_FAILED, to=to, message=message, scope=report.scope, key=key)


PRESS = ReportPress()


def claim_paper() -> Paper | None:
    """The next paper to be made, claimed for this worker; None when there is none."""
    return presses.claim(PRESS)


def make_paper(*, paper: Paper) -> None:
    """Make the file of a claimed paper and keep it (``presses.print_paper``)."""
    presses.print_paper(PRESS, paper)


def facts_of(paper: Paper) -> dict:
    """What the trail keeps about a paper: the report that it is of, and its format."""
    report = paper.report
    return {
        "on": report,
        "chain": report.run.project.audit_chain,
        "report": report,
        "format": paper.get_format_display(),
    }


@transaction.atomic
def order_papers(*, by, report: ResultReport) -> int:
    """Have the files that failed made again; answers how many.

    Raises ValidationError where none failed.
    """
    run = locked(report.run)
    require(permissions.can_publish(by, run.project))
    count = presses.order_again(Paper.objects.filter(report=report))
    if not count:
        raise ValidationError("다시 만들 파일이 없습니다.")
    chain = run.project.audit_chain
    audit.record(by=by, kind=events.PAPERS_ORDERED, on=report, chain=chain, report=report)
    return count
