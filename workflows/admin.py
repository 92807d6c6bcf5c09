"""Gathers the admin pages of the sub-rooms, where Django looks for them."""

from workflows.meetings.admin import MeetingAdmin
from workflows.record.admin import GovernanceShareAdmin
from workflows.reviews.admin import CommentAdmin, ReviewAdmin, ReviewRoundAdmin
from workflows.runs.admin import DutyRecordAdmin, DutyRunAdmin, ProcessRunAdmin, StageRunAdmin, WaiverAdmin

__all__ = [
    "CommentAdmin",
    "DutyRecordAdmin",
    "DutyRunAdmin",
    "GovernanceShareAdmin",
    "MeetingAdmin",
    "ProcessRunAdmin",
    "ReviewAdmin",
    "ReviewRoundAdmin",
    "StageRunAdmin",
    "WaiverAdmin",
]
