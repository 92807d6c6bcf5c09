"""Joint decisions of the demo: votes that were carried after a meeting, and votes under way."""

from datetime import datetime, timedelta

from django.utils import timezone

from workflows.decisions import actions as decisions
from workflows.decisions import selectors
from workflows.decisions.models import Ballot, Resolution
from workflows.definitions import DutyKind
from workflows.meetings.agenda import Item
from workflows.runs.models import DutyRun, StageRun

from .hours import workday

TEXT = "{product} 초안을 채택하고, 단원 의견 가운데 반영하기로 한 것을 다음 판에 담는다."
DECIDED = [
    ("for", ""),
    ("for", "쉬운 말로 바꾼 부분이 특히 좋습니다."),
    ("for", ""),
    ("against", "고령 사용자를 위한 큰 글씨가 이번 판에 빠져 있어 조정한 뒤에 채택하면 좋겠습니다."),
    ("for", ""),
    ("abstain", ""),
]

TIE = "이 초안의 바탕이 된 제안을 제가 속한 주민모임이 냈습니다. 이 안건에서는 빠지겠습니다."


def items_for(stage: StageRun) -> list[Item]:
    """What a meeting has on its agenda besides, where its stage asks for a decision: one to decide, one reserved."""
    if not stage.duties.filter(kind=DutyKind.DECISION).exists():
        return []
    return [
        Item("산출물 초안 채택", "report", needs_advice=False),
        Item("예산 집행 현황 보고", "budget", needs_advice=False),
    ]


def open_vote(duty: DutyRun, officer) -> Resolution:
    """A vote under way on what the stage's last meeting talked about: a few have voted, most have not."""
    vote = put(duty, officer, closes_at=workday(3, 18))
    for ballot, (choice, reason) in zip(members(vote)[3:5], DECIDED, strict=False):
        decisions.vote(by=ballot.membership.user, resolution=vote, choice=choice, reason=reason)
    return vote


def decide(duty: DutyRun, officer) -> Resolution:
    """A vote that was carried: most members and the department voted, one wrote down why not; in the first of them one took
    no part."""
    vote = put(duty, officer)
    for ballot in [] if Ballot.objects.recused().exists() else members(vote)[len(DECIDED) :][:1]:
        decisions.recuse(by=ballot.membership.user, ballot=ballot, reason=TIE)
    for ballot, (choice, reason) in zip(members(vote), DECIDED, strict=False):
        decisions.vote(by=ballot.membership.user, resolution=vote, choice=choice, reason=reason)
    decisions.vote_for_department(by=officer, resolution=vote, choice="for")
    remaining = vote.ballots.waiting().count()
    vote = decisions.close(by=officer, resolution=vote, remaining=remaining)
    backdate(vote)
    return vote


def put(duty: DutyRun, officer, **facts) -> Resolution:
    item = selectors.items_to_decide(duty).get(title="산출물 초안 채택")
    version = selectors.versions_to_decide(duty).filter(deliverable__stage_key=duty.stage.key).first()
    product = version.deliverable.title if version else "사업계획"
    text = TEXT.format(product=product)
    facts |= {"item": item, "motion": "adopt", "text": text, "version": version}
    return decisions.open_vote(by=officer, duty=duty, **facts)


def members(vote: Resolution) -> list[Ballot]:
    return list(vote.ballots.exclude(membership=None).select_related("membership__user").order_by("pk"))


def backdate(vote: Resolution) -> None:
    """Move the vote to the days after its meeting."""
    opened: datetime = vote.item.meeting.ends_at
    closes = opened + timedelta(days=2)
    closed = min(closes, timezone.now())
    Resolution.objects.filter(pk=vote.pk).update(opened_at=opened, closes_at=closes, closed_at=closed)
    vote.ballots.exclude(choice="").update(cast_at=min(opened + timedelta(hours=3), closed))
    vote.ballots.recused().update(recused_at=min(opened + timedelta(hours=2), closed))
