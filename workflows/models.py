"""Gathers the models of the sub-rooms, where Django looks for them."""

from workflows.decisions.models import Ballot, Resolution
from workflows.issues.models import Issue, Reply
from workflows.meetings.models import (
    AdviceNote,
    AgendaItem,
    Attendance,
    Meeting,
    MeetingMaterial,
    Minutes,
    Recusal,
)
from workflows.opinions.models import Opinion, OpinionMaterial, OpinionRound
from workflows.record.models import GovernanceShare
from workflows.reports.models import Paper, ResultReport, Satisfaction, Survey
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.runs.models import DutyRecord, DutyRun, ProcessRun, StageRun, Waiver

__all__ = [
    "AdviceNote",
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Comment",
    "DutyRecord",
    "DutyRun",
    "GovernanceShare",
    "Issue",
    "Meeting",
    "MeetingMaterial",
    "Minutes",
    "Opinion",
    "OpinionMaterial",
    "OpinionRound",
    "Paper",
    "ProcessRun",
    "Recusal",
    "Reply",
    "Resolution",
    "ResultReport",
    "Review",
    "ReviewRound",
    "Satisfaction",
    "StageRun",
    "Survey",
    "Waiver",
]
