from django.db import models
from django.db.models import Q

from workflows.runs.querysets import IN_WORK


class MeetingQuerySet(models.QuerySet):
    """Sentences about meetings."""

    def with_facts(self):
        """With panel, project and process, which every page and every action reads."""
        return self.select_related("panel__project__department", "duty__stage__run__project", "called_by")

    def scheduled(self):
        return self.filter(state="scheduled")

    def upcoming(self, now):
        """Scheduled and not yet begun."""
        return self.scheduled().filter(starts_at__gt=now)

    def ahead(self, now):
        """Scheduled and not yet over."""
        return self.scheduled().filter(ends_at__gt=now)

    def behind(self, now):
        """Over or cancelled, also where nobody has recorded the attendance yet."""
        return self.filter(~Q(state="scheduled") | Q(ends_at__lte=now))

    def in_work(self):
        """In the open stage of a process that goes on."""
        return self.filter(IN_WORK)
