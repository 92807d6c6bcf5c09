from django.db import connections, models
from django.db.models import Q

from seoul_gov.accounts.enums import Role

from . import search
from .enums import PUBLIC_STATUSES


class ProjectQuerySet(models.QuerySet):
    """Sentences about projects."""

    def for_staff(self, user):
        """What a person may see as city staff: their departments' projects, and whole-city roles all but drafts."""
        own = Q(department__in=user.departments_as(Role.OFFICER, Role.HEAD))
        if user.has_role(Role.GOVERNANCE_OFFICER, Role.AUDITOR):
            return self.filter(own | ~Q(status="draft"))
        return self.filter(own)

    def public(self):
        """What anybody may follow: a type is confirmed, and the project is not found to lie outside the guideline."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def matching(self, words: str):
        """Whose title and summary hold all the words, or whose number is just that; see ``projects.search``."""
        return self.filter(search.condition(words, vendor=connections[self.db].vendor))

    def with_people(self):
        return self.select_related("department", "officer", "channel")


class ContractPartyQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at=None)
