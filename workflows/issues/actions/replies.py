"""Replying: the first word of another side answers the issue."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from panels.selectors import officials
from seoul_gov.audit import actions as audit
from seoul_gov.ui.verdicts import require
from workflows.issues import events, permissions, selectors, state
from workflows.issues.enums import Side
from workflows.issues.models import Issue, Reply
from workflows.runs.wording import public_words

from .sharing import UNSAVED, facts_of, held, notify_people, written_on


@transaction.atomic
def reply(*, by, issue: Issue, body: str, nonce: UUID) -> Reply:
    """Say something in an open issue, and tell who takes part in it and the officials.

    The same ``nonce`` twice is one reply: the first is answered. Raises ValidationError when the issue, its stage or
    its process is over, and for words that are missing, too long or hold personal data.
    """
    issue = held(issue)
    stand = permissions.standing(by, issue.duty.stage.run.project)
    require(permissions.can_speak(stand))
    state.refuse_over(issue)
    body = public_words(Reply, "body", body, "답변을 적어 주세요.")
    reply = Reply(issue=issue, body=body, side=stand.side, author=by, membership=stand.voice, nonce=nonce)
    try:
        with transaction.atomic():
            reply.save()
    except IntegrityError:
        return said_before(by, issue, nonce)
    note_answer(issue, reply)
    record_reply(by, issue, reply)
    tell_reply(by, issue, reply)
    return reply


def said_before(by, issue: Issue, nonce: UUID) -> Reply:
    reply = issue.replies.filter(nonce=nonce, author=by).first()
    if reply is None:
        raise ValidationError(UNSAVED)
    return reply


def note_answer(issue: Issue, reply: Reply) -> None:
    if issue.answered_at is None and reply.side != issue.side:
        issue.answered_at = reply.created_at
        issue.save(update_fields=["answered_at"])


def record_reply(by, issue: Issue, reply: Reply) -> None:
    facts = written_on(issue) | {"on": reply, "side": reply.get_side_display()}
    if reply.side == Side.MEMBER:
        audit.record(by=by, kind=events.REPLIED_BY_MEMBER, **facts)
    else:
        audit.record(by=by, kind=events.REPLIED, **facts)


def tell_reply(by, issue: Issue, reply: Reply) -> None:
    people = selectors.participants(issue)
    people[issue.scope] += officials(issue.duty.stage.run.project)
    notify_people(
        by=by,
        kind=events.REPLIED,
        issue=issue,
        people=people,
        subject=events.REPLIED.say(**facts_of(issue), side=reply.get_side_display()),
        detail=f"{issue.title}\n\n{reply.body}",
        key=f"reply:{reply.pk}",
    )
