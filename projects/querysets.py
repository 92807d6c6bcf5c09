from django.db import models
from django.db.models import Q

from seoul_gov.accounts.enums import Role


class ProjectQuerySet(models.QuerySet):
    """Sentences about projects."""

    def for_staff(self, user):
        """What a person may see as city staff: their departments' projects, and whole-city roles all but drafts."""
        own = Q(department__in=user.departments_as(Role.OFFICER, Role.HEAD))
        if user.has_role(Role.GOVERNANCE_OFFICER, Role.AUDITOR):
            return self.filter(own | ~Q(status="draft"))
        return self.filter(own)

    def with_people(self):
        return self.select_related("department", "officer", "channel")


class ContractPartyQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at=None)
