import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from projects.enums import ProjectStatus
from projects.models import Project
from tests import factories
from workflows.decisions.models import Resolution
from workflows.meetings.models import Meeting
from workflows.opinions.models import Opinion, OpinionRound

NUMBER = "2026-00077"
MOMENT = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)  # already the fifth in Seoul
SEATS = ("for", "for", "against", "abstain", "")


@pytest.fixture
def running(official):
    """A public project with everything that the API tells of one."""
    project = factories.make_confirmed_project(
        officer=official,
        governance_type="collaboration",
        number=NUMBER,
        title="교통 정보 안내",
        summary="복지",
    )
    factories.make_run(project)
    Project.objects.filter(pk=project.pk).update(status=ProjectStatus.RUNNING, phase="execution")
    project.refresh_from_db()
    return project


def make_round(project, *, state="open", number=1, **facts):
    """A round of opinions; written straight to the table."""
    duty = project.runs.first().stages.get(state="open").duties.first()
    closed = {} if state == "open" else {"closed_by": project.officer, "closed_at": MOMENT}
    return OpinionRound.objects.create(
        duty=duty,
        number=number,
        topic="정류장 안내",
        guide="의견을 주세요.",
        guide_html="<p>의견을 주세요.</p>",
        opens_on=date(2026, 4, 1),
        closes_on=date(2026, 4, 30),
        state=state,
        opened_by=project.officer,
        **closed | facts,
    )


def make_opinion(round, body="글자가 작아요.", *, answered=False, **facts):
    answer = {
        "disposition": "accepted",
        "answer": "키우겠습니다.",
        "answered_by": round.opened_by,
        "answered_at": MOMENT,
    }
    author = facts.pop("author", None) or factories.make_user(name="한시민")
    return Opinion.objects.create(
        round=round,
        author=author,
        body=body,
        nonce=uuid.uuid4(),
        digest=uuid.uuid4().hex,
        created_at=MOMENT,
        **(answer if answered else {}) | facts,
    )


def make_vote(project, *, state="carried", item="지도 화면", seats=SEATS):
    """A vote with a ballot for every seat, the last one the department's."""
    duty = project.runs.first().stages.get(state="open").duties.first()
    panel = project.panels.first() or factories.make_panel(project)
    meeting = Meeting.objects.create(
        duty=duty,
        panel=panel,
        title="회의",
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
        place="회의실",
        uid=str(uuid.uuid4()),
        called_by=project.officer,
    )
    closed = {} if state == "open" else {"closed_by": project.officer, "closed_at": MOMENT}
    vote = Resolution.objects.create(
        duty=duty,
        item=meeting.items.create(order=1, title=item, category="screen"),
        category="screen",
        motion="adopt",
        text="첫 안을 채택합니다.",
        state=state,
        opened_by=project.officer,
        closes_at=MOMENT,
        **closed,
    )
    for number, choice in enumerate(seats, 1):
        member = None if number == len(seats) else factories.make_member(panel, name=f"단원{number}")
        cast = MOMENT if choice else None
        vote.ballots.create(membership=member, choice=choice, cast_at=cast, reason="이유" if choice else "")
    return vote
