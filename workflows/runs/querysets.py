from django.db import models
from django.db.models import F, Q

IN_WORK = Q(
    duty__stage__state="open",
    duty__stage__run__status="running",
    duty__stage__run__governance_type=F("duty__stage__run__project__governance_type"),
)
"""Of rows that know their duty, those in the open stage of a process that runs for its project's present type."""


class ProcessRunQuerySet(models.QuerySet):
    def running(self):
        return self.filter(status="running")


class DutyRunQuerySet(models.QuerySet):
    def open(self):
        """Still to be done, in a stage that is open now."""
        return self.filter(state="open", stage__state="open", stage__run__status="running")
