"""The gate of a stage, and the register that asks the rooms."""

import pytest
from django.urls import reverse

from tests import factories
from tests.workflows.driver.walking import (
    advise,
    duty,
    finish_round,
    hold,
    minute,
    open_round,
    open_stage,
    record,
    refused,
    schedule,
    seat_body,
    settle_stage,
    walk_to,
)
from workflows.definitions import DutyKind
from workflows.driver import actions, bodies, gates, register
from workflows.processes import PROCESSES
from workflows.processes.outcomes import UNSETTLING, still_open
from workflows.runs.models import DutyRun


def lacking(run):
    return {row.key: lack.sentence for row, lack in gates.missing(open_stage(run))}


def readable(run, key):
    return gates.duties_of(run.stages.all()).get(key=key)


def test_every_kind_of_duty_has_a_room_that_answers():
    assert set(register.SETTLED) == set(DutyKind)


def test_a_fresh_stage_lacks_what_is_required_and_what_may_be_the_case(run):
    gate = gates.read(open_stage(run))
    rows = open_stage(run).duties.exclude(state="dormant")
    needed = rows.exclude(necessity="discretionary").values_list("key", flat=True)
    optional = rows.filter(necessity="discretionary").values_list("key", flat=True)
    assert [row.key for row, _ in gate.lacking] == list(needed)
    assert [row.key for row, _ in gate.optional] == list(optional)
    assert [row.key for row in gate.asleep] == ["ad3-select"]
    assert (gate.met, gate.done, gate.is_met) == ([], [], False)


def test_a_case_puts_its_question(run):
    assert lacking(run)["p5"] == (
        "새로 구축하거나 소프트웨어를 개발·재개발하는 사업인가요? "
        "해당하면 결과를 기록하고, 아니면 ‘해당 없음’으로 표시해 주세요."
    )


def test_each_lack_leads_to_where_it_is_done(run):
    doors = {row.key: (lack.url, lack.action) for row, lack in gates.missing(open_stage(run))}
    p1, ad5 = duty(run, "p1").pk, duty(run, "ad5").pk
    assert doors["p1"] == (f"/process/duty/{p1}/record/", "수행 기록하기")
    assert doors["ad4"] == (reverse("panels:create", args=[run.project_id]), "추진단 구성하기")
    assert doors["ad5"] == (reverse("meetings:schedule", args=[ad5]), "회의 소집하기")


def test_a_settled_stage_lacks_nothing(official, run):
    settle_stage(official, run)
    gate = gates.read(open_stage(run))
    assert gate.is_met
    assert [row.key for row in gate.met] == ["ad4", "ad5", "ad8-planning"]
    assert not DutyRun.objects.filter(pk__in=[row.pk for row in gate.done], state="open").exists()


def test_a_stage_without_duties_is_met(run):
    stage = run.stages.last()
    stage.duties.all().delete()
    assert gates.read(stage) == gates.Gate()


@pytest.mark.parametrize("state", ["settled", "not_case", "skipped", "waived"])
def test_what_was_decided_is_out_of_the_way(run, state):
    DutyRun.objects.filter(pk=duty(run, "p1").pk).update(state=state)
    assert "p1" not in lacking(run)


def test_the_gates_of_many_stages_are_read_at_once(official, run, django_assert_num_queries):
    other = actions.start(by=official, project=factories.make_confirmed_project(officer=official))
    record(official, duty(run, "p1"))
    one, two = open_stage(run), open_stage(other)
    with django_assert_num_queries(4):
        found = gates.read_all(gates.duties_of([one, two]))
    assert set(found) == {one.pk, two.pk}
    assert [row.key for row in found[one.pk].done] == ["p1"]
    assert found[two.pk].done == []


def test_a_body_without_a_member_is_not_in_office(run):
    assert "시민참여단·전문가자문단·혼합" in lacking(run)["ad4"]
    panel = factories.make_panel(run.project, kind="citizen")
    assert lacking(run)["ad4"] == f"‘{panel}’에 새로 위촉한 단원이 없습니다."
    factories.make_member(panel, role="secretary")
    assert "ad4" in lacking(run)
    factories.make_member(panel)
    assert "ad4" not in lacking(run)


@pytest.mark.parametrize("facts", [{"state": "forming"}, {"state": "dissolved"}, {"kind": "online"}])
def test_only_the_right_body_in_office_settles(run, facts):
    factories.make_member(factories.make_panel(run.project, **{"kind": "citizen"} | facts))
    assert "ad4" in lacking(run)


def test_another_projects_body_settles_nothing(official, run):
    other = factories.make_confirmed_project(officer=official)
    factories.make_member(factories.make_panel(other, kind="citizen"))
    assert "ad4" in lacking(run)


@pytest.mark.parametrize("kind", ["citizen", "expert", "mixed"])
def test_any_of_the_bodies_settles(run, kind):
    factories.make_member(factories.make_panel(run.project, kind=kind))
    assert bodies.settled([readable(run, "ad4")]) == {duty(run, "ad4").pk: None}


def test_a_body_of_before_the_reopening_does_not_settle(official, run):
    panel = seat_body(duty(run, "ad4"))
    settle_stage(official, run)
    actions.advance(by=official, run=run)
    actions.send_back(by=official, run=run, stage=run.stages.get(key="planning"), reason="위원 교체")
    actions.reopen_duty(by=official, duty=duty(run, "ad4"), reason="위원 교체")
    assert "ad4" in lacking(run)
    factories.make_member(panel, name="새 단원")
    assert "ad4" not in lacking(run)


def test_meetings_and_minutes_answer_for_themselves(run):
    assert {"ad5", "ad8-planning"} <= set(lacking(run))
    schedule(duty(run, "ad5"))
    assert {"ad5", "ad8-planning"} <= set(lacking(run))
    run.stages.first().duties.get(key="ad5").meetings.all().delete()
    hold(duty(run, "ad5"))
    assert "ad5" not in lacking(run)
    assert "ad8-planning" in lacking(run)
    minute(duty(run, "ad8-planning"))
    assert "ad8-planning" not in lacking(run)


def test_reviews_answer_for_themselves(official, run):
    walk_to(official, run, "analysis")
    review = duty(run, "ad7-analysis-review")
    round = open_round(review)
    assert "진행 중입니다." in lacking(run)[review.key]
    round.state = "cancelled"
    round.closed_at, round.closed_by = round.opened_at, round.opened_by
    round.save()
    assert review.key in lacking(run)
    finish_round(review)
    assert review.key not in lacking(run)


def test_every_outcome_that_leaves_a_duty_open_is_offered_somewhere():
    offered = {
        word
        for process in PROCESSES.values()
        for stage in process.stages
        for definition in stage.duties
        for word in definition.outcomes
    }
    assert set(UNSETTLING) <= offered
    assert offered - set(UNSETTLING) == {
        "추진",
        "조건부",
        "활용",
        "새로 구성",
        "결과보고",
        "의견수렴 없음",
        "채택",
        "조정",
        "이행",
        "불이행 공개",
        "접수",
        "포함 불가",
        "적정",
        "상정",
        "선정",
        "원안 의결",
        "수정 의결",
    }


def test_every_duty_with_outcomes_can_be_settled():
    for process in PROCESSES.values():
        for stage in process.stages:
            assert stage.duties, f"{process.key} {stage.key} asks for nothing"
            for definition in stage.duties:
                settling = [word for word in definition.outcomes if not still_open(word)]
                assert bool(settling) == bool(definition.outcomes), definition.key


def keys(lacks):
    return [row.key for row, _ in lacks]


def test_an_optional_meeting_holds_the_stage_once_it_was_begun(official, run):
    walk_to(official, run, "closing")
    settle_stage(official, run, but=["ad10"])
    assert keys(gates.read(open_stage(run)).optional) == ["ad10"]
    meeting = schedule(duty(run, "ad10"))
    gate = gates.read(open_stage(run))
    assert (keys(gate.lacking), gate.optional) == (["ad10"], [])
    meeting.state, meeting.held_at = "held", meeting.starts_at
    meeting.save()
    note = advise(meeting)
    for act in (
        lambda: actions.advance(by=official, run=run, skip_reason="필요 없음"),
        lambda: actions.skip(by=official, duty=duty(run, "ad10"), reason="필요 없음"),
    ):
        with refused("답하지 않은 자문의견이 1건 있습니다."):
            act()
    note.delete()
    assert "ad10" in [row.key for row in gates.read(open_stage(run)).met]


def test_an_optional_meeting_of_which_nobody_spoke_may_still_be_skipped(official, run):
    walk_to(official, run, "closing")
    schedule(duty(run, "ad10"))
    actions.skip(by=official, duty=duty(run, "ad10"), reason="참석할 수 있는 사람이 없습니다.")
    assert duty(run, "ad10").state == "skipped"


def test_a_body_in_the_making_has_begun(run):
    assert not bodies.settled([readable(run, "ad4")])[duty(run, "ad4").pk].begun
    panel = factories.make_panel(run.project, kind="citizen", state="forming")
    assert bodies.settled([readable(run, "ad4")])[duty(run, "ad4").pk].begun
    panel.state = "dissolved"
    panel.save()
    assert not bodies.settled([readable(run, "ad4")])[duty(run, "ad4").pk].begun


def test_a_room_that_forgets_a_duty_opens_no_gate(run, monkeypatch):
    monkeypatch.setitem(register.SETTLED, DutyKind.RECORD, lambda duties: {})
    with pytest.raises(KeyError):
        gates.read(open_stage(run))
