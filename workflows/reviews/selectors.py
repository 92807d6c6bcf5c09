"""Reads shaped for the pages about reviews."""

from django.db.models import F, Func, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from panels.models import Membership
from panels.selectors import seats
from projects.enums import INNER_MATTERS
from projects.models import ContractParty, Deliverable, DeliverableVersion, Project
from projects.selectors import newest_versions
from workflows.runs.models import DutyRun

from .enums import ReviewState, RoundState
from .models import Comment, Review, ReviewRound
from .querysets import SHOWN, RoundQuerySet


def counted(rounds: RoundQuerySet) -> RoundQuerySet:
    """Rounds with how many members submitted and still have to, how many comments are in and answered."""
    submitted = Review.objects.filter(round=OuterRef("pk"), state=ReviewState.SUBMITTED)
    comments = Comment.objects.submitted().filter(review__round=OuterRef("pk"))
    spoken = Review.objects.filter(round=OuterRef(OuterRef("pk")), state=ReviewState.SUBMITTED)
    voices = Membership.objects.counted().filter(panel=OuterRef("panel"))
    return rounds.annotate(
        submitted_count=_number(submitted),
        missing_count=_number(voices.exclude(pk__in=spoken.values("membership"))),
        comment_count=_number(comments),
        answered_count=_number(comments.exclude(answered_at=None)),
    )


def _number(rows: QuerySet) -> Subquery:
    """How many rows of a correlated query there are."""
    counting = rows.order_by().annotate(n=Func("pk", function="COUNT", output_field=IntegerField()))
    return Subquery(counting.values("n"))


def rounds_for_page() -> RoundQuerySet:
    """Rounds with all that their page shows, in one query: file, counts, the newest version, the round before."""
    versions = DeliverableVersion.objects.filter(deliverable=OuterRef("version__deliverable")).order_by(
        "-number"
    )
    before = ReviewRound.objects.filter(
        version__deliverable=OuterRef("version__deliverable"),
        panel=OuterRef("panel"),
        state=RoundState.CLOSED,
        pk__lt=OuterRef("pk"),
    )
    return (
        counted(ReviewRound.objects.with_facts())
        .select_related("version__document", "panel__project__department")
        .annotate(
            newest_number=Subquery(versions.values("number")[:1]),
            earlier_id=Subquery(before.order_by("-pk").values("pk")[:1]),
        )
    )


def own_review(round: ReviewRound, seat: Membership | None) -> Review | None:
    """The member's part with its comments; None before the first word."""
    if seat is None:
        return None
    return round.reviews.filter(membership=seat).prefetch_related("comments").first()


def comments_in(round_id: int | None) -> QuerySet[Comment]:
    """The submitted comments of a round with their authors, in the order in which they were written.

    ``writer`` numbers the authors from 1 within the round, for who may not learn their names.
    """
    return _comments([round_id])


def first_comments_in(rounds: list[int], count: int, *, without: Review | None) -> dict[int, list[Comment]]:
    """The first comments of several rounds, by round, in one query; those of one review are left out."""
    rank = Window(RowNumber(), partition_by=F("review__round"), order_by="pk")
    rows = _comments(rounds)
    rows = (rows.exclude(review=without) if without else rows).annotate(rank=rank)
    found = {round: [] for round in rounds}
    for comment in rows.filter(rank__lte=count):
        found[comment.review.round_id].append(comment)
    return found


def _comments(rounds: list[int | None]) -> QuerySet[Comment]:
    before = Review.objects.filter(
        round=OuterRef("review__round"), state=ReviewState.SUBMITTED, pk__lte=OuterRef("review")
    )
    rows = Comment.objects.submitted().filter(review__round__in=rounds).select_related("review__membership")
    return rows.annotate(writer=_number(before)).order_by("pk")


def reviews_in(round: ReviewRound, seat: Membership | None = None) -> QuerySet[Review]:
    """The submitted reviews of a round with their authors, numbered like their comments; that of ``seat`` in any state."""
    before = Review.objects.filter(
        round=OuterRef("round"), state=ReviewState.SUBMITTED, pk__lte=OuterRef("pk")
    )
    wanted = Q(state=ReviewState.SUBMITTED) | Q(membership=seat)
    rows = round.reviews.filter(wanted).select_related("membership")
    return rows.annotate(writer=_number(before)).order_by("pk")


def summaries_in(round: ReviewRound) -> QuerySet[Review]:
    """The submitted reviews with a general remark."""
    return reviews_in(round).exclude(summary="")


def still_to_speak(round: ReviewRound) -> QuerySet[Membership]:
    """Members with a voice who have not submitted."""
    spoken = round.reviews.filter(state=ReviewState.SUBMITTED).values("membership")
    return round.panel.memberships.counted().exclude(pk__in=spoken)


def rounds_of(user) -> RoundQuerySet:
    """Every round that the person may read: as a member in office what panels are shown, the rest as city staff or as
    the contractor."""
    mine = [seat.panel_id for seat in seats(user)]
    staffed = Project.objects.for_staff(user).values("pk")
    contracted = projects_under_contract(user).values("pk")
    rounds = ReviewRound.objects.with_facts().filter(
        (Q(panel__in=mine) & SHOWN) | Q(panel__project__in=staffed) | Q(panel__project__in=contracted)
    )
    return counted(rounds).order_by("-pk")


def projects_under_contract(user) -> QuerySet[Project]:
    """The projects for which the person's company is now under contract."""
    parties = ContractParty.objects.under_contract().filter(vendor__staff=user)
    return Project.objects.filter(pk__in=parties.values("project"))


def deliverables_of(project: Project) -> QuerySet[Deliverable]:
    """The project's deliverables with versions, newest first, and their rounds, in three queries."""
    versions = DeliverableVersion.objects.select_related("document", "uploaded_by").order_by("-number")
    rounds = ReviewRound.objects.select_related("panel").order_by("pk")
    return project.deliverables.prefetch_related(
        Prefetch("versions", queryset=versions), Prefetch("versions__rounds", queryset=rounds)
    )


def versions_to_review(duty: DutyRun) -> QuerySet[DeliverableVersion]:
    """The newest version of every deliverable of the duty's project that panels may read, those of its stage first."""
    return newest_versions(duty.stage.run.project_id, first=duty.stage.key, but=INNER_MATTERS)
