"""Whether duties of consulting between meetings are settled: what was raised is settled too."""

from collections import defaultdict

from django.urls import reverse

from workflows.runs.contract import Missing, since_reopened

from .enums import IssueState, Side
from .models import Issue


def settled(duties) -> dict[int, Missing | None]:
    """What each duty still lacks, by its id, in one query; what was taken back does not count."""
    duties = list(duties)
    by_duty = defaultdict(list)
    issues = Issue.objects.filter(duty__in=[duty.pk for duty in duties]).exclude(state=IssueState.WITHDRAWN)
    for issue in issues.order_by("reply_due_on", "pk"):
        by_duty[issue.duty_id].append(issue)
    return {duty.pk: _missing(duty, by_duty[duty.pk]) for duty in duties}


def _missing(duty, issues: list[Issue]) -> Missing | None:
    running = sorted((issue for issue in issues if issue.is_open), key=_waits, reverse=True)
    if running:
        return _unsettled(running[0], len(running))
    if since_reopened(duty, issues, "settled_at") or _came_to_nothing(duty):
        return None
    url = reverse("issues:raise", args=[duty.stage_id])
    return Missing("아직 제기된 협의가 없습니다.", url, "협의 제기하기")


def _came_to_nothing(duty) -> bool:
    """Whether an issue alone called the duty into being, and was taken back: nothing is left to do."""
    return duty.is_added and duty.reopened_at is None


def _waits(issue: Issue) -> bool:
    """Whether a citizen's words wait for their first answer."""
    return issue.side == Side.MEMBER and issue.answered_at is None


def _unsettled(issue: Issue, count: int) -> Missing:
    url = issue.get_absolute_url()
    if _waits(issue):
        sentence = f"추진단이 제기한 ‘{issue.title}’ 협의에 답하지 않았습니다."
        return Missing(sentence, url, "협의에 답하기", begun=True, unanswered=True, running=True)
    sentence = f"조정결과를 적지 않은 협의가 {count}건 있습니다."
    return Missing(sentence, url, "협의 보기", begun=True, running=True)
