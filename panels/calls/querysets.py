from django.db import models

DRAW_FILES = ("pool", "rules", "lottery", "plan")
"""The files of a draw, which may hold a line for each of a hundred thousand tickets."""


class CallQuerySet(models.QuerySet):
    """Sentences about calls."""

    def public(self):
        """What everybody may read: calls that were published, also those taken back afterwards."""
        return self.exclude(published_at=None)

    def standing(self):
        """Published and not taken back, for a panel that still exists."""
        return self.filter(state="published").exclude(panel__state="dissolved")

    def kept(self):
        """A draft or published, and not taken back: a panel has one."""
        return self.exclude(state="cancelled")

    def gone(self):
        """Taken back, or ended with their panel."""
        return self.filter(models.Q(state="cancelled") | models.Q(panel__state="dissolved"))

    def taking(self, now):
        """Those that take applications at that moment, their last one included."""
        return self.standing().filter(opens_at__lte=now, closes_at__gte=now)

    def news(self, now):
        """Those of which not everybody was told yet who wants to hear of calls, while it makes sense to apply."""
        return self.standing().filter(news_told_at=None, closes_at__gt=now)

    def with_facts(self):
        """With everything that a sentence about a call needs: panel, project, its department and officer."""
        return self.select_related("panel__project__department", "panel__project__officer")

    def with_outcome(self):
        """With the draw and what was decided, as far as there are any; without the files of the draw, which are long."""
        rows = self.with_facts().select_related("lottery", "selection")
        return rows.defer(*(f"lottery__{name}" for name in DRAW_FILES))

    def held(self):
        """With the facts, locked until the end of the transaction."""
        return self.with_facts().select_for_update(of=("self",))


class ApplicationQuerySet(models.QuerySet):
    """Sentences about applications."""

    def submitted(self):
        """What was handed in and not withdrawn."""
        return self.filter(state="submitted")

    def current(self):
        """What is being written or was handed in, and not taken back or erased since."""
        return self.exclude(state__in=["withdrawn", "erased"])
