"""What the pages about one vote share."""

from django.shortcuts import get_object_or_404

from projects import matters
from workflows.decisions import permissions, selectors, state


class VotePage:
    """A page about a vote; ``stand`` says how the person stands to it, asked anew in every request."""

    def load(self):
        return get_object_or_404(selectors.votes_for_page(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        self.stand = permissions.standing(self.request.user, thing)
        return permissions.can_read(self.stand, thing)

    def get_context_data(self, **kwargs):
        facts = {"vote": self.thing, "project": self.thing.panel.project, "stand": self.stand}
        if self.thing.version:
            facts["reads_paper"] = permissions.can_read_file(self.stand, self.thing)
            facts["paper_name"] = matters.outer_name(self.thing.version)
        return super().get_context_data(is_ahead=state.is_ahead(self.thing), **facts, **kwargs)


class OfficerPage(VotePage):
    """A page about a vote for the officers who run it."""

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing.panel.project)
