"""Gathers the tasks of the sub-rooms, where Celery looks for them."""

from panels.conflicts.tasks import check_ties

__all__ = ["check_ties"]
