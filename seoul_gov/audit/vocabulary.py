"""The words in which rooms say what happened: one vocabulary for audit, notices and feeds."""

from dataclasses import dataclass

REGISTER: dict[str, "EventKind"] = {}


@dataclass(frozen=True)
class EventKind:
    """Something that can happen: a stable key such as ``reviews.submitted`` and its Korean sentence.

    The sentence is a ``str.format`` template over the facts given when it happens; ``legal`` marks notices
    that reach a person whatever they have unsubscribed from.
    """

    key: str
    sentence: str
    legal: bool = False

    def __post_init__(self):
        if self.key in REGISTER:
            raise ValueError(f"two events share the key {self.key}")
        REGISTER[self.key] = self

    def say(self, **facts: object) -> str:
        """The sentence about these facts; raises KeyError where one is missing."""
        return self.sentence.format(**facts)
