"""The words in which rooms say what happened: one vocabulary for audit, notices and feeds."""

from dataclasses import dataclass

REGISTER: dict[str, "EventKind"] = {}


@dataclass(frozen=True)
class EventKind:
    """Something that can happen: a stable key such as ``reviews.submitted`` and its Korean sentence.

    The sentence is a ``str.format`` template over the facts given when it happens; ``legal`` marks notices
    that reach a person whatever they have unsubscribed from. ``by_member`` marks what people do who take part as
    citizens: who reads the whole record does not read their names. ``auditors_only`` marks what the history of a thing leaves
    out, because who watches when it happens could tell who did it.
    """

    key: str
    sentence: str
    legal: bool = False
    by_member: bool = False
    auditors_only: bool = False

    def __post_init__(self):
        if self.key in REGISTER:
            raise ValueError(f"two events share the key {self.key}")
        REGISTER[self.key] = self

    @staticmethod
    def keys_of_members() -> list[str]:
        """The keys of everything that people do who take part as citizens."""
        return [kind.key for kind in REGISTER.values() if kind.by_member]

    @staticmethod
    def keys_for_auditors() -> list[str]:
        """The keys of everything that the whole record alone tells."""
        return [kind.key for kind in REGISTER.values() if kind.auditors_only]

    def say(self, **facts: object) -> str:
        """The sentence about these facts; raises KeyError where one is missing."""
        return self.sentence.format(**facts)
