"""Several people or workers at the same moment, through the real locks of the database."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from panels.draws import actions
from panels.draws.models import LotteryRun, Replacement, Trial
from seoul_gov.accounts.models import User
from seoul_gov.audit.models import Event
from tests import factories
from tests.panels.test_races import at_once

from .conftest import usual

pytestmark = pytest.mark.django_db(transaction=True)
VALUE = "4,0,7,2,9,1"


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
        run = actions.enter(by=clerk, run=run, value=VALUE)
    gone, willing = run.panel[:1], list(run.alternates)

    def replacing(by):
        return lambda: actions.replace(by=fresh(by), run=run, gone=gone, willing=willing)

    told = at_once([replacing(official), replacing(colleague)])
    assert told == ["", "지금 추진단에서 빠지는 사람이 없습니다."]
    assert Replacement.objects.get().turn == 1


def test_one_draw_ever_whoever_enters_at_once(read_call, official, colleague):
    run = factories.make_lottery(read_call(), by=official)
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    actions.enter(by=official, run=run, value=VALUE)
    third = factories.make_official("officer", department=run.call.panel.project.department, name="셋째")

    def entering(by):
        return lambda: actions.enter(by=fresh(by), run=run, value=VALUE)

    told = at_once([entering(colleague), entering(third), entering(colleague)])
    assert sorted(told) == ["", "이미 추첨을 마쳤습니다.", "이미 추첨을 마쳤습니다."]
    run.refresh_from_db()
    assert run.drawn_by in (colleague, third)
    assert Event.objects.filter(key="calls.drawn").count() == 1


def test_one_commitment_ever(read_call, official, colleague, plan):
    call = read_call("citizen", seats=3)

    def committing(by):
        return lambda: actions.commit_ties(by=fresh(by), call=call, plan=plan)

    told = at_once([committing(official), committing(colleague), committing(official)])
    assert [bool(sentence) for sentence in sorted(told)] == [False, True, True]
    assert LotteryRun.objects.filter(call=call).count() == 1


def test_a_draw_goes_on_when_a_clerks_browser_is_gone(read_call, official, colleague, client):
    """What the first clerk entered is in the database and in no session."""
    run = factories.make_lottery(read_call(), by=official)
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    page = reverse("draws:enter", args=[run.pk])
    client.force_login(official)
    assert client.post(page, {"value": VALUE}).status_code == 302
    Session.objects.all().delete()
    assert client.post(page, {"value": VALUE}).url.startswith(reverse("account_login"))
    later = Client()
    later.force_login(colleague)
    assert later.post(page, {"value": VALUE}).status_code == 302
    run.refresh_from_db()
    assert (run.is_drawn, run.first_by, run.drawn_by) == (True, official, colleague)
