"""What the worker does for this room. Tasks carry no state: the rows say what is to be done."""

from celery import shared_task

from . import actions


@shared_task(name="draws.compute")
def compute() -> None:
    """Compute one trial, which may take minutes; the next beat goes on."""
    trial = actions.claim_trial()
    if trial is not None:
        actions.compute_trial(trial=trial)
