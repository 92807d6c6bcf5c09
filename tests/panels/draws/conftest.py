"""Calls whose applications are read: one that draws lots, one that decides by points; and two clerks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from panels.calls import actions as calls
from panels.calls.models import RecruitmentCall
from panels.draws import actions, drum, selectors, tasks
from panels.draws.actions import Plan
from panels.draws.models import Trial
from panels.screening.selectors import queue
from tests import factories
from tests.factories import make_application, make_reading

PEOPLE = (
    {"age_band": "20s", "gender": "female", "occupation": "student"},
    {"age_band": "20s", "gender": "male", "occupation": "office"},
    {"age_band": "60s", "gender": "female", "occupation": "care"},
    {"age_band": "60s", "gender": "male", "occupation": "office"},
)
LEVELS = {
    "online": {"use": 4, "interest": 4, "understanding": 4},
    "citizen": {"record": 4, "utilisation": 4},
}


@pytest.fixture
def colleague(official):
    department = official.grants[0].department
    return factories.make_official("officer", department=department, name="둘째")


@pytest.fixture
def read_call(official, colleague):
    """A call of that kind and seats whose four applications are read twice; points by level, all equal by default."""

    def make(kind="online", seats=2, people=PEOPLE, levels=None, settled=True):
        type_ = "consultation" if kind == "online" else "advisory"
        project = factories.make_confirmed_project(officer=official, governance_type=type_)
        panel = factories.make_panel(project, kind=kind, name="추진단", state="forming")
        terms = factories.make_terms(kind, seats=seats)
        call = calls.publish(by=official, call=calls.draft(by=official, panel=panel, terms=terms))
        applications = [make_application(call, upload=None, **facts) for facts in people]
        now = timezone.now()
        times = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)}
        RecruitmentCall.objects.filter(pk=call.pk).update(**times)
        for number, one in enumerate(applications):
            marks = levels[number] if levels else LEVELS[kind]
            for reader in (official, colleague) if settled else (official,):
                make_reading(one, reader, marks)
        call.refresh_from_db()
        return call

    return make


def usual(call):
    """The quotas that a first trial of the call begins with."""
    people = selectors.entrants(queue(call.created_by, call))
    return drum.usual_quotas(people, call.seats)


def computed(call, quotas=None, **words) -> Trial:
    """The next trial of the call, as the worker leaves it."""
    quotas = usual(call) if quotas is None else quotas
    trial = actions.try_out(by=call.created_by, call=call, quotas=quotas, **words)
    tasks.compute()
    trial.refresh_from_db()
    return trial


@pytest.fixture
def plan():
    return Plan("dice", timezone.now() + timedelta(hours=25), "시청 로비에서 주사위 여섯 개를 굴립니다.")
