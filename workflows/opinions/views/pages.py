"""What the pages about one round or opinion share."""

from django.shortcuts import get_object_or_404

from workflows.opinions import permissions, selectors, state
from workflows.opinions.models import Opinion, OpinionRound


class AboutRound:
    """Context of everything that is about ``self.round``; whoever gets here may read it."""

    def get_context_data(self, **kwargs):
        round = self.round
        return super().get_context_data(
            round=round, project=permissions.project_of(round), phase=state.phase(round), **kwargs
        )

    def cancel_url(self):
        return self.round.get_absolute_url()


class RoundPage(AboutRound):
    """A page about a round; anybody may read it."""

    def load(self):
        return get_object_or_404(selectors.rounds(), pk=self.kwargs["pk"])

    @property
    def round(self) -> OpinionRound:
        return self.thing


class OfficerPage(RoundPage):
    """A page about a round for the officers who run it."""

    def may(self, thing):
        return permissions.can_manage(self.request.user, permissions.project_of(thing))


class OpinionPage(AboutRound):
    """A page about one opinion."""

    def load(self):
        opinion = get_object_or_404(Opinion.objects.select_related("document"), pk=self.kwargs["pk"])
        opinion.round = get_object_or_404(selectors.rounds(), pk=opinion.round_id)
        return opinion

    @property
    def round(self) -> OpinionRound:
        return self.thing.round

    def get_context_data(self, **kwargs):
        return super().get_context_data(opinion=self.thing, **kwargs)
