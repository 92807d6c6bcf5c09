"""What the pages about one project, round or comment share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.models import Project
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.verdicts import Verdict, require
from workflows.reviews import permissions, selectors
from workflows.reviews.models import Comment, ReviewRound


class ProjectPage:
    """A page about a project's deliverables."""

    def load(self):
        return get_object_or_404(Project.objects.with_people(), pk=self.kwargs["project_pk"])

    def may_read(self, thing):
        return permissions.can_see_deliverables(self.request.user, thing)

    def cancel_url(self):
        return reverse("reviews:deliverables", args=[self.project.pk])

    @property
    def project(self) -> Project:
        return self.thing


def reads(stand: permissions.Standing, round: ReviewRound) -> Verdict:
    """Whether the round is there for the person; raises PermissionDenied, with the reason, where its paper is not."""
    verdict = permissions.can_read(stand)
    if verdict:
        require(permissions.can_read_paper(stand, round))
    return verdict


class RoundPage:
    """A page about a round; ``stand`` says how the person stands to it, asked anew in every request."""

    def load(self):
        return get_object_or_404(selectors.rounds_for_page(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        self.stand = permissions.standing(self.request.user, thing)
        return reads(self.stand, thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.thing, stand=self.stand, **kwargs)


class Opinions(ShowsPeople):
    """A page that shows who said what in a round; the context has its comments, summaries and silent members."""

    shown_as = "검토 의견"

    def whose(self, context):
        """With numbers in place of the names it is nobody's."""
        if not context or not self.stand.sees_names:
            return None
        reviews = [comment.review for comment in self.comments_on(context)]
        reviews += context.get("summaries", [])
        seats = [*(review.membership for review in reviews), *context.get("silent", [])]
        return f"‘{self.thing}’ 단원", [seat.user_id for seat in seats]

    def comments_on(self, context):
        return context["comments"]


class OfficerPage(RoundPage):
    """A page about a round for the officers who run it."""

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing.panel.project)


class CommentPage:
    """A page about one comment of a round that the person may read."""

    def load(self):
        comments = Comment.objects.select_related("review__membership")
        comment = get_object_or_404(comments, pk=self.kwargs["pk"])
        comment.review.round = get_object_or_404(selectors.rounds_for_page(), pk=comment.review.round_id)
        return comment

    @property
    def round(self) -> ReviewRound:
        return self.thing.review.round

    def may_read(self, thing):
        self.stand = permissions.standing(self.request.user, thing.review.round)
        return reads(self.stand, thing.review.round)

    def cancel_url(self):
        return self.round.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.round, comment=self.thing, stand=self.stand, **kwargs)
