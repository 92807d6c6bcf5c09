from django.db import models

from workflows.runs.querysets import IN_WORK


class IssueQuerySet(models.QuerySet):
    """Sentences about issues."""

    def open(self):
        return self.filter(state="open")

    def in_work(self):
        """In the open stage of a process that goes on: elsewhere nothing can be written any more."""
        return self.filter(IN_WORK)

    def unanswered(self):
        """Open, and no other side has said anything yet."""
        return self.open().filter(answered_at=None)

    def late(self, day):
        """Unanswered, though the day by which an answer was due is over on ``day``."""
        return self.unanswered().filter(reply_due_on__lt=day)

    def with_facts(self):
        """With everything that a page or a notice about an issue needs: stage, run, project, who raised it."""
        return self.select_related(
            "duty__stage__run__project__department",
            "duty__stage__run__project__officer",
            "membership__panel",
            "raised_by",
        )
