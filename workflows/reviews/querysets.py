from django.db import models
from django.db.models import Q

from projects.enums import INNER_MATTERS
from workflows.runs.querysets import IN_WORK

SHOWN = ~Q(version__deliverable__matter__in=INNER_MATTERS)
"""Rounds whose paper panels may read: not of one that was found later to stay inside the city."""
ASKING = Q(state="open", duty__state="open") & IN_WORK & SHOWN
"""Rounds in which members are asked to speak, as far as the day allows: open, for a duty that can be worked on, on a
paper that they may read."""


class RoundQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state="open")

    def asking(self):
        return self.filter(ASKING)

    def with_facts(self):
        """With everything that a sentence about a round needs: deliverable, panel, stage, run and project."""
        return self.select_related(
            "version__deliverable", "panel__project__officer", "duty__stage__run__project"
        )


class CommentQuerySet(models.QuerySet):
    def submitted(self):
        """What was handed in; drafts belong to their author alone."""
        return self.filter(review__state="submitted")

    def unanswered(self):
        return self.submitted().filter(answered_at=None)
