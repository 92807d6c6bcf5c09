"""A running collaboration project whose panel, department and contractor consult each other."""

from datetime import timedelta
from uuid import uuid4

import pytest

from seoul_gov.accounts.models import User
from seoul_gov.ui.korean import today
from tests import factories
from workflows.issues import actions
from workflows.issues.models import Issue

BODY = "버튼이 작아 누르기 어렵습니다."


def fresh(user):
    """The person as a new request sees them: nothing remembered about roles and seats."""
    return User.objects.get(pk=user.pk)


def raised(by, stage, **facts):
    facts = {"title": "버튼 크기", "body": BODY, "nonce": uuid4()} | facts
    return actions.raise_issue(by=fresh(by), stage=stage, **facts)


def replied(by, issue, body="다음 주에 고치겠습니다.", **facts):
    reply = actions.reply(by=fresh(by), issue=issue, body=body, **{"nonce": uuid4()} | facts)
    issue.refresh_from_db()
    return reply


def settled(by, issue, outcome="글자를 16픽셀로 키웁니다."):
    actions.settle(by=fresh(by), issue=issue, outcome=outcome)
    issue.refresh_from_db()
    return issue


def overdue(issue, days=1):
    """The issue with its day of reply gone by."""
    Issue.objects.filter(pk=issue.pk).update(reply_due_on=today() - timedelta(days=days))
    issue.refresh_from_db()
    return issue


@pytest.fixture
def running(official):
    return factories.make_confirmed_project(
        officer=official,
        title="따릉이 앱 개편",
        governance_type="collaboration",
        status="running",
    )


@pytest.fixture
def run(running):
    return factories.make_run(running, stage_key="design")


@pytest.fixture
def stage(run):
    return run.stages.select_related("run__project").get(state="open")


@pytest.fixture
def duty(stage):
    return stage.duties.get(kind="issue")


@pytest.fixture
def panel(running):
    return factories.make_panel(running, kind="working", name="실무추진단")


@pytest.fixture
def member(panel):
    return factories.make_member(panel, name="나단원").user


@pytest.fixture
def colleague(panel):
    return factories.make_member(panel, name="고동료", role="chair").user


@pytest.fixture
def secretary(panel, other_department):
    """The panel's 간사: an official who has no role in the department."""
    user = factories.make_official("officer", department=other_department, name="간담사")
    return factories.make_member(panel, user=user, role="secretary").user


@pytest.fixture
def vendor(running):
    return factories.make_vendor(project=running)


@pytest.fixture
def issue(stage, member):
    """Raised by a member, with nobody's answer yet."""
    return raised(member, stage)
