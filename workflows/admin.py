"""Gathers the admin pages of the sub-rooms, where Django looks for them."""

from workflows.decisions.admin import BallotAdmin, ResolutionAdmin
from workflows.issues.admin import IssueAdmin, ReplyAdmin
from workflows.meetings.admin import MeetingAdmin
from workflows.opinions.admin import OpinionAdmin, OpinionRoundAdmin
from workflows.record.admin import GovernanceShareAdmin
from workflows.reports.admin import PaperAdmin, ResultReportAdmin, SatisfactionAdmin, SurveyAdmin
from workflows.reviews.admin import CommentAdmin, ReviewAdmin, ReviewRoundAdmin
from workflows.runs.admin import DutyRecordAdmin, DutyRunAdmin, ProcessRunAdmin, StageRunAdmin, WaiverAdmin

__all__ = [
    "BallotAdmin",
    "CommentAdmin",
    "DutyRecordAdmin",
    "DutyRunAdmin",
    "GovernanceShareAdmin",
    "IssueAdmin",
    "MeetingAdmin",
    "OpinionAdmin",
    "OpinionRoundAdmin",
    "PaperAdmin",
    "ProcessRunAdmin",
    "ReplyAdmin",
    "ResolutionAdmin",
    "ResultReportAdmin",
    "ReviewAdmin",
    "ReviewRoundAdmin",
    "SatisfactionAdmin",
    "StageRunAdmin",
    "SurveyAdmin",
    "WaiverAdmin",
]
