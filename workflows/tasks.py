"""Gathers the tasks of the sub-rooms, where Celery looks for them."""

from workflows.driver.tasks import remind_desks
from workflows.meetings.tasks import remind_meetings
from workflows.record.tasks import count_shares
from workflows.reviews.tasks import remind_reviews

__all__ = ["count_shares", "remind_desks", "remind_meetings", "remind_reviews"]
