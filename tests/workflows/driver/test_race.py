"""Several people at the same moment: one effect, and the others are told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from seoul_gov.audit.models import Event
from tests import factories
from tests.workflows.driver.walking import duty, open_stage, record, settle_stage
from workflows.driver import actions
from workflows.runs.models import ProcessRun

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


@pytest.fixture
def people(transactional_db):
    """Four officials of one department."""
    department = factories.make_department("디지털정책과")
    return [factories.make_official("officer", department=department, name=f"담당 {n}") for n in range(4)]


def at_once(people, act):
    """Let everybody act at the same moment; answers what came of it, None or the refusal's sentences."""
    barrier = Barrier(len(people))

    def go(person):
        barrier.wait()
        try:
            act(person)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(go, people))


@pytest.mark.parametrize("round", range(ROUNDS))
def test_many_close_one_stage(people, round):
    run = actions.start(by=people[0], project=factories.make_confirmed_project(officer=people[0]))
    settle_stage(people[0], run)
    seen = open_stage(run)
    answers = at_once(people, lambda person: actions.advance(by=person, run=run, stage=seen))
    assert answers.count(None) == 1
    first = people[answers.index(None)]
    others = [answer for answer in answers if answer]
    assert all(answer.startswith(f"‘기획’ 단계는 {first.name} 님이") for answer in others)
    assert Event.objects.filter(key="driver.advanced").count() == 1
    assert open_stage(run).key == "procurement"


@pytest.mark.parametrize("round", range(ROUNDS))
def test_many_start_one_process(people, round):
    project = factories.make_confirmed_project(officer=people[0])
    answers = at_once(people, lambda person: actions.start(by=person, project=project))
    assert sorted(filter(None, answers)) == ["이 사업의 절차는 이미 진행 중입니다."] * 3
    assert ProcessRun.objects.count() == 1


@pytest.mark.parametrize("round", range(ROUNDS))
def test_many_record_one_duty(people, round):
    run = actions.start(by=people[0], project=factories.make_confirmed_project(officer=people[0]))
    answers = at_once(people, lambda person: record(person, duty(run, "p1")))
    assert answers.count(None) == 1
    assert duty(run, "p1").records.count() == 1


def test_closing_and_reopening_at_once_leave_one_open_stage_without_gaps(people):
    run = actions.start(by=people[0], project=factories.make_confirmed_project(officer=people[0]))
    settle_stage(people[0], run)
    seen = open_stage(run)
    acts = [
        lambda person: actions.advance(by=person, run=run, stage=seen),
        lambda person: actions.reopen_duty(by=person, duty=duty(run, "p1"), reason="다시"),
    ]
    chosen = dict(zip(people, acts * 2, strict=True))
    at_once(people, lambda person: chosen[person](person))
    reopened = duty(run, "p1").state == "open"
    assert open_stage(run).key == ("planning" if reopened else "procurement")
