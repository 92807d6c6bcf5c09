"""Several people, or one twice, at the same moment."""

import pytest

from seoul_gov.accounts.models import User
from seoul_gov.audit.models import Event
from tests import factories
from tests.workflows.reviews.test_races import refusals, together
from workflows.models import Paper, ResultReport, Satisfaction
from workflows.reports import actions

from . import rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department(transactional_db):
    """Committed, so that every thread sees it."""
    return factories.make_department("디지털정책과")


def fresh(user):
    """The person as a new request sees them."""
    return User.objects.get(pk=user.pk)


def test_the_first_words_of_two_people_are_not_lost(run, official):
    def write(words):
        return lambda: actions.write(by=fresh(official), run=run, summary=words, lessons="", version=0)

    results = together(*map(write, ("하나", "둘", "셋")))
    assert len(refusals(results)) == 2
    assert ResultReport.objects.get().version == 1


def test_a_report_is_published_once(draft, official, head):
    def publish(by):
        return lambda: actions.publish(by=fresh(by), report=draft, version=1)

    results = together(publish(official), publish(head), publish(official))
    assert len(refusals(results)) == 2
    assert Paper.objects.count() == 2
    assert Event.objects.filter(key="reports.published").count() == 1


def test_a_double_answer_is_one(run, member):
    survey = rows.survey(run)
    results = together(*[lambda: actions.answer_survey(by=fresh(member), survey=survey, score=4)] * 4)
    assert len(refusals(results)) == 3
    assert Satisfaction.objects.count() == 1


def test_two_workers_make_two_files(published):
    claimed = together(actions.claim_paper, actions.claim_paper, actions.claim_paper)
    formats = sorted(paper.format for paper in claimed if paper)
    assert formats in (["hwpx", "pdf"], ["pdf"])
    assert Paper.objects.filter(attempts__gt=1).count() == 0
