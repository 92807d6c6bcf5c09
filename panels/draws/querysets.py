from django.db import models

from panels.calls.querysets import DRAW_FILES


class LotteryRunQuerySet(models.QuerySet):
    """Sentences about draws."""

    def with_facts(self):
        """With the call, its panel and project, and the department."""
        return self.select_related("call__panel__project__department", "call__panel__project__officer")

    def held(self):
        """The same, locked until the end of the transaction."""
        return self.with_facts().select_for_update(of=("self",))


class TrialQuerySet(models.QuerySet):
    """Sentences about trials."""

    def with_facts(self):
        """With the call, its panel and project, the department and who made it."""
        return self.select_related(
            "call__panel__project__department", "call__panel__project__officer", "created_by"
        )

    def light(self):
        """Without the files, which no page shows; a trial has no plan yet."""
        return self.defer(*DRAW_FILES[:3])
