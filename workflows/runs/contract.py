"""What the driver and the activity rooms say to each other.

Every activity room offers ``settled(duties)`` in its ``duties`` module: for many duties of its kinds at once, in
a bounded number of queries, ``{duty id: None}`` when the duty is settled and ``{duty id: Missing}`` when not.
Evidence from before ``duty.reopened_at`` does not settle.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """What a duty still lacks: one Korean sentence, where it can be done and the verb for it."""

    sentence: str
    url: str = ""
    action: str = ""
