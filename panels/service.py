"""How long somebody may serve in one body. Appointments are a room above, which hands in the rule."""

from collections.abc import Callable, Iterable

from .models import Panel

Rule = Callable[[Panel, Iterable[int]], dict[int, str]]
_rules: list[Rule] = []


def register(rule: Rule) -> None:
    """Have ``rule(panel, users)`` asked who of these people, by the keys of their accounts, may serve no longer, with the
    sentence that says so; once, at start-up."""
    _rules.append(rule)


def used_up(panel: Panel, users: Iterable[int]) -> dict[int, str]:
    """Who of these people could not serve a single day in the panel, which need not be saved yet, with the sentence."""
    users, found = list(users), {}
    for rule in _rules:
        found |= rule(panel, users)
    return found
