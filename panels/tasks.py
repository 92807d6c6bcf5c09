"""Gathers the tasks of the sub-rooms, where Celery looks for them."""

from panels.appointments.tasks import end_terms, print_appointments
from panels.calls.tasks import tell_news
from panels.conflicts.tasks import check_ties
from panels.draws.tasks import compute
from panels.erasure.tasks import erase_due

__all__ = ["check_ties", "compute", "end_terms", "erase_due", "print_appointments", "tell_news"]
