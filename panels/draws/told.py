"""A trial in the words and numbers of a page. Pure: rows in, lines out."""

from collections.abc import Iterable
from dataclasses import dataclass

from panels.lottery import Change, Limit, Quota, Shares, Strict, Unweighted, Weights, read_priority, sentences
from panels.lottery.priority import Priority
from seoul_gov.ui.korean import josa

from .drum import MOST_SHARE, TIERS
from .models import Replacement, Trial


@dataclass(frozen=True)
class Line:
    """One way to treat tiers in the table of prices; chances in percent, ``chosen`` is the trial's own way."""

    name: str
    chosen: bool
    note: str = ""
    overall: dict | None = None
    tiers: tuple[tuple[str, dict], ...] = ()


def way(priority: Priority) -> str:
    """How tiers are treated, in a few words."""
    if isinstance(priority, Weights):
        return f"가중치 {':'.join(map(str, priority.weights))}"
    if isinstance(priority, Shares):
        spans = str(priority).partition(":")[2].split(",")
        return (
            "자리 나눔(" + ", ".join(f"{tier} {span}" for tier, span in zip(TIERS, spans, strict=True)) + ")"
        )
    return {Strict: "앞선 순위부터 차례로", Unweighted: "순위를 보지 않음"}[type(priority)]


def way_of(trial: Trial, text: str = "") -> str:
    """The same of a trial, or of another text under its seats."""
    return way(read_priority(text or trial.priority, len(TIERS), trial.seats))


def prices(trial: Trial) -> list[Line]:
    """The table of prices, in the order in which they were computed."""
    return [price(trial, one) for one in trial.prices]


def price(trial: Trial, one: dict) -> Line:
    name, chosen = way_of(trial, one["priority"]), one["priority"] == trial.priority
    if not one["known"]:
        return Line(name, chosen, "정해진 시간 안에 계산하지 못했습니다.")
    if not one["possible"]:
        return Line(name, chosen, "할당과 함께 지킬 수 없습니다.")
    tiers = tuple((tier, in_percent(spread)) for tier, spread in one["tiers"])
    return Line(name, chosen, "", in_percent(one["overall"]), tiers)


def in_percent(spread: dict) -> dict:
    """A spread with its chances in percent, as far as they are shown: what looks equal is equal."""
    return spread | {name: round(100 * spread[name], 1) for name in ("least", "mean", "greatest")}


def fixed(groups: list[dict] | None) -> list[tuple[int, str]] | None:
    """How many people are certain or shut out, and by which quotas in words; None where there was no time to tell."""
    if groups is None:
        return None
    return [
        (one["people"], ", ".join(sentences.limit(Limit(*end)) for end in one["quotas"])) for one in groups
    ]


def relaxations(trial: Trial) -> list[str]:
    """All equally small ways to relax the quotas, in words."""
    return [sentences.way(Change(*one) for one in way) for way in trial.findings.get("ways", ())]


def usual(quotas: Iterable[Quota], seats: int) -> str:
    """What the quotas are that a first version begins with (``drum.usual_quotas``), as far as the seats allow it."""
    quotas = list(quotas)
    scarce = dict.fromkeys(one.feature for one in quotas if not one.least)
    wide = dict.fromkeys(one.feature for one in quotas if one.most > seats * MOST_SHARE)
    words = [
        f"처음 값은 나온 연령대·성별·직업마다 1명 이상, 한쪽이 {int(100 * MOST_SHARE)}%를 넘지 않게 한 것입니다."
    ]
    if scarce:
        words.append(
            f"다만 {josa('·'.join(scarce), '은/는')} 자리보다 가짓수가 많아 최소를 0명으로 두었습니다."
        )
    if wide:
        named = josa("·".join(wide), "은/는")
        words.append(f"{named} 자리를 다 채울 수 있게 최대를 {int(100 * MOST_SHARE)}%보다 크게 두었습니다.")
    return " ".join(words)


def fates(numbers: Iterable[str], replacements: Iterable[Replacement]) -> list[tuple[str, str]]:
    """Each number with what the replacements, in their order, made of it last; "" where it is as it was drawn."""
    found: dict[str, str] = {}
    for one in replacements:
        found |= dict.fromkeys(one.gone, f"{one.turn}차 교체 전에 빠짐")
        found |= dict.fromkeys(one.added, f"{one.turn}차 교체로 들어옴")
    return [(number, found.get(number, "")) for number in numbers]


def changes(before: Trial | None, trial: Trial) -> list[str]:
    """What a version changed in the one before it, in words; nothing for the first one."""
    if before is None:
        return []
    old = {(one.feature, one.value): one for one in before.quotas_read}
    said = [
        words for quota in trial.quotas_read for words in moved(old.get((quota.feature, quota.value)), quota)
    ]
    if before.priority != trial.priority:
        said.append(f"{way_of(before)} → {way_of(trial)}")
    if before.fingerprint != trial.fingerprint:
        said.append("심사 결과가 달라짐")
    return said


def moved(old: Quota | None, new: Quota) -> Iterable[str]:
    """The ends of a quota that moved, in words; a quota may be new, as values are."""
    if old is None:
        yield f"{new.value} 할당 {new.least}~{new.most}명을 더함"
    else:
        ends = ("min", old.least, new.least), ("max", old.most, new.most)
        for side, before, after in ends:
            if before != after:
                yield sentences.change(Change(new.feature, new.value, side, before, after))


def versions(trials: Iterable[Trial]) -> list[tuple[Trial, str, list[str]]]:
    """Trials in their order with their way and what each changed in the one before."""
    found, before = [], None
    for trial in trials:
        found.append((trial, way_of(trial), changes(before, trial)))
        before = trial
    return found
