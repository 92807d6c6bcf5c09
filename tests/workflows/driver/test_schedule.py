"""Proposed dates, moved dates and their order."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from projects.calendar import WorkCalendar, work_calendar
from projects.models import Holiday, Norm
from tests import factories
from workflows.definitions import Anchor, Due, Unit
from workflows.driver.schedule import (
    Span,
    days_off,
    due_day,
    moved,
    plan,
    propose,
    refuse_crooked,
    shift_of,
)
from workflows.norms import specs_of
from workflows.processes import PROCESSES, process_for

CALENDAR = WorkCalendar({})
MONDAY, FRIDAY = date(2027, 3, 8), date(2027, 3, 12)


def numbers(process):
    return {spec.key: spec.default for spec in specs_of(process)}


def planned(process, start=MONDAY, calendar=CALENDAR):
    return plan(process, start, calendar, numbers(process))


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.key)
def test_every_process_gets_a_plan(process):
    proposal = planned(process)
    assert [item.stage for item in proposal.stages] == list(process.stages)
    refuse_crooked(proposal.spans)
    for item in proposal.stages:
        assert CALENDAR.is_working_day(item.start)
        assert CALENDAR.is_working_day(item.end)
        assert set(item.dues) == {duty.key for duty in item.stage.duties}
        assert not days_off(item.dues.values(), CALENDAR)


def test_each_stage_begins_on_the_working_day_after_the_one_before():
    stages = planned(process_for("advisory", "development")).stages
    assert stages[0].start == MONDAY
    for before, after in zip(stages, stages[1:], strict=False):
        assert after.start == CALENDAR.add_working_days(before.end, 1)


def test_a_start_on_a_day_off_moves_to_the_next_working_day():
    proposal = planned(process_for("advisory", "development"), date(2027, 3, 1))
    assert proposal.stages[0].start == date(2027, 3, 2), "3·1절 is a Monday"


def test_a_stage_is_as_long_as_its_norm_says():
    process = process_for("advisory", "development")
    norms = numbers(process) | {"stage.advisory.development.planning.days": 5}
    first = plan(process, MONDAY, CALENDAR, norms).stages[0]
    assert (first.start, first.end) == (MONDAY, FRIDAY)
    norms["stage.advisory.development.planning.days"] = 0
    first = plan(process, MONDAY, CALENDAR, norms).stages[0]
    assert first.end == MONDAY, "a day at least"


@pytest.mark.parametrize(
    ("due", "number", "day"),
    [
        (Due(5), 5, date(2027, 3, 15)),
        (Due(5, Unit.CALENDAR), 5, date(2027, 3, 15)),
        (Due(-2, Unit.WORKING, Anchor.STAGE_END), 2, date(2027, 3, 10)),
        (Due(-4, Unit.CALENDAR, Anchor.STAGE_END), 4, MONDAY),
        (Due(-6, Unit.CALENDAR, Anchor.STAGE_END), 6, date(2027, 3, 5)),
        (Due(0, Unit.CALENDAR, Anchor.STAGE_END), 0, FRIDAY),
    ],
)
def test_due_days(due, number, day):
    assert due_day(due, number, MONDAY, FRIDAY, CALENDAR) == day


def test_a_proposal_reads_the_norms_and_the_calendar(official):
    project = factories.make_confirmed_project(officer=official)
    key = "stage.advisory.development.planning.days"
    Norm.objects.create(key=key, label="기획", value=5, default=60, unit="근무일")
    Holiday.objects.create(day=date(2027, 3, 10), name="임시공휴일")
    proposal = propose(project, MONDAY)
    assert (proposal.stages[0].start, proposal.stages[0].end) == (MONDAY, date(2027, 3, 15))
    assert proposal.norms[key] == 5


@pytest.mark.parametrize(
    ("start_date", "first"),
    [
        (date(2027, 3, 15), date(2027, 3, 15)),
        (date(2027, 1, 4), MONDAY),
        (None, MONDAY),
    ],
)
def test_a_proposal_begins_with_the_project_but_never_in_the_past(official, start_date, first):
    project = factories.make_confirmed_project(officer=official)
    project.start_date = start_date
    with time_machine.travel("2027-03-08T00:00:00Z", tick=False):
        assert propose(project).stages[0].start == first


def test_a_project_without_a_type_has_no_plan(project):
    with pytest.raises(ValueError, match="is not a valid GovernanceType"):
        propose(project)


def test_moved_stages_get_new_due_days_and_the_others_keep_theirs():
    proposal = planned(process_for("advisory", "development"))
    new = moved(proposal, {"planning": (MONDAY, FRIDAY)}, CALENDAR)
    assert (new.stages[0].start, new.stages[0].end) == (MONDAY, FRIDAY)
    assert new.stages[0].dues["p6"] == FRIDAY
    assert new.stages[1:] == proposal.stages[1:]
    assert new.norms == proposal.norms


def test_a_plan_that_nothing_moves_is_the_same():
    proposal = planned(process_for("advisory", "development"))
    same = {item.stage.key: (item.start, item.end) for item in proposal.stages}
    assert moved(proposal, same, CALENDAR) == proposal


@pytest.mark.parametrize(
    ("old", "new", "shift"),
    [
        (MONDAY, MONDAY, 0),
        (MONDAY, FRIDAY, 4),
        (FRIDAY, MONDAY, -4),
        (FRIDAY, date(2027, 3, 15), 1),
        (FRIDAY, date(2027, 3, 13), 1),
    ],
)
def test_shifts_count_working_days(old, new, shift):
    assert shift_of(old, new, CALENDAR) == shift


def test_days_off_are_told_once_and_in_order():
    days = [date(2027, 3, 14), MONDAY, date(2027, 3, 13), date(2027, 3, 14)]
    assert days_off(days, CALENDAR) == [date(2027, 3, 13), date(2027, 3, 14)]


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([Span("기획", FRIDAY, MONDAY)], "‘기획’ 단계의 종료일은 시작일과 같거나 그 뒤여야 합니다."),
        (
            [Span("기획", FRIDAY, FRIDAY), Span("발주", MONDAY, FRIDAY)],
            "‘기획’ 단계의 시작일(2027. 3. 12.(금))이 그다음 ‘발주’ 단계의 시작일(2027. 3. 8.(월))보다 늦습니다. "
            "단계의 순서대로 시작하게 날짜를 고쳐 주세요.",
        ),
    ],
)
def test_crooked_dates_are_refused(spans, sentence):
    with pytest.raises(ValidationError) as refusal:
        refuse_crooked(spans)
    assert refusal.value.messages == [sentence]


def test_stages_may_overlap():
    refuse_crooked([Span("기획", MONDAY, FRIDAY), Span("발주", MONDAY, FRIDAY)])


def test_the_calendar_in_force_is_korean(db):
    assert not work_calendar().is_working_day(date(2027, 2, 8)), "Seollal"
