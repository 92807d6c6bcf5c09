"""The worker's side of a trial: claimed, computed outside any transaction, kept or given up."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from panels.draws import events, trying
from panels.draws.enums import TrialState
from panels.draws.models import Trial
from panels.draws.trying import Tried
from panels.lottery import Cancelled, OutOfTime
from panels.lottery.record import read_pool_file, read_rules

from .trail import record_trial, tell

MAX_ATTEMPTS = 3
SILENCE = timedelta(minutes=1)
"""A worker that has said nothing for so long counts as killed, and another one begins anew."""
WHILE = timedelta(minutes=1)
"""Who ordered a trial that took longer is told of its end; whoever waits for less sees it on the page."""
PAUSE = 1.0
"""Seconds between two words of a worker about how far it is; so soon it hears that somebody called it off."""
TOO_LONG = "정해진 시간 안에 추첨안을 찾지 못했습니다. 할당을 줄여 다시 해 주세요."
GIVEN_UP = "여러 번 시도했지만 계산을 마치지 못했습니다."


def silent() -> Q:
    """A worker began and has not been heard of for a while."""
    return Q(state=TrialState.RUNNING, beaten_at__lt=timezone.now() - SILENCE)


def waiting() -> QuerySet[Trial]:
    """The trials that nobody is computing now, oldest first."""
    return Trial.objects.filter(Q(state=TrialState.WAITING) | silent()).order_by("pk")


@transaction.atomic
def claim_trial() -> Trial | None:
    """The next trial to be computed, claimed for this worker; None when there is none, or while another worker computes
    one: the others have mail to send.

    One whose workers were killed ``MAX_ATTEMPTS`` times is given up on the way.
    """
    skip_locked = connection.features.has_select_for_update_skip_locked
    rows = waiting().with_facts().select_for_update(of=("self",), skip_locked=skip_locked)
    for trial in rows.filter(attempts__gte=MAX_ATTEMPTS):
        finish(trial, TrialState.FAILED, step=GIVEN_UP)
    if Trial.objects.filter(state=TrialState.RUNNING).exclude(silent()).exists():
        return None
    trial = rows.filter(attempts__lt=MAX_ATTEMPTS).first()
    if trial is not None:
        trial.state, trial.percent, trial.step = TrialState.RUNNING, 0, ""
        trial.started_at = trial.beaten_at = timezone.now()
        trial.attempts += 1
        trial.save(update_fields=["state", "percent", "step", "started_at", "beaten_at", "attempts"])
    return trial


def compute_trial(*, trial: Trial) -> None:
    """Compute a claimed trial and keep what it came to, unless it was called off or the claim lost meanwhile."""
    line = Line(trial)
    rules = read_rules(trial.rules.encode())
    pool = read_pool_file(trial.pool.encode(), rules)
    try:
        found = trying.tried(pool, rules, line.say, line.is_cut)
    except Cancelled:
        return
    except OutOfTime:
        found = None
    with transaction.atomic():
        if claimed(trial).select_for_update().exists():
            keep(trial, found)


def claimed(trial: Trial) -> QuerySet[Trial]:
    """The row, as long as it is still this worker's."""
    return Trial.objects.filter(pk=trial.pk, state=TrialState.RUNNING, started_at=trial.started_at)


class Line:
    """A worker's line to its row, used about once in ``PAUSE`` seconds: it says how far the work is and that the worker
    lives, and hears whether somebody called it off."""

    def __init__(self, trial: Trial, clock: Callable[[], float] = time.monotonic):
        self.trial, self.clock = trial, clock
        self.sentence, self.percent = "", 0
        self.next, self.cut = clock(), False

    def say(self, sentence: str, share: float) -> None:
        """What is being done, and how much of everything is done; it never goes back."""
        self.sentence, self.percent = sentence, max(self.percent, min(99, int(100 * share)))

    def is_cut(self) -> bool:
        """Whether to stop; asked thousands of times a second."""
        if not self.cut and self.clock() >= self.next:
            said = {"step": self.sentence, "percent": self.percent, "beaten_at": timezone.now()}
            self.cut = not claimed(self.trial).update(**said)
            self.next = self.clock() + PAUSE
        return self.cut


def keep(trial: Trial, found: Tried | None) -> None:
    """Write what a trial came to; None is that time was up."""
    if found is None:
        finish(trial, TrialState.FAILED, step=TOO_LONG)
    elif found.made is None:
        finish(trial, TrialState.IMPOSSIBLE, findings=found.findings)
    else:
        finish(
            trial,
            TrialState.READY,
            lottery=found.made.text,
            tickets=found.made.tickets,
            bound=found.made.bound,
            achieved=found.made.achieved,
            prices=found.prices,
            certain=found.certain,
            shut_out=found.shut_out,
        )


def finish(trial: Trial, state: TrialState, **facts) -> None:
    """The end of a calculation, in the row and in the project's record."""
    facts = {"step": ""} | facts | {"state": state, "percent": 100, "finished_at": timezone.now()}
    for name, value in facts.items():
        setattr(trial, name, value)
    trial.save(update_fields=list(facts))
    record_trial(by=None, kind=events.TRIAL_FINISHED, trial=trial, state=state.label)
    if trial.finished_at - trial.created_at > WHILE:
        tell(trial, events.TRIAL_FINISHED, state=state.label)
