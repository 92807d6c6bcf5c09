from django.db import models


class LotteryRunQuerySet(models.QuerySet):
    """Sentences about draws."""

    def with_facts(self):
        """With the call, its panel and project, and the department."""
        return self.select_related("call__panel__project__department", "call__panel__project__officer")

    def held(self):
        """The same, locked until the end of the transaction."""
        return self.with_facts().select_for_update(of=("self",))
