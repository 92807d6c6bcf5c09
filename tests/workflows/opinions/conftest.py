"""A consultation project in its planning stage that asks the public."""

from datetime import timedelta
from uuid import uuid4

import pytest

from seoul_gov.accounts.models import User
from seoul_gov.ui.korean import today
from tests import factories
from workflows.opinions import actions
from workflows.opinions.models import OpinionRound


def fresh(user):
    """The person as a new request sees them: nothing remembered about roles and seats."""
    return User.objects.get(pk=user.pk)


def give(by, round, body="글자를 키워 주세요.", **facts):
    return actions.give(by=fresh(by), round=round, body=body, **{"nonce": uuid4()} | facts)


def answer(by, opinion, disposition="accepted", words="다음 판에 반영합니다.", **facts):
    return actions.answer(by=by, opinion=opinion, disposition=disposition, answer=words, **facts)


def moved(round, opens=0, closes=14):
    """The round with its days so many from today."""
    day = today()
    OpinionRound.objects.filter(pk=round.pk).update(
        opens_on=day + timedelta(days=opens), closes_on=day + timedelta(days=closes)
    )
    round.refresh_from_db()
    return round


def past(round):
    """The round with its last day gone by."""
    return moved(round, -14, -1)


def closed(round, official, note="의견이 없었습니다."):
    return actions.close(by=official, round=past(round), note=note)


@pytest.fixture
def running(official):
    return factories.make_confirmed_project(
        officer=official, governance_type="consultation", title="따릉이 앱 개편"
    )


@pytest.fixture
def duty(running):
    return factories.make_duty(running, kind="opinion", stage_key="planning")


@pytest.fixture
def facts(official, duty):
    """What it takes to open a round of two weeks."""
    return {
        "by": official,
        "duty": duty,
        "topic": "첫 화면",
        "guide": "# 묻습니다\n\n**무엇**이 불편한가요?",
        "opens_on": today(),
        "closes_on": today() + timedelta(days=14),
    }


@pytest.fixture
def round(facts):
    return actions.open_round(**facts)


@pytest.fixture
def vendor(running):
    return factories.make_vendor(project=running)


@pytest.fixture
def neighbour(db):
    return factories.make_user(name="두시민")
