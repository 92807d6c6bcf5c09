"""Watching a long calculation: how far it is, how long it may take, whether somebody called it off."""

import time
from collections.abc import Callable


class Cancelled(Exception):
    """Somebody called the calculation off."""


class OutOfTime(Exception):
    """The calculation reached its limit."""


class Watch:
    """Asked often, also by the solver in the middle of its work.

    ``limit`` is in seconds of ``clock``, None for no limit; ``progress`` is called with the name of a step and a
    share of it from 0 to 1; ``cancel`` says whether to stop.
    """

    def __init__(
        self,
        limit: float | None = None,
        progress: Callable[[str, float], None] | None = None,
        cancel: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._clock = clock
        self._end = None if limit is None else clock() + limit
        self._cancel = cancel or (lambda: False)
        self.progress = progress or (lambda step, share: None)

    def stopping(self) -> bool:
        """Whether ``check`` would raise."""
        return self._cancel() or self._late()

    def check(self) -> None:
        """Raises Cancelled or OutOfTime when it is time to stop."""
        if self._cancel():
            raise Cancelled
        if self._late():
            raise OutOfTime

    def _late(self) -> bool:
        return self._end is not None and self._clock() >= self._end

    def unlimited(self) -> "Watch":
        """The same watch without its limit, for what must still be done when time is up."""
        return Watch(progress=self.progress, cancel=self._cancel, clock=self._clock)
