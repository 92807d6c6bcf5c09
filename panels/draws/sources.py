"""When a numbered source speaks: the rounds of the drand beacon and the draws of the lotto. Pure: no database, no network.

A round is named before the draw and cannot be had earlier; its time follows from its number alone, so that nobody needs
to ask the source for it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from seoul_gov.ui.korean import SEOUL, korean_datetime

from .enums import Source


@dataclass(frozen=True)
class Chain:
    """A chain of the drand beacon: its hash, the Unix time of its first round and the seconds between two rounds."""

    name: str
    hash: str
    genesis: int
    period: int

    def address(self, number: int) -> str:
        """Where anybody reads the round once it is there."""
        return f"https://api.drand.sh/{self.hash}/public/{number}"


QUICKNET = Chain(
    "quicknet", "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", 1692803367, 3
)
"""The chain of the League of Entropy whose rounds do not build upon each other (drand.love)."""
FIRST_LOTTO = datetime(2002, 12, 7, 20, 35, tzinfo=SEOUL)
"""Draw 1 of 로또 6/45, on a Saturday; one a week follows, on the air at 20:35."""
STARTS = {Source.DRAND: datetime.fromtimestamp(QUICKNET.genesis, UTC), Source.LOTTO: FIRST_LOTTO}
STEPS = {Source.DRAND: timedelta(seconds=QUICKNET.period), Source.LOTTO: timedelta(weeks=1)}
MOST = {Source.DRAND: 2**31 - 1, Source.LOTTO: 99_999}
"""The greatest number that can be written, far beyond what anybody plans."""


def is_numbered(source: str) -> bool:
    """Whether the source speaks in rounds; dice are rolled whenever it was announced."""
    return source in STARTS


def time_of(source: str, number: int) -> datetime:
    """When the round comes, in Seoul."""
    return (STARTS[source] + (number - 1) * STEPS[source]).astimezone(SEOUL)


def round_from(source: str, moment: datetime) -> int:
    """The first round that comes at that moment or after it."""
    return max(1, 1 - (STARTS[source] - moment) // STEPS[source])


def named(source: str, number: int) -> str:
    """The round as people say it."""
    if source == Source.LOTTO:
        return f"로또 6/45 제{number}회"
    return f"drand {QUICKNET.name} {number}회차"


def address_of(source: str, number: int | None) -> str:
    """Where the round's value can be read; empty where there is no address for it alone."""
    return QUICKNET.address(number) if source == Source.DRAND and number else ""


def announced(source: str, number: int | None, text: str) -> str | dict:
    """What the plan that is committed to says beside source and time: the words, with the round where there is one."""
    chain = {"chain": QUICKNET.hash} if source == Source.DRAND else {}
    return chain | {"round": number, "text": text} if is_numbered(source) else text


def faults(source: str, number: int | None, draws_at: datetime | None) -> dict[str, str]:
    """What is wrong with round and time of a source: a Korean sentence by the field's name."""
    if not is_numbered(source):
        extra = {"round": "주사위에는 회차가 없습니다. 비워 주세요."} if number is not None else {}
        return extra | ({"draws_at": "주사위를 굴릴 추첨일시를 적어 주세요."} if draws_at is None else {})
    if number is None:
        return {"round": "몇 회차의 값으로 뽑을지 적어 주세요."}
    if not 1 <= number <= MOST[source]:
        return {"round": f"회차는 1~{MOST[source]} 가운데 하나입니다."}
    moment = time_of(source, number)
    if draws_at is not None and abs(draws_at - moment) >= timedelta(minutes=1):
        said = f"{named(source, number)}는 {korean_datetime(moment)}에 나옵니다."
        return {"draws_at": f"{said} 추첨일시를 비우거나 그 시각으로 적어 주세요."}
    return {}
