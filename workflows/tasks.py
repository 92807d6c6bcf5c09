"""Gathers the tasks of the sub-rooms, where Celery looks for them."""

from workflows.decisions.tasks import remind_votes
from workflows.driver.tasks import remind_desks
from workflows.issues.tasks import remind_issues
from workflows.meetings.tasks import remind_meetings
from workflows.record.tasks import count_shares
from workflows.reports.tasks import render_papers
from workflows.reviews.tasks import remind_reviews

__all__ = [
    "count_shares",
    "remind_desks",
    "remind_issues",
    "remind_meetings",
    "remind_reviews",
    "remind_votes",
    "render_papers",
]
