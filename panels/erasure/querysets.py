from django.db import models

UNCHANGED = "Records of destruction are never changed."
KEPT = "Records of destruction are never deleted."


class DestructionQuerySet(models.QuerySet):
    """Reads, and inserts through the manager; nothing else."""

    def update(self, **kwargs):
        raise TypeError(UNCHANGED)

    def _update(self, values):
        """What saving a record that is there already comes to (``base_manager_name``)."""
        raise TypeError(UNCHANGED)

    def delete(self):
        raise TypeError(KEPT)

    def with_places(self):
        """With the call and the panel that they are about, and who did it."""
        return self.select_related("call__panel__project", "panel__project", "destroyed_by")


class ErasureRequestQuerySet(models.QuerySet):
    """Sentences about requests."""

    def open(self):
        return self.filter(state="open")

    def with_facts(self):
        """With the seat, its panel and project, and who asks."""
        return self.select_related("membership__panel__project", "requested_by")
