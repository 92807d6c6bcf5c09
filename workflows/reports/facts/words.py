"""What was said in a run and what became of it: reviews, advice, opinions, joint decisions, issues."""

from collections import Counter

from django.db.models import Count, Q

from workflows.adoption import Adoption, adoption_of
from workflows.decisions.enums import Choice, ResolutionState
from workflows.decisions.models import Resolution
from workflows.dispositions import OPINION_WORDS, Disposition
from workflows.issues.enums import IssueState
from workflows.issues.models import Issue
from workflows.meetings.enums import AdviceState
from workflows.meetings.models import AdviceNote
from workflows.opinions.models import OpinionRound
from workflows.reports.enums import WAITING
from workflows.reviews.enums import ReviewState
from workflows.reviews.models import ReviewRound
from workflows.runs.models import ProcessRun

from .course import day_in_seoul
from .project import day


def words(run: ProcessRun) -> dict:
    """Each kind of words, in one query each."""
    return {
        "reviews": reviews(run),
        "advice": advice(run),
        "opinions": opinions(run),
        "decisions": decisions(run),
        "issues": issues(run),
    }


def counting(path: str, said: Q) -> dict[str, Count]:
    """Annotations that count the words at ``path`` by what became of them."""
    outcome = f"{path}__disposition"
    columns = {d.value: Count(path, filter=said & Q(**{outcome: d}), distinct=True) for d in Disposition}
    return columns | {WAITING: Count(path, filter=said & Q(**{outcome: ""}), distinct=True)}


def counted(row) -> dict[str, int]:
    """What ``counting`` found for a row."""
    return {name: getattr(row, name) for name in (*Disposition.values, WAITING)}


def reviews(run: ProcessRun) -> list[dict]:
    """Every round in which something can have been said, the cancelled ones too: words count whatever became of it."""
    submitted = Q(reviews__state=ReviewState.SUBMITTED)
    rounds = ReviewRound.objects.filter(duty__stage__run=run).select_related("version__deliverable", "panel")
    rounds = rounds.annotate(
        submitted=Count("reviews", filter=submitted, distinct=True),
        **counting("reviews__comments", submitted),
    )
    return [
        {
            "title": round.outer_name,
            "panel": str(round.panel),
            "from": day_in_seoul(round.opened_at),
            "until": day(round.due_on),
            "state": round.get_state_display(),
            "submitted": round.submitted,
            "counts": counted(round),
        }
        for round in rounds.order_by("pk")
    ]


def advice(run: ProcessRun) -> dict[str, int]:
    """How many advice notes were handed in, by what became of them."""
    notes = AdviceNote.objects.filter(item__meeting__duty__stage__run=run).exclude(state=AdviceState.DRAFT)
    rows = dict(notes.order_by().values_list("disposition").annotate(Count("pk")))
    return {disposition: rows.get(disposition, 0) for disposition in Disposition.values} | {
        WAITING: rows.get("", 0)
    }


def opinions(run: ProcessRun) -> list[dict]:
    """Every public round, with what was not taken back."""
    rounds = OpinionRound.objects.filter(duty__stage__run=run)
    rounds = rounds.annotate(**counting("opinions", Q(opinions__withdrawn_at=None)))
    return [
        {
            "topic": round.topic,
            "from": day(round.opens_on),
            "until": day(round.closes_on),
            "state": round.get_state_display(),
            "counts": counted(round),
        }
        for round in rounds.order_by("opens_on", "pk")
    ]


def decisions(run: ProcessRun) -> list[dict]:
    """The votes that came to an end, with how many voted how."""
    ended = (ResolutionState.CARRIED, ResolutionState.REJECTED, ResolutionState.NO_QUORUM)
    votes = {
        f"votes_{choice}": Count("ballots", filter=Q(ballots__choice=choice)) for choice in Choice.values
    }
    rows = Resolution.objects.filter(duty__stage__run=run, state__in=ended).select_related("item")
    return [
        {
            "item": str(row.item),
            "motion": row.get_motion_display(),
            "result": row.get_state_display(),
            "on": day_in_seoul(row.closed_at),
            "votes": {choice: getattr(row, f"votes_{choice}") for choice in Choice.values},
        }
        for row in rows.annotate(**votes).order_by("closed_at", "pk")
    ]


def issues(run: ProcessRun) -> dict[str, int]:
    """How many issues were raised between meetings, by their state."""
    rows = Issue.objects.filter(duty__stage__run=run).order_by().values_list("state").annotate(Count("pk"))
    found = dict(rows)
    return {state: found.get(state, 0) for state in IssueState.values}


def adoption_in(*counts: dict[str, int]) -> Adoption:
    """How much was taken up of all that was said."""
    given = Counter()
    for one in counts:
        given.update({disposition: one[disposition] for disposition in Disposition.values})
        given[""] += one[WAITING]
    return adoption_of(given, OPINION_WORDS)


def adopted(said: dict) -> dict:
    """The rate over comments, advice notes and opinions together (반영률)."""
    counts = [round["counts"] for kind in ("reviews", "opinions") for round in said[kind]]
    whole = adoption_in(*counts, said["advice"])
    return {
        "total": whole.total,
        "counts": {d.value: whole.counts[d] for d in Disposition} | {WAITING: whole.unanswered},
        "taken": whole.taken,
        "relevant": whole.relevant,
        "percent": whole.percent,
    }
