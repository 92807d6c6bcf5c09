"""A running advisory project whose panel is asked to read a deliverable."""

from datetime import timedelta
from uuid import uuid4

import pytest

from seoul_gov.accounts.models import User
from seoul_gov.ui.korean import today
from tests import factories
from tests.documents import samples
from workflows.reviews import actions
from workflows.reviews.models import ReviewRound


def fresh(user):
    """The person as a new request sees them: nothing remembered about roles and seats."""
    return User.objects.get(pk=user.pk)


def comment(by, round, body="글자가 작습니다.", **facts):
    """A comment in the person's draft, on the whole document unless it says where."""
    facts = {"anchor": "whole", "nonce": uuid4()} | facts
    return actions.save_comment(by=fresh(by), round=round, body=body, **facts)


def submitted(by, round, *bodies):
    """What the person said, submitted."""
    comments = [comment(by, round, body) for body in bodies or ("글자가 작습니다.",)]
    actions.submit(by=fresh(by), round=round)
    return comments


def past(round):
    """The round with its due day gone by."""
    ReviewRound.objects.filter(pk=round.pk).update(due_on=today() - timedelta(days=1))
    round.refresh_from_db()
    return round


@pytest.fixture
def running(official):
    return factories.make_confirmed_project(officer=official, title="마을버스 알림 구축")


@pytest.fixture
def duty(running):
    return factories.make_duty(running, kind="review")


@pytest.fixture
def panel(running):
    return factories.make_panel(running)


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
def version(running):
    """Nine pages."""
    return factories.make_version(running, upload=factories.make_upload(content=samples.paged_pdf(9)))


@pytest.fixture
def week():
    return today() + timedelta(days=7)


@pytest.fixture
def round(official, duty, panel, member, colleague, version, week):
    """Two members with a voice are asked to read a PDF for a week."""
    return actions.open_round(
        by=official, duty=duty, panel=panel, version=version, due_on=week, guide="2장을 봐 주세요."
    )
