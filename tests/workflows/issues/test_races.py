"""Several people, or one twice, at the same moment."""

from uuid import uuid4

import pytest

from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.workflows.reviews.test_races import refusals, together
from workflows.issues import actions
from workflows.issues.models import Issue, Reply
from workflows.issues.reminders import remind
from workflows.runs.models import DutyRun

from .conftest import fresh, raised, replied, settled
from .test_reminders import at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department(transactional_db):
    """Committed, so that every thread sees it."""
    return factories.make_department("디지털정책과")


def test_the_same_issue_from_many_posts_is_one(stage, member, vendor):
    nonce = uuid4()
    results = together(*[lambda: raised(member, stage, nonce=nonce)] * 4)
    assert len({issue.pk for issue in results}) == 1
    assert (Issue.objects.count(), Notice.objects.count()) == (1, 2)


def test_first_issues_at_once_share_one_added_duty(official):
    running = factories.make_confirmed_project(officer=official, status="running")
    stage = factories.make_run(running).stages.get(state="open")
    together(*[lambda: raised(official, stage)] * 4)
    assert Issue.objects.count() == 4
    assert DutyRun.objects.filter(key__startswith="added-").count() == 1


def test_two_officers_settle_once(issue, official, department):
    other = factories.make_official("officer", department=department, name="다른담당")
    replied(official, issue)
    results = together(*[lambda by=by: settled(by, issue) for by in (official, other)])
    assert len(refusals(results)) == 1
    assert Event.objects.filter(key="issues.settled").count() == 1


def test_an_issue_is_taken_back_or_answered_but_not_both(issue, member, official):
    together(
        lambda: actions.withdraw(by=fresh(member), issue=issue),
        lambda: replied(official, issue),
    )
    issue.refresh_from_db()
    assert issue.is_open == Reply.objects.exists()


def test_two_beats_remind_once(issue):
    moment = at(issue, 1)
    together(*[lambda: remind(moment)] * 3)
    assert Notice.objects.filter(kind="issues.reminded").count() == 1
