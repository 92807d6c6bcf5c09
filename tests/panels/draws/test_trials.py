"""Versions of the rules: ordered, called off, computed by a worker, kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from panels.draws import actions, tasks, trying
from panels.draws.actions import computing
from panels.draws.models import Trial
from panels.lottery import Quota
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories

from .conftest import computed, usual

REASON = "60대가 너무 적게 뽑혀 최소를 늘립니다."


def refused(action=actions.try_out, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


@pytest.fixture
def call(read_call):
    return read_call()


@pytest.fixture
def waiting(official, call):
    return actions.try_out(by=official, call=call, quotas=usual(call))


def keeping(call, age, least, most):
    """The usual quotas with another one for that age."""
    return [replace(one, least=least, most=most) if one.value == age else one for one in usual(call)]


def test_a_trial_waits_with_everything_that_decides_it(waiting, call):
    assert (waiting.version, waiting.state, waiting.priority) == (1, "waiting", "weights:4,2,1")
    assert "".join(str(one) for one in waiting.pool.splitlines()[0]) == "id,연령대,성별,직업,순위"
    assert not any(one.name in waiting.pool for one in call.applications.all())
    assert waiting.quotas_read == tuple(usual(call))
    assert Event.objects.get(key="calls.tried").sentence.endswith("추첨 시안 1을 만들어 계산을 맡겼습니다.")


def test_the_worker_leaves_lottery_and_prices(waiting):
    tasks.compute()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.percent, waiting.tickets, waiting.attempts) == ("ready", 100, 1000, 1)
    assert waiting.achieved >= 0.99 * waiting.bound
    assert [one["priority"] for one in waiting.prices] == ["none", "weights:4,2,1", "shares:2,0,0", "strict"]
    assert waiting.prices[0]["overall"]["people"] == 4
    assert (waiting.certain, waiting.shut_out) == ([], [])
    event = Event.objects.get(key="calls.trial_finished")
    assert event.sentence.endswith("계산이 끝났습니다(계산 끝).") and event.actor == "시스템"
    tasks.compute()
    assert Event.objects.filter(key="calls.trial_finished").count() == 1


def test_quotas_that_no_panel_keeps_are_explained(call):
    quotas = [replace(one, least=2, most=2) if one.feature == "연령대" else one for one in usual(call)]
    trial = computed(call, quotas)
    assert (trial.state, trial.lottery) == ("impossible", "")
    assert "함께 지킬 수 없습니다" in trial.findings["conflict"]
    assert trial.findings["least"] == 2 and trial.findings["complete"]
    assert ["연령대", "20대", "min", 2, 1] in trial.findings["ways"][0] or len(trial.findings["ways"]) > 1


def test_who_else_would_have_to_apply_is_told(read_call):
    call = read_call(seats=3)
    wanted = {"20대": (0, 3), "60대": (3, 3)}
    quotas = [Quota(one.feature, one.value, *wanted.get(one.value, (0, 3))) for one in usual(call)]
    found = computed(call, quotas).findings
    assert found["ways"][0] == [["연령대", "60대", "min", 3, 2]]
    assert found["recruit"].startswith("다음과 같이 더 모집하면") and "60대" in found["recruit"]


def test_a_calculation_that_takes_too_long_says_so(call, monkeypatch):
    monkeypatch.setattr(trying, "SECONDS", 0)
    trial = computed(call)
    assert (trial.state, trial.step) == ("failed", computing.TOO_LONG)


def test_versions_follow_each_other_with_a_reason(official, call):
    first = computed(call)
    facts = {"by": official, "call": call, "quotas": usual(call), "priority": "strict"}
    assert refused(**facts).startswith("앞 시안과 달라진 까닭을 적어 주세요.")
    for words in ("900101-1234568", "010-1234-5678", "hong@example.com"):
        assert "누구나 볼 수 있는 글이니" in refused(**facts, reason=f"{words} 님이 바랍니다.")
    with pytest.raises(ValidationError):
        actions.try_out(**facts, reason="가" * 501)
    second = actions.try_out(**facts, reason=f" {REASON} ")
    assert (first.version, second.version, second.reason) == (1, 2, REASON)
    assert second.priority == "strict"


def test_one_trial_of_a_call_at_a_time(waiting, official, call):
    facts = {"by": official, "call": call, "quotas": usual(call), "reason": REASON}
    assert refused(**facts).startswith("앞 시안을 아직 계산하고 있습니다.")
    again = Trial.objects.get()
    again.pk, again.version, again.reason = None, 2, REASON
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    actions.cancel(by=official, trial=waiting)
    assert actions.try_out(**facts).version == 2


def test_nothing_is_tried_before_everything_is_read(official, read_call):
    call = read_call(settled=False)
    assert refused(by=official, call=call, quotas=[]).startswith("아직 심사를 마치지 않은 지원서가 4건")


def test_nothing_is_tried_where_nothing_is_drawn(official, read_call):
    sentence = refused(by=official, call=read_call(seats=4), quotas=[])
    assert sentence.startswith("신청자가 모집 인원보다 많지 않아")


def test_points_need_no_trial(official, read_call):
    sentence = refused(by=official, call=read_call("citizen"), quotas=[])
    assert sentence.startswith("점수로 정하는 모집은")


def test_nothing_is_tried_once_it_is_committed_to(official, call, plan):
    actions.commit(by=official, trial=computed(call), plan=plan)
    facts = {"by": official, "call": call, "quotas": usual(call), "reason": REASON}
    assert refused(**facts).startswith("이 모집의 추첨 명단은 이미 확정")


def test_rules_that_contradict_themselves(official, call):
    facts = {"by": official, "call": call}
    quotas = usual(call)
    missing = "나온 연령대·성별·직업마다 할당이 하나씩 있어야 합니다."
    assert refused(**facts, quotas=quotas[1:]) == missing
    assert refused(**facts, quotas=[*quotas, quotas[0]]) == missing
    assert (
        refused(**facts, quotas=keeping(call, "20대", 2, 1))
        == "20대의 최소는 0명 이상, 최대 이하여야 합니다."
    )
    assert "가운데 하나가 아닙니다" in refused(**facts, quotas=quotas, priority="dice")


def test_only_the_departments_officers(waiting, call, citizen):
    for person in (citizen, factories.make_official("auditor")):
        with pytest.raises(PermissionDenied):
            actions.try_out(by=person, call=call, quotas=usual(call))
        with pytest.raises(PermissionDenied):
            actions.cancel(by=person, trial=waiting)


def test_cancelling_before_it_begins(waiting, official):
    cancelled = actions.cancel(by=official, trial=waiting)
    assert cancelled.state == "cancelled" and cancelled.finished_at
    assert Event.objects.filter(key="calls.trial_cancelled").exists()
    tasks.compute()
    assert refused(actions.cancel, by=official, trial=waiting).startswith("이미 계산이 끝났거나")
    assert Trial.objects.get().state == "cancelled"


def test_cancelling_in_the_middle_stops_the_worker(waiting, official, monkeypatch):
    """The officer's button is pressed while the solver works; the worker hears it and keeps nothing."""
    monkeypatch.setattr(computing, "PAUSE", 0.0)
    solve = trying.lottery.solve

    def solved(*words):
        actions.cancel(by=official, trial=waiting)
        return solve(*words)

    monkeypatch.setattr(trying.lottery, "solve", solved)
    tasks.compute()
    assert Trial.objects.get().state == "cancelled"
    assert not Event.objects.filter(key="calls.trial_finished").exists()


def test_cancelling_at_the_very_end_stands(waiting, official, monkeypatch):
    """After the last word of the worker, before it keeps what it found."""
    tried = trying.tried

    def cancelled(*words):
        found = tried(*words)
        actions.cancel(by=official, trial=waiting)
        return found

    monkeypatch.setattr(trying, "tried", cancelled)
    tasks.compute()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.lottery) == ("cancelled", "")


def test_the_worker_says_how_far_it_is_once_a_second(waiting, django_assert_num_queries):
    now = [0.0]
    line = computing.Line(actions.claim_trial(), clock=lambda: now[0])
    line.say("반쯤 했습니다.", 0.5)
    line.say("뒤로 가지 않습니다.", 0.2)
    with django_assert_num_queries(1):
        assert not any(line.is_cut() for _ in range(1000))
    waiting.refresh_from_db()
    assert (waiting.percent, waiting.step, waiting.state) == (50, "뒤로 가지 않습니다.", "running")
    line.say("거의 다 했습니다.", 1.0)
    now[0] = 1.0
    assert not line.is_cut()
    waiting.refresh_from_db()
    assert waiting.percent == 99


def test_a_worker_killed_in_the_middle_leads_to_another_attempt(waiting):
    first = actions.claim_trial()
    assert actions.claim_trial() is None
    silent = timezone.now() - computing.SILENCE - timedelta(seconds=1)
    Trial.objects.update(beaten_at=silent)
    second = actions.claim_trial()
    assert (second.pk, second.attempts) == (first.pk, 2)
    # the first one wakes up: its claim is lost
    assert computing.Line(first).is_cut()
    actions.compute_trial(trial=first)
    waiting.refresh_from_db()
    assert waiting.state == "running"
    actions.compute_trial(trial=second)
    waiting.refresh_from_db()
    assert waiting.state == "ready"


def test_it_is_given_up_after_three_workers(waiting):
    silent = timezone.now() - computing.SILENCE - timedelta(seconds=1)
    for _ in range(computing.MAX_ATTEMPTS):
        assert actions.claim_trial() is not None
        Trial.objects.update(beaten_at=silent)
    assert actions.claim_trial() is None
    waiting.refresh_from_db()
    assert (waiting.state, waiting.step) == ("failed", computing.GIVEN_UP)


def test_one_at_a_time_so_that_the_others_send_mail(waiting, read_call, official):
    other = read_call()
    actions.try_out(by=official, call=other, quotas=usual(other))
    assert actions.claim_trial() == waiting
    assert actions.claim_trial() is None
    Trial.objects.filter(pk=waiting.pk).update(state="cancelled")
    assert actions.claim_trial().call == other


@pytest.mark.parametrize(
    "facts", [{"version": 2, "reason": ""}, {"state": "ready", "lottery": ""}, {"version": 1}]
)
def test_what_no_row_may_be(waiting, facts):
    again = Trial.objects.get()
    again.pk, again.state = None, "failed"
    for name, value in facts.items():
        setattr(again, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_trial_names_itself(waiting):
    assert str(waiting) == f"{waiting.call} 추첨 시안 1"
    assert waiting.get_absolute_url().endswith(f"/draws/trials/{waiting.pk}/")
    assert (waiting.tone, waiting.is_going_on, waiting.is_ready) == ("info", True, False)


@pytest.mark.parametrize(("minutes", "number"), [(0, 0), (2, 1)])
def test_who_waited_for_long_is_told_of_the_end(waiting, official, minutes, number):
    Trial.objects.update(created_at=timezone.now() - timedelta(minutes=minutes))
    tasks.compute()
    told = Notice.objects.filter(kind="calls.trial_finished", recipient=official)
    assert told.count() == number
    assert [one.subject.split(" 추첨 시안 ")[1] for one in told] == [
        "1의 계산이 끝났습니다(계산 끝)."
    ] * number
    assert [one.url for one in told] == [reverse("draws:trials", args=[waiting.call_id])] * number


def test_who_ordered_it_is_told_of_a_time_that_was_up(waiting, official, monkeypatch):
    monkeypatch.setattr(trying, "SECONDS", 0)
    Trial.objects.update(created_at=timezone.now() - timedelta(minutes=9))
    tasks.compute()
    notice = Notice.objects.get(kind="calls.trial_finished")
    assert notice.subject.endswith("(시간 안에 못 끝냄).") and computing.TOO_LONG in notice.body


def test_who_ordered_it_is_told_that_somebody_else_called_it_off(waiting, official, colleague, call):
    actions.cancel(by=colleague, trial=waiting)
    assert [one.recipient for one in Notice.objects.filter(kind="calls.trial_cancelled")] == [official]
    actions.cancel(
        by=official, trial=actions.try_out(by=official, call=call, quotas=usual(call), reason=REASON)
    )
    assert Notice.objects.filter(kind="calls.trial_cancelled").count() == 1
