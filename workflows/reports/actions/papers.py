"""The files of a published report: ordered by the publication, claimed and made by a worker."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.documents import actions as documents
from seoul_gov.notifications.actions import Message, notify
from seoul_gov.ui.verdicts import require
from workflows.reports import events, making, people, permissions
from workflows.reports.enums import PaperState
from workflows.reports.models import Paper, ResultReport

from .writing import locked

MAX_ATTEMPTS = 3
CLAIM_HOLDS = timedelta(minutes=3)
"""How long a worker may take; after that its claim counts as given up."""
GIVEN_UP = "여러 번 시도했지만 파일을 만들지 못했습니다."


def waiting() -> QuerySet[Paper]:
    """The papers that nobody is making now, oldest first."""
    free = Q(started_at=None) | Q(started_at__lt=timezone.now() - CLAIM_HOLDS)
    return Paper.objects.filter(free, state=PaperState.PENDING).order_by("pk")


@transaction.atomic
def claim_paper() -> Paper | None:
    """The next paper to be made, claimed for this worker; None when there is none.

    One whose makers were killed ``MAX_ATTEMPTS`` times is given up on the way.
    """
    skip_locked = connection.features.has_select_for_update_skip_locked
    rows = waiting().select_related("report__run__project", "report__published_by")
    rows = rows.select_for_update(of=("self",), skip_locked=skip_locked)
    for paper in rows.filter(attempts__gte=MAX_ATTEMPTS):
        fail(paper, GIVEN_UP)
    paper = rows.filter(attempts__lt=MAX_ATTEMPTS).first()
    if paper is not None:
        paper.started_at = timezone.now()
        paper.attempts += 1
        paper.save(update_fields=["started_at", "attempts"])
    return paper


def make_paper(*, paper: Paper) -> None:
    """Make the file of a claimed paper and keep it, unless the claim was lost or the report revised meanwhile.

    What fails is tried again by the next beat, ``MAX_ATTEMPTS`` times; what no new try can mend fails at once. Takes at
    most ``making.SECONDS`` seconds.
    """
    try:
        content = making.make(paper.report, paper.format)
    except making.CannotBeMade as failure:
        put_back(paper, str(failure), is_final=failure.is_final)
        return
    try:
        keep(paper, content)
    except ValidationError as refusal:
        put_back(paper, " ".join(refusal.messages), is_final=True)


@transaction.atomic
def keep(paper: Paper, content: bytes) -> None:
    """Store the file like any other that comes in. Raises ValidationError when it may not."""
    if not still_claimed(paper):
        return
    upload = ContentFile(content, name=making.file_name(paper.report, paper.format))
    paper.document = documents.store(by=paper.report.published_by, upload=upload)
    paper.state, paper.error = PaperState.READY, ""
    paper.save(update_fields=["document", "state", "error"])
    audit.record(by=None, kind=events.PAPER_MADE, **facts_of(paper))


@transaction.atomic
def put_back(paper: Paper, reason: str, *, is_final: bool) -> None:
    """Leave the paper to the next beat, or give it up."""
    if not still_claimed(paper):
        return
    if is_final or paper.attempts >= MAX_ATTEMPTS:
        fail(paper, reason)
        return
    paper.started_at = None
    paper.save(update_fields=["started_at"])


def still_claimed(paper: Paper) -> bool:
    """Whether the order stands and is still this worker's; its row is held."""
    rows = Paper.objects.select_for_update().filter(pk=paper.pk, state=PaperState.PENDING)
    return rows.filter(started_at=paper.started_at).exists()


def fail(paper: Paper, reason: str) -> None:
    """Write why there is no file, and tell the officers of the department."""
    paper.state, paper.error = PaperState.FAILED, reason[:300]
    paper.save(update_fields=["state", "error"])
    facts, report = facts_of(paper), paper.report
    audit.record(by=None, kind=events.PAPER_FAILED, data={"reason": paper.error}, **facts)
    message = Message(
        subject=events.PAPER_FAILED.say(report=report, format=facts["format"]),
        url=report.get_absolute_url(),
        detail=paper.error,
    )
    key = f"paper:{paper.pk}:failed:{paper.started_at}"
    to = people.officers(report.run.project)
    notify(kind=events.PAPER_FAILED, to=to, message=message, scope=report.scope, key=key)


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
    failed = Paper.objects.filter(report=report, state=PaperState.FAILED)
    count = failed.update(state=PaperState.PENDING, attempts=0, started_at=None, error="")
    if not count:
        raise ValidationError("다시 만들 파일이 없습니다.")
    chain = run.project.audit_chain
    audit.record(by=by, kind=events.PAPERS_ORDERED, on=report, chain=chain, report=report)
    return count
