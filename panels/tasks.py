"""Gathers the tasks of the sub-rooms, where Celery looks for them."""

from panels.appointments.tasks import end_terms, print_appointments
from panels.conflicts.tasks import check_ties
from panels.draws.tasks import compute

__all__ = ["check_ties", "compute", "end_terms", "print_appointments"]
