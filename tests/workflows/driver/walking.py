"""Ways to do what a process asks for, written straight to the rooms' tables where another room would do it."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from seoul_gov.ui.korean import today
from tests import factories
from workflows.decisions.models import Resolution
from workflows.driver import actions, gates
from workflows.issues.models import Issue
from workflows.meetings.models import Meeting, Minutes
from workflows.opinions.models import Opinion, OpinionRound
from workflows.reports.models import ResultReport
from workflows.reviews.models import ReviewRound
from workflows.runs.models import DutyRun


def duty(run, key) -> DutyRun:
    return DutyRun.objects.get(stage__run=run, key=key)


def open_stage(run):
    return run.stages.get(state="open")


def record(by, duty, outcome="", **facts):
    """A record that settles the duty, unless the outcome is one that does not."""
    facts = {
        "evidence": "정보시스템담당관-498",
        "person": "디지털정책과 김담당",
        "occurred_on": today(),
    } | facts
    outcome = outcome or (duty.outcomes[0] if duty.outcomes else "")
    return actions.record(by=by, duty=duty, outcome=outcome, **facts)


def seat_body(duty):
    """A body that the duty asks for, in office with one member."""
    project = duty.stage.run.project
    panel = project.panels.filter(kind=duty.bodies[0]).first()
    panel = panel or factories.make_panel(project, kind=duty.bodies[0], name=f"기구 {duty.bodies[0]}")
    factories.make_member(panel)
    return panel


def panel_of(project):
    panel = project.panels.filter(state="active").first() or factories.make_panel(project)
    if not panel.memberships.counted().exists():
        factories.make_member(panel)
    return panel


def schedule(duty, **facts):
    """A meeting for the duty, a day ahead."""
    starts = timezone.now() + timedelta(days=1)
    project = duty.stage.run.project
    facts = {
        "panel": facts.get("panel") or panel_of(project),
        "title": duty.title,
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "place": "서소문청사 회의실",
        "uid": uuid4().hex,
        "called_by": project.officer,
    } | facts
    return Meeting.objects.create(duty=duty, **facts)


def hold(duty, **facts):
    """A meeting for the duty that took place."""
    began = timezone.now() - timedelta(hours=3)
    facts = {"starts_at": began, "ends_at": began + timedelta(hours=2), "held_at": timezone.now()} | facts
    return schedule(duty, state="held", **facts)


def minute(duty):
    """Published minutes of every meeting that was held in the duty's stage, and of one at least."""
    stage = duty.stage
    held = Meeting.objects.filter(duty__stage=stage, state="held")
    if not held.exists():
        hold(stage.duties.filter(kind="meeting").first())
    for meeting in held.filter(minutes=None):
        Minutes.objects.create(
            meeting=meeting,
            body="논의한 내용",
            body_html="<p>논의한 내용</p>",
            state="published",
            written_by=meeting.called_by,
            settled_at=timezone.now(),
        )


def open_round(duty):
    project = duty.stage.run.project
    version = factories.make_version(project, title=f"산출물 {uuid4().hex[:6]}")
    return ReviewRound.objects.create(
        duty=duty,
        panel=panel_of(project),
        version=version,
        number=duty.rounds.count() + 1,
        due_on=today() + timedelta(days=7),
        opened_by=project.officer,
    )


def say(round):
    """A comment that a member of the round's panel has submitted."""
    seat = round.panel.memberships.counted().first()
    review = round.reviews.create(membership=seat, state="submitted", submitted_at=timezone.now())
    return review.comments.create(body="글자가 작습니다.", nonce=uuid4())


def advise(meeting):
    """Advice that a member of the meeting's panel has handed in."""
    seat = meeting.panel.memberships.counted().first()
    item = meeting.items.create(order=1, title="안건")
    return item.notes.create(membership=seat, body="의견", state="submitted", submitted_at=timezone.now())


def finish_round(duty):
    """A review for the duty that was closed with nothing left to answer."""
    round = open_round(duty)
    round.state, round.closed_at, round.closed_by = "closed", timezone.now(), round.opened_by
    round.save()
    return round


def ask_citizens(duty, **facts):
    """A public round for the duty that takes opinions now."""
    facts = {"opens_on": today(), "closes_on": today() + timedelta(days=14)} | facts
    return OpinionRound.objects.create(
        duty=duty,
        number=duty.opinion_rounds.count() + 1,
        topic="새 화면",
        guide="안내",
        guide_html="<p>안내</p>",
        opened_by=duty.stage.run.project.officer,
        **facts,
    )


def speak(round):
    """An opinion that a citizen gave in the round."""
    author = factories.make_user(name="시민")
    return Opinion.objects.create(
        round=round, author=author, body="글자가 작습니다.", nonce=uuid4(), digest=uuid4().hex
    )


def finish_asking(duty):
    """A public round for the duty that was closed with nothing left to answer."""
    return ended(ask_citizens(duty))


def ended(thing, state="closed"):
    """The round or vote as somebody closed it."""
    thing.state, thing.closed_at, thing.closed_by = state, timezone.now(), thing.opened_by
    thing.save()
    return thing


def put_to_vote(duty, motion="adopt", item=None):
    """A vote for the duty, under way, on an item of a meeting of its own."""
    meeting = Meeting.objects.filter(duty__stage=duty.stage, state="held").first() or hold(
        duty.stage.duties.filter(kind="meeting").first()
    )
    return Resolution.objects.create(
        duty=duty,
        item=item or meeting.items.create(order=meeting.items.count() + 1, title="안건"),
        category="general",
        motion=motion,
        text="원안대로 채택한다.",
        closes_at=timezone.now() + timedelta(days=2),
        opened_by=duty.stage.run.project.officer,
    )


def decide_together(duty):
    """A vote for the duty that carried."""
    return ended(put_to_vote(duty), "carried")


def raise_issue(duty):
    """Something that the department raised in the duty's stage and that is not settled."""
    officer = duty.stage.run.project.officer
    return Issue.objects.create(
        duty=duty,
        title="일정",
        body="일정을 조정해야 합니다.",
        side="officer",
        raised_by=officer,
        nonce=uuid4(),
        reply_due_on=today(),
    )


def settle_issue(duty):
    """Something that was raised in the duty's stage and settled."""
    issue = raise_issue(duty)
    issue.state, issue.outcome = "settled", "일정을 한 주 늦춥니다."
    issue.settled_by, issue.settled_at = issue.raised_by, timezone.now()
    issue.save()
    return issue


def report(duty):
    """The published report of the duty's run."""
    run = duty.stage.run
    facts = {
        "state": "published",
        "published_by": run.started_by,
        "published_at": timezone.now(),
        "facts": {},
    }
    return ResultReport.objects.update_or_create(run=run, defaults={"written_by": run.started_by} | facts)[0]


DOING = {
    "panel": seat_body,
    "meeting": hold,
    "minutes": minute,
    "review": finish_round,
    "opinion": finish_asking,
    "answers": lambda duty: finish_asking(duty.stage.duties.filter(kind="opinion").first()),
    "decision": decide_together,
    "issue": settle_issue,
    "report": report,
}


def settle(by, duty):
    """Give the duty the evidence that its kind asks for."""
    if duty.kind in DOING:
        return DOING[duty.kind](duty)
    return record(by, duty)


def settle_stage(by, run, but=()):
    """Do everything that the open stage asks for, except the duties with these keys."""
    while left := [row for row in unmet(run) if row.key not in but]:
        for row in left:
            settle(by, row)


def unmet(run):
    """The open duties without their evidence; what settles minutes comes after the meetings."""
    gate = gates.read(open_stage(run))
    rows = [row for row, _ in gate.lacking + gate.optional]
    return sorted(rows, key=lambda row: (row.kind == "minutes", row.order))


def walk_to(by, run, key):
    """Close stage after stage until the one with this key is open."""
    while open_stage(run).key != key:
        settle_stage(by, run)
        actions.advance(by=by, run=run)


@contextmanager
def refused(words=""):
    """Expect a ValidationError that says these words."""
    try:
        yield
    except ValidationError as refusal:
        assert words in " ".join(refusal.messages), refusal.messages
    else:
        raise AssertionError("it was not refused")


@contextmanager
def forbidden(words=""):
    """Expect a PermissionDenied that says these words."""
    try:
        yield
    except PermissionDenied as refusal:
        assert words in str(refusal), str(refusal)
    else:
        raise AssertionError("it was not forbidden")
