from django.db import models

from workflows.runs.querysets import IN_WORK


class RoundQuerySet(models.QuerySet):
    def open(self):
        """Not closed: words are taken or wait for their answers."""
        return self.filter(state="open")

    def taking(self, day):
        """Rounds in which citizens may speak on that day of Seoul's."""
        return self.open().filter(IN_WORK, duty__state="open", opens_on__lte=day, closes_on__gte=day)

    def with_facts(self):
        """With everything that a sentence about a round needs: stage, run, project, its department and officer."""
        return self.select_related(
            "duty__stage__run__project__department", "duty__stage__run__project__officer"
        )

    def at_this_moment(self):
        """With no more than what decides whether the round takes words."""
        stage, run, project = "duty__stage", "duty__stage__run", "duty__stage__run__project"
        return self.select_related(project).only(
            *("topic", "number", "state", "opens_on", "closes_on"),
            *("duty__state", f"{stage}__state", f"{run}__status", f"{run}__governance_type"),
            f"{project}__governance_type",
        )


class OpinionQuerySet(models.QuerySet):
    def standing(self):
        """What was not taken back by its author."""
        return self.filter(withdrawn_at=None)

    def undecided(self):
        return self.standing().filter(answered_at=None)
