"""What happened to a draw, in the project's record and to those who are told of it."""

from django.urls import reverse

from panels.draws.models import LotteryRun, Trial
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify


def record(*, by, kind, run: LotteryRun, data: dict | None = None, **facts) -> None:
    """Write to the trail what happened to the draw."""
    chain = run.call.panel.project.audit_chain
    audit.record(by=by, kind=kind, on=run, chain=chain, data=data, call=run.call, **facts)


def record_trial(*, by, kind, trial: Trial, **facts) -> None:
    """Write to the trail what happened to a trial."""
    chain = trial.call.panel.project.audit_chain
    audit.record(by=by, kind=kind, on=trial, chain=chain, call=trial.call, version=trial.version, **facts)


def tell(trial: Trial, kind, **facts) -> None:
    """Tell who ordered a trial what became of it."""
    call = trial.call
    subject = kind.say(call=call, version=trial.version, **facts)
    message = Message(subject, reverse("draws:trials", args=[call.pk]), detail=trial.step)
    to = [Recipient.of(trial.created_by)]
    notify(kind=kind, to=to, message=message, scope=call.scope, key=f"trial:{trial.pk}:{kind.key}")
