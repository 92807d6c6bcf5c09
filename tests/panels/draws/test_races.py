"""Several people or workers at the same moment, through the real locks of the database."""

from datetime import timedelta

import pytest
from django.utils import timezone

from panels.draws import actions
from panels.draws.models import LotteryRun, Replacement, Trial
from seoul_gov.accounts.models import User
from tests import factories
from tests.panels.test_races import at_once

from .conftest import usual

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(user):
    """The person as a new request sees them."""
    return User.objects.get(pk=user.pk)


def test_two_officers_order_one_trial(read_call, official, colleague):
    call = read_call()
    quotas = usual(call)

    def trying(by):
        return lambda: actions.try_out(by=fresh(by), call=call, quotas=quotas, reason="까닭")

    told = at_once([trying(official), trying(colleague), trying(official)])
    assert (told[0], told.count("앞 시안을 아직 계산하고 있습니다. 끝나거나 취소한 뒤에 만들어 주세요.")) == (
        "",
        2,
    )
    assert Trial.objects.count() == 1


def test_two_workers_do_not_compute_the_same_trial(read_call, official):
    call = read_call()
    actions.try_out(by=official, call=call, quotas=usual(call))
    assert at_once([actions.claim_trial] * 3) == ["", "", ""]
    assert Trial.objects.get().attempts == 1


def test_two_officers_replace_the_same_seat_once(read_call, official, colleague):
    people = [factories.make_entrant(number) for number in "PQRST"]
    run = factories.make_lottery(read_call(), by=official, made=factories.make_drum(people, 2))
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    for clerk in (official, colleague):
        run = actions.enter(by=clerk, run=run, value="4,0,7,2,9,1")
    gone, willing = run.panel[:1], list(run.alternates)

    def replacing(by):
        return lambda: actions.replace(by=fresh(by), run=run, gone=gone, willing=willing)

    told = at_once([replacing(official), replacing(colleague)])
    assert told == ["", "지금 추진단에서 빠지는 사람이 없습니다."]
    assert Replacement.objects.get().turn == 1
