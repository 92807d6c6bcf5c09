"""Consultations of the demo: one that was settled between two meetings, and one that waits for its outcome."""

from uuid import uuid4

from workflows.issues import actions as issues
from workflows.issues.models import Issue
from workflows.runs.models import StageRun

from . import people

SETTLED = (
    "회의 자료가 하루 전에야 올라옵니다",
    "지난 두 번 모두 회의 전날 저녁에 자료를 받았습니다. 읽고 올 시간이 있도록 더 일찍 받을 수 있을까요?",
    "인쇄 일정 때문에 늦어졌습니다. 앞으로는 초안이라도 먼저 올리겠습니다.",
    "회의 자료 초안은 회의 7일 전에, 최종본은 3일 전에 올리기로 했습니다.",
)
OPEN = (
    "외국인 주민도 쓸 수 있는지 함께 정하고 싶습니다",
    "요구사항에 한국어 화면만 있습니다. 처음부터 영어 화면을 넣을지, 다음 단계로 미룰지 의논하면 좋겠습니다.",
    "화면 글자를 따로 관리하는 구조라 나중에 더할 수 있습니다. 이번 일정에 넣으면 2주가 더 걸립니다.",
)


def consult(stage: StageRun, panel, officer, company: str) -> Issue:
    """Both stories in one stage, the open one last; ``company`` is the contractor's name, "" where there is none."""
    first, second = panel.memberships.counted().select_related("user")[:2]
    contractor = contractor_of(company)
    settled = raised(first.user, stage, *SETTLED[:2])
    replied(contractor or officer, settled, SETTLED[2])
    issues.settle(by=officer, issue=settled, outcome=SETTLED[3])
    waiting = raised(second.user, stage, *OPEN[:2])
    if contractor:
        replied(contractor, waiting, OPEN[2])
    return waiting


def contractor_of(company: str):
    """The demo's person at the company; None where nobody has an account."""
    login = next((login for login, _, name in people.VENDORS if name == company), None)
    return people.person(login) if login else None


def raised(by, stage: StageRun, title: str, body: str) -> Issue:
    return issues.raise_issue(by=by, stage=stage, title=title, body=body, nonce=uuid4())


def replied(by, issue: Issue, body: str) -> None:
    issues.reply(by=by, issue=issue, body=body, nonce=uuid4())
