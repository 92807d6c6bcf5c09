from collections import Counter

import pytest

from panels.models import (
    Appointment,
    Choice,
    ErasureRequest,
    LotteryRun,
    Membership,
    RecruitmentCall,
    Suspension,
)
from projects.models import Project
from seoul_gov.demo import bench_calls, bench_data, guideline
from workflows.opinions.models import Opinion
from workflows.reviews.models import Comment
from workflows.runs.models import DutyRun, ProcessRun


@pytest.mark.django_db
def test_the_projects_are_believable(django_assert_max_num_queries):
    guideline.load()
    with django_assert_max_num_queries(200):
        bench_data.fill(300)
    statuses = Counter(Project.objects.values_list("status", flat=True))
    assert sum(statuses.values()) == 300
    assert statuses["completed"] > statuses["running"] > 5
    running = ProcessRun.objects.filter(status="running")
    assert running.count() == statuses["running"]
    assert running.filter(stages__state="open").count() == statuses["running"]
    assert DutyRun.objects.open().exists()
    working = Membership.objects.filter(panel__state="active").exclude(state="released")
    assert working.count() == statuses["running"] * bench_data.MEMBERS
    assert set(Membership.objects.filter(panel__state="dissolved").values_list("state", flat=True)) == {
        "ended"
    }
    assert Comment.objects.exists()
    assert Opinion.objects.exists()
    assert Project.objects.matching("복지").exists()
    assert RecruitmentCall.objects.public().count() == -(-statuses["running"] // bench_calls.SHARE)
    assert {choice.standing for choice in Choice.objects.all()} > {"chosen"}
    assert all(rows.exists() for rows in (LotteryRun.objects, Appointment.objects, Suspension.objects))
    assert ErasureRequest.objects.open().exists()


@pytest.mark.django_db
def test_more_can_be_added():
    guideline.load()
    bench_data.fill(5)
    bench_data.fill(5)
    assert Project.objects.count() == 10
