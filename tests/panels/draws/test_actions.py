"""Committed once, entered by two, drawn."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from panels.draws import actions, drum, selectors
from panels.draws.models import LotteryRun
from panels.lottery import Quota
from panels.models import Panel
from panels.screening import actions as screening
from seoul_gov.audit.models import Event
from tests import factories

from .conftest import LEVELS


def refused(action, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


@pytest.fixture
def usual():
    def of(by, call):
        return drum.usual_quotas(selectors.entrants(by, call), call.seats)

    return of


@pytest.fixture
def run(official, read_call, plan, usual):
    call = read_call()
    return actions.commit(by=official, call=call, plan=plan, quotas=usual(official, call))


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
    assert refused(actions.commit, by=official, call=run.call, plan=plan).startswith(
        "이 모집의 추첨 명단은 이미"
    )
    run.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()


def test_nothing_is_drawn_before_everything_is_read(official, read_call, plan):
    call = read_call(settled=False)
    sentence = refused(actions.commit, by=official, call=call, plan=plan)
    assert sentence == "아직 심사를 마치지 않은 지원서가 4건 있습니다."


def test_nothing_is_drawn_while_people_apply(official, panel, plan):
    from panels.calls import actions as calls

    call = calls.draft(by=official, panel=panel, terms=factories.make_terms())
    call = calls.publish(by=official, call=call)
    assert refused(actions.commit, by=official, call=call, plan=plan).startswith("접수가 끝난 뒤에")
    Panel.objects.filter(pk=panel.pk).update(state="dissolved")
    assert refused(actions.commit, by=official, call=call, plan=plan) == "취소한 모집공고입니다."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"source": "coin"}, "추첨 방법을 골라 주세요."),
        ({"draws_at": timezone.now() - timedelta(days=1)}, "추첨일시는 지금보다 뒤여야 합니다."),
        ({"detail": " "}, "어디에서 어떻게 추첨하는지 적어 주세요."),
    ],
)
def test_plans_that_cannot_stand(official, read_call, plan, facts, sentence):
    found = refused(actions.commit, by=official, call=read_call(), plan=replace(plan, **facts))
    assert found.startswith(sentence)


def test_quotas_that_no_panel_keeps_are_explained(official, read_call, plan, usual):
    call = read_call()
    quotas = [
        Quota(one.feature, one.value, 2, 2) if one.feature == "연령대" else one
        for one in usual(official, call)
    ]
    sentence = refused(actions.commit, by=official, call=call, plan=plan, quotas=quotas)
    assert "함께 지킬 수 없습니다" in sentence
    assert "가장 적게 바꾸려면: " in sentence and "최소 2명 → " in sentence
    assert not LotteryRun.objects.exists()


def test_who_else_would_have_to_apply_is_told(official, read_call, plan, usual):
    call = read_call(seats=3)
    wanted = {"20대": (0, 3), "60대": (3, 3)}
    quotas = [Quota(one.feature, one.value, *wanted.get(one.value, (0, 3))) for one in usual(official, call)]
    sentence = refused(actions.commit, by=official, call=call, plan=plan, quotas=quotas)
    assert "60대 최소 3명 → 2명" in sentence
    assert "더 모집하면 구성할 수 있습니다: " in sentence and "60대" in sentence


def test_a_lottery_that_takes_too_long_says_so(official, read_call, plan, usual, monkeypatch):
    call = read_call()
    quotas = usual(official, call)
    monkeypatch.setattr(drum, "SECONDS", 0)
    sentence = refused(actions.commit, by=official, call=call, plan=plan, quotas=quotas)
    assert sentence.startswith("정해진 시간 안에 추첨 명단을 만들지 못했습니다.")


def test_no_lottery_where_everybody_has_a_seat(official, read_call, plan):
    sentence = refused(actions.commit, by=official, call=read_call(seats=4), plan=plan)
    assert sentence.startswith("신청자가 모집 인원보다 많지 않아")


def test_equals_are_drawn_where_points_decide(official, read_call, plan):
    best = {"record": 5, "utilisation": 5}
    call = read_call("citizen", seats=2, levels=[best, *[LEVELS["citizen"]] * 3])
    run = actions.commit(by=official, call=call, plan=plan)
    assert (run.way, run.seats, len(run.inside)) == ("tie", 1, 1)


def test_no_lottery_where_points_decide_alone(official, read_call, plan):
    levels = [{"record": level, "utilisation": level} for level in (5, 4, 3, 2)]
    sentence = refused(actions.commit, by=official, call=read_call("citizen", levels=levels), plan=plan)
    assert sentence == "점수만으로 정해져 추첨할 것이 없습니다."


def test_marks_stand_once_it_is_committed_to(run, colleague):
    application = run.call.applications.first()
    facts = {"application": application, "is_eligible": True, "levels": LEVELS["online"]}
    assert refused(screening.read, by=colleague, **facts).startswith("추첨 명단을 확정해")


def test_two_clerks_draw(due, official, colleague):
    waiting = actions.enter(by=official, run=due, value=" 4,0, 7,2 ")
    assert (waiting.is_drawn, waiting.first_value) == (False, "4,0,7,2")
    drawn = actions.enter(by=colleague, run=due, value="4,0,7,2")
    again = drum.draw(drawn.record, "4,0,7,2")
    assert drawn.result == again
    assert len(drawn.panel) == 2 and drawn.drawn_by == colleague
    assert Event.objects.get(key="calls.drawn").data["value"] == "4,0,7,2"
    assert refused(actions.enter, by=colleague, run=due, value="4,0,7,2") == "이미 추첨을 마쳤습니다."


def test_the_same_clerk_does_not_confirm(due, official):
    actions.enter(by=official, run=due, value="4,0,7,2")
    with pytest.raises(PermissionDenied):
        actions.enter(by=official, run=due, value="4,0,7,2")
    LotteryRun.objects.filter(pk=due.pk).update()
    run = LotteryRun.objects.get(pk=due.pk)
    run.drawn_by, run.drawn_at, run.ticket = official, timezone.now(), 1
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()


def test_values_that_differ_begin_anew(due, official, colleague):
    actions.enter(by=official, run=due, value="4,0,7,2")
    sentence = refused(actions.enter, by=colleague, run=due, value="4,0,7,3")
    assert sentence.startswith("먼저 적은 값과 다릅니다.")
    run = LotteryRun.objects.get(pk=due.pk)
    assert (run.first_by, run.first_value, run.is_drawn) == (None, "", False)
    event = Event.objects.get(key="calls.differed")
    assert (event.data["first"], event.data["second"]) == ("4,0,7,2", "4,0,7,3")
    actions.enter(by=colleague, run=run, value="4,0,7,2")
    assert actions.enter(by=official, run=run, value="4,0,7,2").is_drawn


def test_nobody_enters_before_the_time_or_another_kind_of_value(run, due, official):
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() + timedelta(hours=1))
    early = LotteryRun.objects.get(pk=run.pk)
    assert "뒤에 값을 적을 수 있습니다." in refused(actions.enter, by=official, run=early, value="4")
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    sentence = refused(actions.enter, by=official, run=early, value="넷")
    assert sentence.startswith("예고한 방법의 값이 아닙니다.")


def test_only_the_departments_officers(run, due, plan, citizen):
    for person in (citizen, factories.make_official("auditor")):
        with pytest.raises(PermissionDenied):
            actions.commit(by=person, call=run.call, plan=plan)
        with pytest.raises(PermissionDenied):
            actions.enter(by=person, run=due, value="4")
