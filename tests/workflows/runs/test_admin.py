"""The administrator looks and changes nothing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from seoul_gov.ui.korean import today
from workflows.runs.models import DutyRecord, DutyRun, ProcessRun, StageRun, Waiver

MODELS = ["processrun", "stagerun", "dutyrun", "dutyrecord", "waiver"]


@pytest.fixture
def rows(official, head, run):
    duty = DutyRun.objects.get(stage__run=run, key="p1")
    DutyRecord.objects.create(
        duty=duty, outcome="완료", evidence="근거", person="담당", occurred_on=today(), recorded_by=official
    )
    Waiver.objects.create(
        duty=duty,
        reason="사유",
        requested_by=official,
        decision="granted",
        decided_by=head,
        decided_at=timezone.now(),
    )


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_listed_and_searched_and_nothing_is_changed(client, administrator, rows, model):
    client.force_login(administrator)
    listed = reverse(f"admin:workflows_{model}_changelist")
    assert client.get(listed, {"q": "시민"}).status_code == 200
    assert client.get(reverse(f"admin:workflows_{model}_add")).status_code == 403
    first = {"processrun": ProcessRun, "stagerun": StageRun, "dutyrun": DutyRun}.get(
        model, DutyRecord if model == "dutyrecord" else Waiver
    ).objects.first()
    shown = reverse(f"admin:workflows_{model}_change", args=[first.pk])
    assert client.get(shown).status_code == 200
    assert client.post(shown, {"state": "closed"}).status_code == 403
    assert client.get(reverse(f"admin:workflows_{model}_delete", args=[first.pk])).status_code == 403


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["official", "governance_officer", "citizen"])
def test_nobody_else_gets_in(request, client, run, model, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(f"admin:workflows_{model}_changelist")).status_code in (302, 403, 404)
