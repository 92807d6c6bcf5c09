"""Those who were given no seat: whether one that is free could be theirs, and who of them is next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .models import Choice, Selection
from .proposal import ALL
from .selectors import free_seats, obstacles

WILLING = "연락받음"
UNWILLING = "연락받지 않음"
BARRED = "지금 단원이 될 수 없음"


@dataclass(frozen=True)
class Waiting:
    """Somebody without a seat, and in a word whether one that is free could be theirs; ``why`` is the sentence of who can
    not sit now."""

    choice: Choice
    word: str
    tone: str = "gray"
    why: str = ""

    @property
    def may_come(self) -> bool:
        return self.word == WILLING


def lines_of(selection: Selection, choices: Iterable[Choice]) -> list[Waiting]:
    """How it stands with these, who have no seat. Whether they can sit is asked while a seat is free, in a fixed number of
    queries."""
    choices = list(choices)
    asked = [one.application for one in choices if is_asked(one)]
    barred = obstacles(selection.call, asked) if asked and free_seats(selection) else {}
    return [line_of(one, barred.get(one.application.number, "")) for one in choices]


def is_asked(choice: Choice) -> bool:
    """As ``querysets.asked_again``, of one."""
    return choice.may_be_asked and choice.is_willing and choice.application.is_submitted


def line_of(choice: Choice, why: str) -> Waiting:
    if not choice.may_be_asked:
        return Waiting(choice, "-")
    if not choice.application.is_submitted:
        return Waiting(choice, f"지원서 {choice.application.get_state_display()}")
    if not choice.is_willing:
        return Waiting(choice, UNWILLING)
    return Waiting(choice, BARRED, "warning", why) if why else Waiting(choice, WILLING, "success")


def following(alternates: Iterable[Waiting], free: Mapping[str, int]) -> Choice | None:
    """Who is next for a free seat of their side; who can not sit now is passed over."""
    ready = (line.choice for line in alternates if line.may_come)
    return next((one for one in ready if free.get(ALL) or free.get(one.application.side)), None)
