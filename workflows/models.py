"""Gathers the models of the sub-rooms, where Django looks for them."""

from workflows.meetings.models import AdviceNote, AgendaItem, Attendance, Meeting, MeetingMaterial, Minutes
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.runs.models import DutyRecord, DutyRun, ProcessRun, StageRun, Waiver

__all__ = [
    "AdviceNote",
    "AgendaItem",
    "Attendance",
    "Comment",
    "DutyRecord",
    "DutyRun",
    "Meeting",
    "MeetingMaterial",
    "Minutes",
    "ProcessRun",
    "Review",
    "ReviewRound",
    "StageRun",
    "Waiver",
]
