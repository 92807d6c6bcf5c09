"""What happened to a draw, in the project's record."""

from panels.draws.models import LotteryRun, Trial
from seoul_gov.audit import actions as audit


def record(*, by, kind, run: LotteryRun, data: dict | None = None, **facts) -> None:
    """Write to the trail what happened to the draw."""
    chain = run.call.panel.project.audit_chain
    audit.record(by=by, kind=kind, on=run, chain=chain, data=data, call=run.call, **facts)


def record_trial(*, by, kind, trial: Trial, **facts) -> None:
    """Write to the trail what happened to a trial."""
    chain = trial.call.panel.project.audit_chain
    audit.record(by=by, kind=kind, on=trial, chain=chain, call=trial.call, version=trial.version, **facts)
