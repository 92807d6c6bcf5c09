"""Proving the chain: recompute every digest from the rows and compare."""

from dataclasses import dataclass

from .actions import GENESIS, digest
from .models import Event, Seal


@dataclass(frozen=True)
class Proof:
    """``sealed`` links hold; ``broken`` is the number of the first one that does not, with ``why``."""

    sealed: int
    unsealed: int
    broken: int | None = None
    why: str = ""

    @property
    def holds(self) -> bool:
        return self.broken is None


def verify() -> Proof:
    """Walk the chain from its first link; stops at the first broken one."""
    previous, count = GENESIS, 0
    unsealed = Event.objects.filter(seal=None).count()
    for seal in Seal.objects.order_by("number").select_related("event").iterator(chunk_size=1000):
        count += 1
        if seal.number != count:
            return Proof(count - 1, unsealed, count, "고리가 빠졌습니다.")
        if digest(seal.event, previous) != seal.digest:
            return Proof(count - 1, unsealed, count, f"기록 {seal.event_id}번의 내용이 봉인과 다릅니다.")
        previous = seal.digest
    return Proof(count, unsealed)


def latest_seal() -> Seal | None:
    """The newest link, whose digest stands for everything before it."""
    return Seal.objects.order_by("-number").first()
