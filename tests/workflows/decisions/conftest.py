"""A running joint project whose panel and department decide on what a meeting talked about."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from panels.models import Membership
from seoul_gov.accounts.models import User
from tests import factories
from workflows.decisions import actions
from workflows.decisions.models import Resolution
from workflows.meetings.models import Attendance, Meeting


def fresh(user):
    """The person as a new request sees them: nothing remembered about roles and seats."""
    return User.objects.get(pk=user.pk)


def leave(person):
    """The person's seat ends."""
    Membership.objects.filter(user=person).update(state="withdrawn", ended_at=timezone.now())


def past(vote):
    """The vote with its time gone by."""
    now = timezone.now()
    Resolution.objects.filter(pk=vote.pk).update(
        opened_at=now - timedelta(days=3), closes_at=now - timedelta(minutes=1)
    )
    vote.refresh_from_db()
    return vote


def cast(vote, **choices):
    """Votes of seats by name: ``cast(vote, 나단원="for")``; 사업부서 is the department's."""
    for name, choice in choices.items():
        wanted = {"membership": None} if name == "사업부서" else {"membership__name": name}
        vote.ballots.filter(**wanted).update(choice=choice, cast_at=timezone.now())


def gather(duty, panel, *, held=True):
    """A meeting of the duty's stage with an item of every sort, two hours long; held with everybody present."""
    starts = timezone.now() + timedelta(hours=-3 if held else 48)
    stage_duty = duty.stage.duties.filter(kind="meeting").first()
    meeting = Meeting.objects.create(
        duty=stage_duty,
        panel=panel,
        title="요구사항 정기회의",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="시청",
        uid=uuid4().hex,
        called_by=duty.stage.run.project.officer,
        state="held" if held else "scheduled",
        held_at=timezone.now() if held else None,
    )
    meeting.items.create(order=1, title="요구사항 목록", category="scope")
    meeting.items.create(order=2, title="예산 집행 현황", category="budget", needs_advice=False)
    for seat in panel.memberships.counted() if held else ():
        Attendance.objects.create(
            meeting=meeting, membership=seat, state="present", recorded_by=meeting.called_by
        )
    return meeting


@pytest.fixture
def running(official):
    return factories.make_confirmed_project(
        officer=official,
        governance_type="collaboration",
        title="마을버스 알림 구축",
        status="running",
    )


@pytest.fixture
def duty(running):
    return factories.make_duty(running, kind="decision")


@pytest.fixture
def panel(running):
    return factories.make_panel(running, kind="working", name="실무추진단")


@pytest.fixture
def member(panel):
    return factories.make_member(panel, name="나단원").user


@pytest.fixture
def colleague(panel):
    return factories.make_member(panel, name="고동료", role="chair").user


@pytest.fixture
def secretary(panel, other_department):
    """The panel's 간사: an official who has no role in the department."""
    user = factories.make_official("officer", department=other_department, name="간담사")
    return factories.make_member(panel, user=user, role="secretary").user


@pytest.fixture
def vendor(running):
    return factories.make_vendor(project=running)


@pytest.fixture
def meeting(duty, panel, member, colleague):
    return gather(duty, panel)


@pytest.fixture
def item(meeting):
    return meeting.items.get(category="scope")


@pytest.fixture
def reserved(meeting):
    return meeting.items.get(category="budget")


@pytest.fixture
def open_vote(official, duty, item):
    """A maker of votes on the item."""

    def make(**facts):
        known = {"duty": duty, "item": item, "motion": "adopt", "text": "요구사항 목록을 채택한다."}
        by = facts.pop("by", official)
        return actions.open_vote(by=fresh(by), **known | facts)

    return make


@pytest.fixture
def vote(open_vote):
    """Two members and the department are asked, until two days from now."""
    return open_vote()
