from django.db import models

from panels.enums import SEATED, MemberState


class AppointmentQuerySet(models.QuerySet):
    """Sentences about appointments."""

    def with_facts(self):
        """With the seat, its panel and project, and the department."""
        return self.select_related("membership__panel__project__department")

    def in_force(self):
        """Of who holds a seat, suspended or not."""
        return self.filter(membership__state__in=SEATED)

    def at_work(self):
        """Of who holds a seat and is not suspended."""
        return self.filter(membership__state=MemberState.ACTIVE)

    def over(self, day):
        """In force although the term had ended before that day."""
        return self.in_force().filter(ends_on__lt=day)

    def ending(self, first, last):
        """In force and ending between two days."""
        return self.in_force().filter(ends_on__range=(first, last))
