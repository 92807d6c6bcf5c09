"""What the driver and the activity rooms say to each other.

Every activity room offers ``settled(duties)`` in its ``duties`` module: for many duties of its kinds at once, in
a bounded number of queries, ``{duty id: None}`` when the duty is settled and ``{duty id: Missing}`` when not.
Evidence from before ``duty.reopened_at`` does not settle; what members said and nobody answered always holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """What a duty still lacks: one Korean sentence, where it can be done and the verb for it.

    ``begun``: something is under way for the duty already, so that it is no longer left out with the other optional
    ones. ``unanswered``: what lacks is an answer to members' words; until then nobody lets the duty go. Nor while it is
    ``running``: people are asked for their vote or their words, which could not be given any more.
    """

    sentence: str
    url: str = ""
    action: str = ""
    begun: bool = False
    unanswered: bool = False
    running: bool = False


def since_reopened(duty, rows: Iterable, moment: str) -> list:
    """Those of a duty's rows that count: what had come to its end (``moment``) when the duty was reopened does not."""
    start = duty.reopened_at
    return [row for row in rows if not (start and getattr(row, moment) and getattr(row, moment) <= start)]
