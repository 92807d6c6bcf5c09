"""Several people, or one twice, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from panels import actions as panels
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.decisions import actions, selectors
from workflows.decisions.models import Resolution
from workflows.decisions.reminders import remind

from .conftest import cast, fresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department(transactional_db):
    """Committed, so that every thread sees it."""
    return factories.make_department("디지털정책과")


def together(*calls):
    """Run the calls at the same moment; answers what each gave, or the refusal that it met."""
    start = Barrier(len(calls))

    def run(call):
        start.wait()
        try:
            return call()
        except (ValidationError, PermissionDenied) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refusals(results):
    return [result for result in results if isinstance(result, Exception)]


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def test_twenty_posts_from_two_devices_are_one_vote(vote, member):
    """Three rounds of it: the first post counts, every other one is answered with 409 and a sentence."""
    url, devices = reverse("decisions:vote", args=[vote.pk]), [browser(member), browser(member)]
    for round in range(1, 4):
        vote.ballots.update(choice="", cast_at=None)
        cookies = [device.cookies for device in devices]

        def post(number, cookies=cookies):
            client = Client()
            client.cookies = cookies[number % 2]
            return client.post(url, {"choice": ("for", "against", "abstain")[number % 3]})

        answers = together(*[lambda number=number: post(number) for number in range(20)])
        codes = sorted(answer.status_code for answer in answers)
        assert codes == [302] + [409] * 19
        refused = next(answer for answer in answers if answer.status_code == 409)
        assert "이미 표결하셨습니다." in refused.content.decode()
        first = next(number for number, answer in enumerate(answers) if answer.status_code == 302)
        stands = vote.ballots.exclude(choice="").get()
        assert stands.choice == ("for", "against", "abstain")[first % 3]
        assert Event.objects.filter(key="decisions.voted").count() == round


def test_officer_and_head_cast_one_vote_of_the_department(vote, official, head):
    def call(by, choice):
        return lambda: actions.vote_for_department(by=fresh(by), resolution=vote, choice=choice)

    results = together(*[call(official, "for"), call(head, "against")] * 3)
    assert len(refusals(results)) == 5
    assert Event.objects.filter(key="decisions.department_voted").count() == 1


def test_a_vote_beside_the_hand_that_is_written_down_is_one(vote, member, official):
    ballot = vote.ballots.get(membership__user=member)
    results = together(
        lambda: actions.vote(by=fresh(member), resolution=vote, choice="for"),
        lambda: actions.record_hands(by=fresh(official), resolution=vote, marks={ballot.pk: "against"}),
    )
    assert len(refusals(results)) == 1
    ballot.refresh_from_db()
    assert (ballot.choice, ballot.recorded_by) in {("for", None), ("against", official)}


def test_many_close_one_vote_once(vote, official, member):
    cast(vote, 나단원="for", 고동료="for", 사업부서="for")
    results = together(*[lambda: actions.close(by=fresh(official), resolution=vote)] * 5)
    assert len(refusals(results)) == 4
    assert Event.objects.filter(key="decisions.closed").count() == 1
    assert Notice.objects.filter(kind="decisions.closed", recipient=member).count() == 1


def test_a_vote_beside_the_end_is_counted_or_refused(vote, official, member):
    cast(vote, 고동료="for", 사업부서="against")
    results = together(
        lambda: actions.vote(by=fresh(member), resolution=vote, choice="for"),
        lambda: actions.close(by=fresh(official), resolution=vote, remaining=1),
    )
    counted = selectors.votes_for_page().get(pk=vote.pk)
    voted = not isinstance(results[0], Exception)
    assert counted.state == ("carried" if voted else "rejected")
    assert selectors.tally_of(counted).outcome == counted.state


def test_a_seat_that_ends_beside_the_end_of_the_vote(vote, official, member):
    """Whichever comes first: what is counted later is what was counted then."""
    cast(vote, 고동료="for", 사업부서="for")
    seat = vote.ballots.get(membership__user=member).membership
    together(
        lambda: panels.withdraw(by=fresh(member), membership=seat),
        lambda: actions.close(by=fresh(official), resolution=vote, remaining=1),
    )
    if Resolution.objects.get(pk=vote.pk).is_open:
        actions.close(by=fresh(official), resolution=vote)
    electorate = Event.objects.get(key="decisions.closed").data["electorate"]
    assert selectors.tally_of(selectors.votes_for_page().get(pk=vote.pk)).electorate == electorate


def test_an_item_is_put_to_one_vote(open_vote):
    results = together(*[open_vote] * 4)
    assert len(refusals(results)) == 3
    assert Resolution.objects.count() == 1


def test_two_beats_remind_once(vote):
    now = timezone.now()
    closes = now.replace(hour=3, minute=0) + timedelta(days=3)
    Resolution.objects.filter(pk=vote.pk).update(closes_at=closes)
    moment = closes - timedelta(hours=2)
    together(*[lambda: remind(moment)] * 4)
    assert Notice.objects.filter(kind="decisions.reminded").count() == 2
