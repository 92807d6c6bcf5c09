"""Gathers the admin pages of the sub-rooms, where Django looks for them."""

from workflows.meetings.admin import MeetingAdmin
from workflows.reports.admin import PaperAdmin, ResultReportAdmin, SatisfactionAdmin, SurveyAdmin
from workflows.reviews.admin import CommentAdmin, ReviewAdmin, ReviewRoundAdmin
from workflows.runs.admin import DutyRecordAdmin, DutyRunAdmin, ProcessRunAdmin, StageRunAdmin, WaiverAdmin

__all__ = [
    "CommentAdmin",
    "DutyRecordAdmin",
    "DutyRunAdmin",
    "MeetingAdmin",
    "PaperAdmin",
    "ProcessRunAdmin",
    "ResultReportAdmin",
    "ReviewAdmin",
    "ReviewRoundAdmin",
    "SatisfactionAdmin",
    "StageRunAdmin",
    "SurveyAdmin",
    "WaiverAdmin",
]
