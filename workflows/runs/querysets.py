from django.db import models


class ProcessRunQuerySet(models.QuerySet):
    def running(self):
        return self.filter(status="running")


class DutyRunQuerySet(models.QuerySet):
    def open(self):
        """Still to be done, in a stage that is open now."""
        return self.filter(state="open", stage__state="open", stage__run__status="running")
