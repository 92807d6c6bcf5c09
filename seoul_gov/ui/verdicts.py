"""The answer to "may this person do that?": yes, or no with the sentence that says why."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Verdict:
    """True when allowed; when not, ``reason`` is one plain Korean sentence for the person who asked."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason: str) -> Verdict:
    return Verdict(False, reason)


def allow(condition: object, reason: str) -> Verdict:
    """Yes when the condition holds, else no with the reason."""
    return YES if condition else no(reason)


def require(verdict: Verdict) -> None:
    """Raise PermissionDenied with the reason unless the verdict is yes."""
    if not verdict:
        raise PermissionDenied(verdict.reason)
