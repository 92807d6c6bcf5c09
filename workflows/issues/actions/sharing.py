"""What the actions on issues share: the lock and the telling."""

from collections.abc import Iterable, Mapping

from seoul_gov.accounts.models import User
from seoul_gov.audit.vocabulary import EventKind
from seoul_gov.notifications.actions import Message, Recipient, notify
from workflows.issues.models import Issue
from workflows.runs.actions import locked_duty

UNSAVED = "협의를 저장하지 못했습니다. 화면을 새로 고친 뒤 다시 저장해 주세요."


def held(issue: Issue) -> Issue:
    """The issue as it is now, with its facts; its run's row and its own are held, the run's first."""
    locked_duty(issue.duty)
    return Issue.objects.with_facts().select_for_update(of=("self",)).get(pk=issue.pk)


def facts_of(issue: Issue) -> dict:
    """What the sentences about the issue need."""
    stage = issue.duty.stage
    return {"project": stage.run.project, "stage": stage.title, "number": issue.pk}


def written_on(issue: Issue) -> dict:
    """The issue and its facts as the trail takes them."""
    return {"on": issue, "chain": issue.duty.stage.run.project.audit_chain} | facts_of(issue)


def notify_people(
    *,
    by,
    kind: EventKind,
    issue: Issue,
    people: Mapping[str, Iterable[User]],
    subject: str,
    detail: str,
    key: str,
) -> None:
    """Write a notice to all ``people`` (by what it is filed under) but the one who did it."""
    message = Message(subject=subject, url=issue.get_absolute_url(), detail=detail)
    for scope, theirs in people.items():
        to = [Recipient.of(user) for user in theirs if user != by]
        notify(kind=kind, to=to, message=message, scope=scope, key=f"{issue.scope}:{key}")
