"""Raising an issue on the open stage, and the duty that it hangs on."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from panels.selectors import officials
from projects import actions as projects
from projects import norms
from projects.calendar import work_calendar
from seoul_gov.audit import actions as audit
from seoul_gov.ui.korean import korean_date, today
from seoul_gov.ui.verdicts import require
from workflows.definitions import DutyKind
from workflows.issues import events, permissions, selectors, state
from workflows.issues.enums import Side
from workflows.issues.models import Issue
from workflows.issues.norms import REPLY_DAYS
from workflows.issues.permissions import Standing
from workflows.runs.actions import locked_stage, spawn_duty
from workflows.runs.enums import DutyState
from workflows.runs.models import DutyRun, StageRun
from workflows.runs.wording import public_words

from .sharing import UNSAVED, facts_of, notify_people, written_on

TITLE = "수시 협의"
SOURCE = "단계 중에 제기된 협의"


@transaction.atomic
def raise_issue(*, by, stage: StageRun, title: str, body: str, nonce: UUID) -> Issue:
    """Put something that came up in the open stage before the other sides, and tell who has to answer.

    The same ``nonce`` twice is one issue: the first is answered. Raises ValidationError when the stage is not open or
    is procurement, and for words that are missing, too long or hold personal data: they become part of the record.
    The project's row is held too, as it is by who dissolves a panel.
    """
    projects.locked(stage.run.project)
    stage = locked_stage(stage)
    stand = permissions.standing(by, stage.run.project)
    require(permissions.can_speak(stand))
    state.refuse_raising(stage)
    title = public_words(Issue, "title", title, "제목을 적어 주세요.")
    body = public_words(Issue, "body", body, "내용을 적어 주세요.")
    try:
        with transaction.atomic():
            issue = written(by, stand, stage, title=title, body=body, nonce=nonce)
    except IntegrityError:
        return raised_before(by, nonce)
    record_raised(by, issue)
    tell_raised(by, issue)
    return issue


def written(by, stand: Standing, stage: StageRun, **said) -> Issue:
    return Issue.objects.create(
        duty=duty_for(stage),
        side=stand.side,
        raised_by=by,
        membership=stand.voice,
        reply_due_on=work_calendar().add_working_days(today(), norms.value(REPLY_DAYS)),
        **said,
    )


def duty_for(stage: StageRun) -> DutyRun:
    """The stage's open duty of consulting; one is added where there is none, and serves as long as it is open."""
    duties = stage.duties.filter(kind=DutyKind.ISSUE, state=DutyState.OPEN)
    due_on = max(stage.planned_end, today())
    return duties.order_by("order", "pk").first() or spawn_duty(
        stage=stage, kind=DutyKind.ISSUE, title=TITLE, due_on=due_on, source=SOURCE
    )


def raised_before(by, nonce: UUID) -> Issue:
    issue = Issue.objects.with_facts().filter(nonce=nonce, raised_by=by).first()
    if issue is None:
        raise ValidationError(UNSAVED)
    return issue


def record_raised(by, issue: Issue) -> None:
    facts = written_on(issue) | raising(issue)
    if issue.side == Side.MEMBER:
        audit.record(by=by, kind=events.RAISED_BY_MEMBER, **facts)
    else:
        audit.record(by=by, kind=events.RAISED, **facts)


def raising(issue: Issue) -> dict:
    return {"side": issue.get_side_display(), "due": korean_date(issue.reply_due_on)}


def tell_raised(by, issue: Issue) -> None:
    """The officials, and the contractor's people unless the word is theirs."""
    project = issue.duty.stage.run.project
    people = officials(project)
    if issue.side != Side.VENDOR:
        people += selectors.contractors(project)
    notify_people(
        by=by,
        kind=events.RAISED,
        issue=issue,
        people={issue.scope: people},
        subject=events.RAISED.say(**facts_of(issue) | raising(issue)),
        detail=f"{issue.title}\n\n{issue.body}",
        key="raised",
    )
