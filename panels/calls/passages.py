"""What a call says, passage by passage, and what became of it when it was changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from seoul_gov.ui.korean import korean_period

from .corrections import CallChange, CallCorrection
from .enums import Passage
from .models import RecruitmentCall
from .rubric import readings_in_words, tiers_in_words
from .selectors import criteria_by_side, named_seats, rules_of

BY_LOT = "심사로 1~3순위를 나누고 공개 추첨으로 정합니다."
BY_POINTS = "점수가 높은 순서로 정하고, 점수가 같으면 공개 추첨으로 정합니다."


def passages_of(call: RecruitmentCall) -> dict[str, str]:
    """Every passage as readers see it, in the order of the page; in two queries."""
    return {
        Passage.TITLE: call.title,
        Passage.SEATS: seats_of(call),
        Passage.PERIOD: korean_period(call.opens_at, call.closes_at),
        Passage.ELIGIBILITY: call.eligibility,
        Passage.ALLOWANCE: call.allowance,
        Passage.DUTIES: call.duties,
        Passage.DATES: "\n".join(
            f"{date.what} {korean_period(date.starts_at, date.ends_at)}" for date in call.dates.all()
        ),
        Passage.CRITERIA: "\n".join(
            f"{side} {criterion}".strip() for side, rows in criteria_by_side(call) for criterion in rows
        ),
        Passage.WAY: way_of(call.draws_lots),
        Passage.RANKING: "\n".join(ranking_of(call)),
    }


def way_of(draws_lots: bool) -> str:
    return BY_LOT if draws_lots else BY_POINTS


def seats_of(call: RecruitmentCall) -> str:
    sides = ", ".join(f"{name} {seats}명" for name, seats in named_seats(call))
    return f"{call.seats}명({sides})" if sides else f"{call.seats}명"


def ranking_of(call: RecruitmentCall) -> list[str]:
    """What is made of the readings and, where lots are drawn, which points lead to which tier."""
    rules = rules_of(call)
    tiers = [f"{tier} {points}" for tier, points in tiers_in_words(rules)] if call.draws_lots else []
    return [readings_in_words(rules), *tiers]


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Which passages read otherwise now: the key, what it said and what it says."""
    return [(key, before[key], after[key]) for key in before if before[key] != after[key]]


@dataclass(frozen=True)
class Edit:
    """One edit of a published call, before anybody had applied."""

    version: int
    changes: list[CallChange]

    @property
    def changed_at(self):
        return self.changes[0].changed_at


@dataclass(frozen=True)
class History:
    """How a published call came to say what it says: corrections and edits, the newest first."""

    corrections: list[tuple[CallCorrection, list[CallChange]]]
    edits: list[Edit]

    @property
    def latest(self) -> dict[str, CallChange]:
        """The last change of each passage that a correction changed, by key."""
        found = {}
        for _, changes in self.corrections:
            for change in changes:
                found.setdefault(change.passage, change)
        return found


def history_of(call: RecruitmentCall) -> History:
    """Everything that was changed in public, in two queries."""
    of_corrections, of_edits = defaultdict(list), defaultdict(list)
    for change in call.changes.all():
        if change.correction_id:
            of_corrections[change.correction_id].append(change)
        else:
            of_edits[change.version].append(change)
    corrections = [(one, of_corrections[one.pk]) for one in call.corrections.all()]
    edits = [Edit(version, of_edits[version]) for version in sorted(of_edits, reverse=True)]
    return History(corrections, edits)
