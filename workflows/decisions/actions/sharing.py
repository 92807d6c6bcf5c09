"""What the actions share: the held row, the trail and who is told. Called by the actions alone."""

from django.core.exceptions import ValidationError

from projects import actions as projects
from projects import matters
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.korean import korean_datetime
from workflows.decisions.enums import Choice
from workflows.decisions.models import Resolution
from workflows.runs.actions import locked_duty


def held(resolution: Resolution) -> Resolution:
    """The vote as it stands, with its facts; its process and its row are held until the end of the transaction."""
    locked_duty(resolution.duty)
    return Resolution.objects.with_facts().select_for_update(of=("self",)).get(pk=resolution.pk)


def held_with_seats(resolution: Resolution) -> Resolution:
    """The same, and no seat of the panel ends meanwhile: the project's row is held too, as by who ends a seat."""
    projects.locked(resolution.panel.project)
    return held(resolution)


def refuse_no_choice(choice: str) -> None:
    if choice not in Choice.values:
        raise ValidationError("찬성, 반대, 기권 가운데 하나를 골라 주세요.")


def facts_of(resolution: Resolution) -> dict:
    """What the events' sentences about a vote need."""
    return {
        "item": resolution.item,
        "motion": resolution.get_motion_display(),
        "closes": korean_datetime(resolution.closes_at),
    }


def trail(*, by, kind, resolution: Resolution, on=None, data: dict | None = None, **facts) -> None:
    """Write to the project's trail what happened to the vote, or to a ballot of it (``on``)."""
    chain = resolution.panel.project.audit_chain
    facts = facts_of(resolution) | facts
    audit.record(by=by, kind=kind, on=on or resolution, chain=chain, data=data, **facts)


def call_of(resolution: Resolution) -> str:
    """What calls to vote and reminders are filed under: they end together when the vote does."""
    return f"{resolution.scope}/call"


def notify_about(
    resolution: Resolution, *, kind, to: list[Recipient], detail: str, key="", asks=False, **facts
) -> int:
    """Write a notice about the vote; answers how many are new.

    ``key`` tells occasions of one kind apart; what ``asks`` for a vote is not sent any more once that is too late.
    """
    message = Message(
        subject=kind.say(**facts_of(resolution), **facts),
        url=resolution.get_absolute_url(),
        detail=detail,
        send_before=resolution.closes_at if asks else None,
    )
    occasion = f"{resolution.scope}:{kind.key}:{key}"
    filed = call_of(resolution) if asks else resolution.scope
    return notify(kind=kind, to=to, message=message, scope=filed, key=occasion)


def particulars(resolution: Resolution) -> str:
    """What is voted on and how it is counted, as a mail says it."""
    lines = [
        f"사업: {resolution.panel.project}",
        f"안건: {resolution.item} ({resolution.item.meeting})",
        f"산출물: {matters.outer_name(resolution.version)}" if resolution.version else "",
        f"의결 내용: {resolution.get_motion_display()}",
    ]
    facts = "\n".join(filter(None, lines))
    return f"{facts}\n\n주문: {resolution.text}\n\n{resolution.rule}"
