from django.db import models


class SuspensionQuerySet(models.QuerySet):
    """Sentences about suspensions."""

    def open(self):
        """Not decided yet."""
        return self.filter(outcome="")

    def with_facts(self):
        """With everything that a page or a sentence needs: seat, person, panel, project, department, company."""
        return self.select_related(
            "membership__panel__project__department",
            "membership__panel__project__officer",
            "membership__user",
            "membership__invited_by",
            "party__vendor",
            "suspended_by",
            "decided_by",
        )

    def lapse(self, now):
        """Close those whose seat has ended before they were decided; answers how many."""
        return self.update(outcome="lapsed", decided_at=now)
