"""How an issue ends: settled with its outcome, or taken back before anybody has replied."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.notifications import actions as notices
from seoul_gov.ui.verdicts import require
from workflows.issues import events, permissions, selectors, state
from workflows.issues.enums import IssueState, Side
from workflows.issues.models import Issue
from workflows.runs.wording import public_words

from .sharing import facts_of, held, notify_people, written_on


@transaction.atomic
def settle(*, by, issue: Issue, outcome: str) -> Issue:
    """Record what came of an issue (조정결과), once and for all, and tell everybody who spoke in it.

    Raises ValidationError when the issue, its stage or its process is over, while a member's issue has no answer from
    another side, and for an outcome that is missing, too long or holds personal data.
    """
    issue = held(issue)
    require(permissions.can_settle(permissions.standing(by, issue.duty.stage.run.project)))
    state.refuse_over(issue)
    state.refuse_unanswered(issue)
    outcome = public_words(Issue, "outcome", outcome, "조정결과를 적어 주세요.")
    end(by, issue, IssueState.SETTLED, outcome)
    audit.record(by=by, kind=events.SETTLED, **written_on(issue))
    notify_people(
        by=by,
        kind=events.SETTLED,
        issue=issue,
        people=selectors.participants(issue),
        subject=events.SETTLED.say(**facts_of(issue)),
        detail=f"{issue.title}\n\n조정결과: {outcome}",
        key="settled",
    )
    return issue


@transaction.atomic
def withdraw(*, by, issue: Issue) -> Issue:
    """Take an issue back that nobody has replied to; mail about it that has not gone out yet is not sent.

    Raises ValidationError when somebody has replied, or the issue, its stage or its process is over.
    """
    issue = held(issue)
    stand = permissions.standing(by, issue.duty.stage.run.project)
    require(permissions.can_withdraw(by, stand, issue))
    state.refuse_over(issue)
    if issue.replies.exists():
        raise ValidationError("이미 답변이 달린 협의는 거둘 수 없습니다. 답변으로 뜻을 전해 주세요.")
    end(by, issue, IssueState.WITHDRAWN)
    record_withdrawn(by, issue)
    return issue


def end(by, issue: Issue, result: IssueState, outcome: str = "") -> None:
    """Write how the issue ended, by whom and when; what it still asked for by mail is taken back."""
    issue.state, issue.outcome, issue.settled_by, issue.settled_at = result, outcome, by, timezone.now()
    issue.save(update_fields=["state", "outcome", "settled_by", "settled_at"])
    notices.withdraw(scope=issue.scope)


def record_withdrawn(by, issue: Issue) -> None:
    facts = written_on(issue) | {"side": issue.get_side_display()}
    if issue.side == Side.MEMBER:
        audit.record(by=by, kind=events.WITHDRAWN_BY_MEMBER, **facts)
    else:
        audit.record(by=by, kind=events.WITHDRAWN, **facts)
