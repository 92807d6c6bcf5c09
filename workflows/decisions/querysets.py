from django.db import models
from django.db.models import Q

from projects.enums import INNER_MATTERS, Matter
from workflows.runs.querysets import IN_WORK

CITYS_OWN = (*INNER_MATTERS, Matter.BUDGET)
"""Papers that nobody is asked to decide on: panels read and discuss the budget, and the rest they do not see."""
MOVED = Q(version__deliverable__matter__in=CITYS_OWN)
"""Votes on a paper that turned out to be one of those."""
SPOILT = Q(item__meeting__state="cancelled") | MOVED
"""Votes that can only be cancelled."""
ASKING = Q(state="open", duty__state="open") & ~SPOILT & IN_WORK
"""Votes in which people are asked to vote, as far as the hour allows: open, for a duty that can be worked on."""
STANDING = Q(recused_at=None)
"""Ballots of whom nothing keeps from voting."""
WAITING = STANDING & Q(choice="") & (Q(membership=None) | Q(membership__state="active"))
"""Ballots that still wait for their vote: the department's, and those of members in office."""


class ResolutionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state="open")

    def asking(self):
        return self.filter(ASKING)

    def with_facts(self):
        """With everything that a page or a sentence needs: item, meeting, panel, project, stage, run, version."""
        return self.select_related(
            "item__meeting__panel__project__department",
            "item__meeting__panel__project__officer",
            "duty__stage__run__project",
            "version__deliverable",
            "version__document",
        )


class BallotQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(WAITING)

    def recused(self):
        return self.exclude(STANDING)

    def with_seats(self):
        """With the seats and what suspended them, in two queries."""
        rows = self.select_related("membership", "recorded_by", "recused_by").order_by("pk")
        return rows.prefetch_related("membership__suspensions")
