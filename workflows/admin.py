"""Gathers the admin pages of the sub-rooms, where Django looks for them."""

from workflows.meetings.admin import MeetingAdmin
from workflows.opinions.admin import OpinionAdmin, OpinionRoundAdmin
from workflows.reviews.admin import CommentAdmin, ReviewAdmin, ReviewRoundAdmin
from workflows.runs.admin import DutyRecordAdmin, DutyRunAdmin, ProcessRunAdmin, StageRunAdmin, WaiverAdmin

__all__ = [
    "CommentAdmin",
    "DutyRecordAdmin",
    "DutyRunAdmin",
    "MeetingAdmin",
    "OpinionAdmin",
    "OpinionRoundAdmin",
    "ProcessRunAdmin",
    "ReviewAdmin",
    "ReviewRoundAdmin",
    "StageRunAdmin",
    "WaiverAdmin",
]
