"""What the desk reads off the database is what the rooms answer."""

import pytest
from django.db.models import Q
from django.utils import timezone

from tests import factories
from tests.workflows.driver.walking import (
    advise,
    ask_citizens,
    decide_together,
    duty,
    ended,
    finish_asking,
    finish_round,
    hold,
    minute,
    open_round,
    open_stage,
    panel_of,
    put_to_vote,
    raise_issue,
    report,
    schedule,
    seat_body,
    settle_issue,
    speak,
    walk_to,
)
from workflows.driver import actions, errands, gates
from workflows.runs.models import DutyRun


def by_the_rooms(run):
    gate = gates.read(open_stage(run))
    return {row.key for row in gate.met}


def by_the_desk(run):
    rows = errands._rows(Q(department=run.project.department_id), False)
    keys = dict(DutyRun.objects.values_list("pk", "key"))
    return {keys[row.duty__pk] for row in rows if row.is_met and row.duty__state == "open"}


def begun(run):
    rows = errands._rows(Q(department=run.project.department_id), False)
    keys = dict(DutyRun.objects.values_list("pk", "key"))
    return {keys[row.duty__pk] for row in rows if row.is_begun}


def agree(run, *keys):
    met = by_the_rooms(run)
    assert met == by_the_desk(run) == set(keys)
    assert begun(run) - met == begun_by_the_rooms(run)


def reopen(by, run, key):
    """As if the stage had been closed, gone back to, and the duty reopened."""
    DutyRun.objects.filter(pk=duty(run, key).pk).update(
        state="settled", decided_by=by, decided_at=timezone.now()
    )
    actions.reopen_duty(by=by, duty=duty(run, key), reason="다시")


def begun_by_the_rooms(run):
    gate = gates.read(open_stage(run))
    return {row.key for row, lack in gate.lacking + gate.optional if lack.begun}


@pytest.mark.parametrize("kind", ["citizen", "expert", "mixed", "online", "working"])
def test_bodies(run, kind):
    panel = factories.make_panel(run.project, kind=kind, state="forming")
    agree(run)
    panel.state = "active"
    panel.save()
    factories.make_member(panel, role="secretary")
    agree(run)
    factories.make_member(panel)
    agree(run, *(["ad4"] if kind in ("citizen", "expert", "mixed") else []))
    assert ("ad4" in begun(run)) == (kind in ("citizen", "expert", "mixed"))


def test_bodies_that_were_dissolved(run):
    panel = seat_body(duty(run, "ad4"))
    panel.state = "dissolved"
    panel.save()
    agree(run)
    assert "ad4" not in begun(run)


def test_bodies_of_another_project(official, run):
    factories.make_member(factories.make_panel(factories.make_project(officer=official)))
    agree(run)


def test_bodies_after_reopening(official, run):
    panel = seat_body(duty(run, "ad4"))
    reopen(official, run, "ad4")
    agree(run)
    factories.make_member(panel, name="새 단원")
    agree(run, "ad4")


def test_meetings_and_minutes(run):
    meeting = schedule(duty(run, "ad5"), panel=factories.make_panel(run.project, kind="online"))
    agree(run)
    assert "ad5" in begun(run)
    meeting.state = "cancelled"
    meeting.save()
    agree(run)
    assert "ad5" not in begun(run)
    panel = factories.make_panel(run.project, kind="online", name="온라인")
    held = hold(duty(run, "ad5"), panel=panel)
    agree(run, "ad5")
    item = held.items.create(order=1, title="안건")
    seat = factories.make_member(panel)
    note = item.notes.create(membership=seat, body="의견", state="draft")
    agree(run, "ad5")
    note.state, note.submitted_at = "submitted", timezone.now()
    note.save()
    agree(run)
    note.delete()
    minute(duty(run, "ad8-planning"))
    agree(run, "ad5", "ad8-planning")
    schedule(duty(run, "ad5"), panel=panel)
    agree(run, "ad8-planning")


def test_minutes_in_the_making(run):
    panel = factories.make_panel(run.project, kind="online")
    hold(duty(run, "ad5"), panel=panel)
    minute(duty(run, "ad8-planning"))
    minutes = panel.meetings.first().minutes
    minutes.state = "draft"
    minutes.save()
    agree(run, "ad5")
    minutes.state, minutes.withheld_reason = "withheld", "개인정보"
    minutes.save()
    agree(run, "ad5", "ad8-planning")
    assert "ad8-planning" in begun(run), "the room tells the secretary"


def test_meetings_after_reopening(official, run):
    panel = factories.make_panel(run.project, kind="online")
    hold(duty(run, "ad5"), panel=panel)
    reopen(official, run, "ad5")
    agree(run)
    assert "ad5" not in begun(run)
    schedule(duty(run, "ad5"), panel=panel)
    agree(run)
    assert "ad5" in begun(run)


def test_advice_of_before_the_reopening_still_wants_its_answer(official, run):
    panel = factories.make_panel(run.project, kind="online")
    factories.make_member(panel)
    held = hold(duty(run, "ad5"), panel=panel)
    reopen(official, run, "ad5")
    note = advise(held)
    agree(run)
    assert gates.read(open_stage(run)).lacking
    hold(duty(run, "ad5"), panel=panel)
    agree(run)
    note.delete()
    agree(run, "ad5")


def test_reviews(official, run):
    walk_to(official, run, "analysis")
    review = duty(run, "ad7-analysis-review")
    assert review.key not in begun(run)
    panel_of(run.project)
    first = open_round(review)
    agree(run)
    assert review.key in begun(run)
    first.state, first.closed_at, first.closed_by = "cancelled", timezone.now(), official
    first.save()
    agree(run)
    assert review.key not in begun(run)
    finish_round(review)
    agree(run, review.key)
    second = open_round(review)
    agree(run)
    second.delete()
    reopen(official, run, review.key)
    agree(run)
    assert review.key not in begun(run)
    finish_round(review)
    agree(run, review.key)


def run_of(official, governance_type, stage_key):
    project = factories.make_confirmed_project(officer=official, governance_type=governance_type)
    return factories.make_run(project, stage_key=stage_key)


def test_opinions_and_their_answers(official):
    run = run_of(official, "consultation", "planning")
    DutyRun.objects.filter(stage=open_stage(run), key="cs4").update(state="open")
    agree(run)
    called = ask_citizens(duty(run, "cs3"))
    speak(called)
    agree(run)
    assert {"cs3", "cs4"} <= begun(run)
    ended(called, "cancelled")
    agree(run)
    assert not {"cs3", "cs4"} & begun(run)
    finish_asking(duty(run, "cs3"))
    agree(run, "cs3", "cs4")
    another = ask_citizens(duty(run, "cs3"))
    agree(run)
    another.delete()
    reopen(official, run, "cs3")
    agree(run, "cs4")
    finish_asking(duty(run, "cs3"))
    agree(run, "cs3", "cs4")


def test_joint_decisions(official):
    run = run_of(official, "collaboration", "planning")
    hold(duty(run, "co4-meeting"))
    vote = put_to_vote(duty(run, "co4"))
    agree(run, "co4-meeting")
    assert "co4" in begun(run)
    ended(vote, "cancelled")
    agree(run, "co4-meeting")
    for state in ("rejected", "no_quorum"):
        ended(put_to_vote(duty(run, "co4")), state)
        agree(run, "co4-meeting")
    carried = decide_together(duty(run, "co4"))
    agree(run, "co4-meeting", "co4")
    put_off = ended(put_to_vote(duty(run, "co4"), motion="hold"), "carried")
    agree(run, "co4-meeting")
    ended(put_to_vote(duty(run, "co4"), motion="adjust", item=put_off.item), "carried")
    agree(run, "co4-meeting", "co4")
    put_to_vote(duty(run, "co4"), item=carried.item)
    agree(run, "co4-meeting")


def test_decisions_after_reopening(official):
    run = run_of(official, "collaboration", "planning")
    decide_together(duty(run, "co4"))
    agree(run, "co4-meeting", "co4")
    reopen(official, run, "co4")
    agree(run, "co4-meeting")
    assert "co4" not in begun(run)


def test_issues(official):
    run = run_of(official, "collaboration", "analysis")
    issue = raise_issue(duty(run, "co11-analysis"))
    agree(run)
    assert "co11-analysis" in begun(run)
    settle_issue(duty(run, "co11-analysis"))
    agree(run)
    issue.state, issue.settled_by, issue.settled_at = "withdrawn", official, timezone.now()
    issue.save()
    agree(run, "co11-analysis")
    reopen(official, run, "co11-analysis")
    agree(run)
    assert "co11-analysis" not in begun(run)


def test_the_report(official, run):
    walk_to(official, run, "closing")
    written = report(duty(run, "z3"))
    agree(run, "z3")
    reopen(official, run, "z3")
    agree(run)
    assert "z3" in begun(run)
    report(duty(run, "z3"))
    agree(run, "z3")
    written.refresh_from_db()
    written.state, written.published_by, written.published_at, written.facts = "draft", None, None, None
    written.save()
    agree(run)
    assert "z3" in begun(run)
