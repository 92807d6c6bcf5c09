"""Whether the duty to report is settled."""

import pytest
from django.urls import reverse
from django.utils import timezone

from workflows.models import DutyRun
from workflows.reports.duties import settled

from . import rows


@pytest.fixture
def duty(run):
    return DutyRun.objects.select_related("stage").get(stage__run=run, kind="report")


def lack(duty):
    duty.refresh_from_db()
    return settled([duty])[duty.pk]


def test_nothing_is_written(duty, run):
    missing = lack(duty)
    assert (missing.url, missing.begun) == (reverse("reports:write", args=[run.pk]), False)


def test_a_draft_is_begun(duty, draft):
    assert lack(duty).begun
    assert "공개하지 않았습니다" in lack(duty).sentence


def test_what_is_published_settles_until_it_is_reopened(duty, published, official):
    assert lack(duty) is None
    DutyRun.objects.filter(pk=duty.pk).update(decided_by=official, decided_at=timezone.now())
    assert "고쳐 다시 공개해 주세요" in lack(duty).sentence


def test_another_runs_report_settles_nothing(duty, official):
    from tests import factories

    other = factories.make_confirmed_project(officer=official)
    rows.report(factories.make_run(other, stage_key="closing"))
    assert not lack(duty).begun
