"""Reads shaped for the pages about opinions."""

from django.db.models import Count, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from projects import norms
from projects.querysets import PaperQuerySet
from seoul_gov.accounts.models import User
from seoul_gov.ui.kept import Blank, Kept
from workflows.adoption import Adoption, adoption_of
from workflows.dispositions import OPINION_WORDS

from . import permissions
from .models import Opinion, OpinionMaterial, OpinionRound
from .norms import PER_PERSON
from .querysets import RoundQuerySet


def rounds() -> RoundQuerySet:
    """Every round with its project, what ends last first; anybody may read them."""
    return OpinionRound.objects.with_facts().order_by("-closes_on", "-pk")


def round_at_this_moment(pk: int) -> OpinionRound:
    """What decides whether the round takes words, with the most that one person may say (``per_person``).

    Raises Http404 for none.
    """
    round = AT_THIS_MOMENT.first(pk=pk)
    if round is None:
        raise Http404
    return round


AT_THIS_MOMENT = Kept(
    lambda: (
        OpinionRound.objects.at_this_moment()
        .annotate(per_person=norms.in_query(PER_PERSON))
        .filter(pk=Blank("pk", OpinionRound))
        .order_by()
    )
)


def said_by(user, round: OpinionRound) -> list[Opinion]:
    """What tells the person's next words in the round from what they have said already."""
    return SAID.ask(round=round.pk, author=user.pk)


SAID = Kept(
    lambda: Opinion.objects.filter(round=Blank("round", OpinionRound), author=Blank("author", User)).only(
        "round", "author", "nonce", "digest", "withdrawn_at"
    )
)


def materials(round: OpinionRound, user) -> PaperQuerySet:
    """What the round lays open, as far as this person reads it."""
    rows = round.materials.select_related("document")
    return rows.readable(is_inside=permissions.is_inside(user, round))


def material(pk: int) -> OpinionMaterial:
    """A file with its preview and all about its round; raises Http404 for none."""
    material = get_object_or_404(OpinionMaterial.objects.select_related("document__preview"), pk=pk)
    material.round = get_object_or_404(rounds(), pk=material.round_id)
    return material


def rounds_listed() -> RoundQuerySet:
    """The same, each with how many opinions stand in it."""
    return rounds().annotate(opinion_count=number_in_round(Opinion.objects.standing()))


def number_in_round(opinions: QuerySet) -> Subquery:
    """How many of the opinions are in the round of the row; counted for the rows that are shown alone."""
    own = opinions.filter(round=OuterRef("pk")).order_by()
    return Subquery(own.annotate(n=Func("pk", function="COUNT", output_field=IntegerField())).values("n"))


def tally(round: OpinionRound) -> Adoption:
    """How many opinions stand in the round and what became of them, in one query."""
    rows = round.opinions.standing().order_by().values_list("disposition").annotate(n=Count("pk"))
    return adoption_of(dict(rows), OPINION_WORDS)


def opinions_in(round: OpinionRound) -> QuerySet[Opinion]:
    """The opinions that stand in a round with their files, newest first; without their authors."""
    return round.opinions.standing().select_related("document").order_by("-pk")


def opinions_of(user, round: OpinionRound) -> list[Opinion]:
    """What the person has said in a round, also what they took back, in the order in which they said it."""
    if not user.is_authenticated:
        return []
    return list(round.opinions.filter(author=user).select_related("document").order_by("pk"))
