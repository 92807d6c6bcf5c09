"""Committed once, entered by two, drawn."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from panels import actions as panels
from panels import lots
from panels.calls import actions as calls
from panels.calls.models import Application
from panels.draws import actions, drum, sources
from panels.draws.actions import commitments, entries
from panels.draws.models import LotteryRun, Trial
from panels.models import Panel, Selection
from panels.screening import actions as screening
from panels.screening.models import ReadingMark
from projects.models import Norm
from seoul_gov.audit.models import Event
from tests import factories

from .conftest import LEVELS, computed


def refused(action, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


@pytest.fixture
def run(official, read_call, plan):
    return actions.commit(by=official, trial=computed(read_call()), plan=plan)


@pytest.fixture
def due(run):
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    return LotteryRun.objects.get(pk=run.pk)


def test_everything_is_fixed_before_the_draw(run):
    assert (run.way, run.seats, run.tickets, run.is_drawn) == ("panel", 2, 1000, False)
    assert run.record.hex == run.commitment
    event = Event.objects.get(key="calls.committed")
    assert run.commitment in event.sentence
    names = {one.name for one in run.call.applications.all()}
    assert not any(name in run.pool + run.lottery for name in names)


def test_it_is_committed_to_once(run, official, plan):
    assert run.trial.version == 1
    sentence = refused(actions.commit, by=official, trial=run.trial, plan=plan)
    assert sentence.startswith("이 모집의 추첨 명단은 이미")
    run.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()


@pytest.mark.parametrize("state", ["waiting", "running", "impossible", "failed", "cancelled"])
def test_only_a_ready_trial_is_committed_to(official, read_call, plan, state):
    trial = computed(read_call())
    Trial.objects.filter(pk=trial.pk).update(state=state)
    sentence = refused(actions.commit, by=official, trial=trial, plan=plan)
    assert sentence == "계산이 끝난 시안만 확정할 수 있습니다."


def test_a_trial_of_other_results_is_not_committed_to(official, read_call, plan):
    trial = computed(read_call())
    application = trial.call.applications.first()
    ReadingMark.objects.filter(reading__application=application).update(level=0)
    sentence = refused(actions.commit, by=official, trial=trial, plan=plan)
    assert sentence.startswith("그 사이 심사 결과가 바뀌었습니다.")
    assert not LotteryRun.objects.exists()


def test_the_queue_is_read_once(official, read_call, plan):
    trial = computed(read_call())
    with CaptureQueriesContext(connection) as queries:
        actions.commit(by=official, trial=trial, plan=plan)
    read = [one for one in queries.captured_queries if 'FROM "panels_reading"' in one["sql"]]
    assert len(read) == 1


@pytest.mark.parametrize("kind", ["online", "citizen"])
def test_nothing_is_drawn_before_everything_is_read(official, read_call, plan, kind):
    call = read_call(kind, settled=False)
    trial = factories.make_trial(call, by=official)
    words = "아직 심사를 마치지 않은 지원서가 4건 있습니다."
    assert refused(actions.commit, by=official, trial=trial, plan=plan) == words
    assert refused(actions.commit_ties, by=official, call=call, plan=plan) == words


def test_nothing_is_drawn_while_people_apply(official, panel, plan):
    from panels.calls import actions as calls

    call = calls.draft(by=official, panel=panel, terms=factories.make_terms())
    call = calls.publish(by=official, call=call)
    assert refused(actions.commit_ties, by=official, call=call, plan=plan).startswith("접수가 끝난 뒤에")
    Panel.objects.filter(pk=panel.pk).update(state="dissolved")
    assert refused(actions.commit_ties, by=official, call=call, plan=plan) == "취소한 모집공고입니다."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"source": "coin"}, "추첨 방법을 골라 주세요."),
        ({"draws_at": timezone.now() - timedelta(days=1)}, "추첨일시는 지금보다 뒤여야 합니다."),
        ({"detail": " "}, "어디에서 어떻게 추첨하는지 적어 주세요."),
        ({"draws_at": None}, "주사위를 굴릴 추첨일시를 적어 주세요."),
        (
            {"draws_at": timezone.now() + timedelta(hours=23)},
            "약속값을 누구나 미리 확인하도록 추첨은 공개한 때부터 24시간 뒤에 할 수 있습니다.",
        ),
        ({"source": "drand", "draws_at": None}, "몇 회차의 값으로 뽑을지 적어 주세요."),
        (
            {"source": "lotto", "draws_at": None, "round": 1000},
            "추첨일시는 지금보다 뒤여야 합니다.",
        ),
        ({"source": "lotto", "draws_at": None, "round": 9999}, "로또 6/45 제9999회는 1년 넘게 남았습니다."),
    ],
)
def test_plans_that_cannot_stand(official, read_call, plan, facts, sentence):
    call = read_call()
    found = refused(actions.commit_ties, by=official, call=call, plan=replace(plan, **facts))
    assert found.startswith(sentence)
    trial = factories.make_trial(call, by=official)
    again = refused(actions.commit, by=official, trial=trial, plan=replace(plan, **facts))
    assert again.startswith(sentence)


@pytest.mark.parametrize("source", ["drand", "lotto"])
def test_a_round_that_nobody_knows_yet_is_bound(official, read_call, source):
    number = sources.round_from(source, timezone.now() + timedelta(hours=25))
    trial = computed(read_call())
    early = actions.Plan(source, None, "누구나 볼 수 있습니다.", number - (2400 if source == "drand" else 2))
    assert refused(actions.commit, by=official, trial=trial, plan=early) != ""
    run = actions.commit(by=official, trial=trial, plan=replace(early, round=number))
    assert (run.round, run.draws_at) == (number, sources.time_of(source, number))
    plan = json.loads(run.plan)
    assert plan["when"] == run.draws_at.isoformat() and plan["detail"]["round"] == number
    assert plan["detail"]["text"] == run.detail


def test_an_administrator_says_how_long_a_commitment_is_read(official, read_call, plan):
    Norm.objects.create(key="draws.lead", label="약속값", value=0, default=24, unit="시간")
    soon = replace(plan, draws_at=timezone.now() + timedelta(minutes=3))
    assert actions.commit(by=official, trial=computed(read_call()), plan=soon).pk


def test_ties_that_take_too_long_say_so(official, read_call, plan, monkeypatch):
    call = read_call("citizen")
    monkeypatch.setattr(drum, "SECONDS", 0)
    sentence = refused(actions.commit_ties, by=official, call=call, plan=plan)
    assert sentence.startswith("정해진 시간 안에 추첨 명단을 만들지 못했습니다.")


def test_a_call_that_draws_lots_wants_a_trial(official, read_call, plan):
    sentence = refused(actions.commit_ties, by=official, call=read_call(), plan=plan)
    assert sentence.startswith("할당을 지키는 추첨은 시안을 먼저")


def test_equals_are_drawn_where_points_decide(official, read_call, plan):
    best = {"record": 5, "utilisation": 5}
    call = read_call("citizen", seats=2, levels=[best, *[LEVELS["citizen"]] * 3])
    run = actions.commit_ties(by=official, call=call, plan=plan)
    assert (run.way, run.seats, len(run.inside)) == ("tie", 1, 1)


def test_ties_are_not_published_for_people_who_changed_meanwhile(official, read_call, plan, monkeypatch):
    call, computed = read_call("citizen", seats=2), commitments.ties_of

    def withdraw_meanwhile(equals):
        Application.objects.filter(call=call, number=equals.people[0].number).update(state="withdrawn")
        return computed(equals)

    monkeypatch.setattr(commitments, "ties_of", withdraw_meanwhile)
    sentence = refused(actions.commit_ties, by=official, call=call, plan=plan)
    assert sentence.startswith("계산하는 사이 심사 결과가 바뀌었습니다.")
    assert not LotteryRun.objects.exists()


def test_a_value_that_the_other_clerk_enters_meanwhile_is_drawn(due, official, colleague, monkeypatch):
    computed, waiting = entries.drawn_from, [official]

    def enter_meanwhile(by, run, value):
        drawn = computed(by, run, value)
        while waiting:
            actions.enter(by=waiting.pop(), run=run, value=value)
        return drawn

    monkeypatch.setattr(entries, "drawn_from", enter_meanwhile)
    run = actions.enter(by=colleague, run=due, value="4,0,7,2,9,1")
    assert (run.first_by, run.drawn_by) == (official, colleague)


def test_no_lottery_where_points_decide_alone(official, read_call, plan):
    levels = [{"record": level, "utilisation": level} for level in (5, 4, 3, 2)]
    sentence = refused(actions.commit_ties, by=official, call=read_call("citizen", levels=levels), plan=plan)
    assert sentence == "점수만으로 정해져 추첨할 것이 없습니다."


def test_marks_stand_once_it_is_committed_to(run, colleague):
    application = run.call.applications.first()
    facts = {"application": application, "is_eligible": True, "levels": LEVELS["online"]}
    assert refused(screening.read, by=colleague, **facts).startswith("추첨 명단을 확정해")


def test_two_clerks_draw(due, official, colleague):
    waiting = actions.enter(by=official, run=due, value=" 4,0, ７，2,9,1 ")
    assert (waiting.is_drawn, waiting.first_value) == (False, "4,0,7,2,9,1")
    drawn = actions.enter(by=colleague, run=due, value="4,0,7,2,9,1")
    again = drum.draw(drawn.record, "4,0,7,2,9,1")
    assert drawn.result == again
    assert len(drawn.panel) == 2 and drawn.drawn_by == colleague
    assert Event.objects.get(key="calls.drawn").data["value"] == "4,0,7,2,9,1"
    assert refused(actions.enter, by=colleague, run=due, value="4,0,7,2,9,1") == "이미 추첨을 마쳤습니다."


def test_the_same_clerk_does_not_confirm(due, official):
    actions.enter(by=official, run=due, value="4,0,7,2,9,1")
    with pytest.raises(PermissionDenied):
        actions.enter(by=official, run=due, value="4,0,7,2,9,1")
    LotteryRun.objects.filter(pk=due.pk).update()
    run = LotteryRun.objects.get(pk=due.pk)
    run.drawn_by, run.drawn_at, run.ticket = official, timezone.now(), 1
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()


def test_values_that_differ_begin_anew(due, official, colleague):
    actions.enter(by=official, run=due, value="4,0,7,2,9,1")
    sentence = refused(actions.enter, by=colleague, run=due, value="4,0,7,3,9,1")
    assert sentence.startswith("먼저 적은 값과 다릅니다.")
    run = LotteryRun.objects.get(pk=due.pk)
    assert (run.first_by, run.first_value, run.is_drawn) == (None, "", False)
    event = Event.objects.get(key="calls.differed")
    assert (event.data["first"], event.data["second"]) == ("4,0,7,2,9,1", "4,0,7,3,9,1")
    actions.enter(by=colleague, run=run, value="4,0,7,2,9,1")
    assert actions.enter(by=official, run=run, value="4,0,7,2,9,1").is_drawn


def test_nobody_enters_before_the_time_or_another_kind_of_value(run, due, official):
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() + timedelta(hours=1))
    early = LotteryRun.objects.get(pk=run.pk)
    assert "뒤에 값을 적을 수 있습니다." in refused(actions.enter, by=official, run=early, value="4")
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    sentence = refused(actions.enter, by=official, run=early, value="넷")
    assert sentence.startswith("예고한 방법의 값이 아닙니다.")


def test_a_call_is_not_taken_back_once_the_outcome_can_be_known(run, official):
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    sentence = refused(calls.cancel, by=official, call=run.call, reason="결과가 마음에 들지 않습니다.")
    assert sentence == "예고한 추첨일시가 지나 모집공고를 취소할 수 없습니다. 추첨 결과대로 정해 주세요."
    sentence = refused(panels.dissolve, by=official, panel=run.call.panel, reason="다시 뽑겠습니다.")
    assert sentence == (
        "예고한 추첨일시가 지나 추진단을 해산할 수 없습니다. 추첨 결과대로 선정을 확정한 뒤에 해산해 주세요."
    )
    run.call.refresh_from_db()
    assert (run.call.is_cancelled, run.call.panel.state) == (False, "forming")


def test_a_draw_is_awaited_from_its_hour_to_the_decision(run):
    panel, draws = run.call.panel, LotteryRun.objects.filter(pk=run.pk)
    assert not lots.are_awaited(panel)
    draws.update(draws_at=timezone.now() - timedelta(seconds=1))
    assert lots.are_awaited(panel)
    Selection.objects.create(call=run.call, decided_by=run.committed_by)
    assert not lots.are_awaited(panel)


def test_a_call_that_was_taken_back_before_its_draw_is_not_drawn(run, official):
    calls.cancel(by=official, call=run.call, reason="예산이 줄었습니다.")
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    assert refused(actions.enter, by=official, run=run, value="4,0,7,2,9,1") == "취소한 모집공고입니다."


def test_only_the_departments_officers(run, due, plan, citizen):
    for person in (citizen, factories.make_official("auditor")):
        with pytest.raises(PermissionDenied):
            actions.commit(by=person, trial=run.trial, plan=plan)
        with pytest.raises(PermissionDenied):
            actions.commit_ties(by=person, call=run.call, plan=plan)
        with pytest.raises(PermissionDenied):
            actions.enter(by=person, run=due, value="4")
