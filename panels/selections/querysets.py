from django.db import models
from django.db.models import Q

from panels.calls.querysets import DRAW_FILES
from panels.enums import OPEN

from .enums import Standing


class SelectionQuerySet(models.QuerySet):
    """Sentences about selections."""

    def with_facts(self):
        """With the call, its draw, panel and project, and the department; without the files of the draw, which are long."""
        rows = self.select_related(
            "call__panel__project__department", "call__panel__project__officer", "call__lottery"
        )
        return rows.defer(*(f"call__lottery__{name}" for name in DRAW_FILES))


class ChoiceQuerySet(models.QuerySet):
    """Sentences about what became of applications."""

    def chosen(self):
        return self.filter(standing=Standing.CHOSEN)

    def seated(self):
        """Those chosen whose seat is offered or taken."""
        return self.chosen().filter(membership__state__in=OPEN)

    def waiting(self):
        """Who is next, in order, as far as they want to be asked and can be: an erased application is nobody's."""
        waiting = self.filter(standing=Standing.ALTERNATE, is_willing=True)
        return waiting.filter(application__state="submitted").order_by("rank", "pk")

    def asked_again(self):
        """Everybody without a seat who may be drawn for one later: willing, eligible and never left out."""
        others = self.exclude(standing=Standing.CHOSEN).filter(
            is_willing=True, application__state="submitted"
        )
        return others.exclude(Q(standing=Standing.NOT_CHOSEN) & ~Q(reason=""))
