from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from seoul_gov.audit.models import Event
from seoul_gov.privacy import actions, tasks
from seoul_gov.privacy.models import AccessEntry, MonthlyCheck

pytestmark = pytest.mark.django_db
FACTS = {"page": "명단", "subject": "단원"}


def test_nobodys_data_is_no_access(official):
    assert actions.note(by=official, deed="view", **FACTS) is None
    assert actions.note(by=official, deed="view", subject_ids=[official.pk, None], **FACTS) is None
    assert not AccessEntry.objects.exists()


def test_an_entry_tells_the_five_things(official, citizen):
    entry = actions.note(by=official, deed="view", subject_ids=[citizen.pk, official.pk], **FACTS)
    assert (entry.actor_id, entry.subject_ids, entry.count) == (official.pk, [citizen.pk], 1)
    assert str(entry) == "김담당 조회 단원"
    assert actions.note(by=official, deed="view", count=4, **FACTS).count == 4


def test_a_download_says_why(official, citizen):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.note(by=official, deed="download", subject_ids=[citizen.pk], **FACTS)
    actions.note(by=official, deed="download", subject_ids=[citizen.pk], reason="감사 자료", **FACTS)


def test_entries_are_append_only(entry):
    row = entry(2026, 11, 3, 10)
    row.reason = "다른 사유"
    for change in (row.save, row.delete, AccessEntry.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        AccessEntry.objects.update(reason="다른 사유")


def test_a_month_is_checked_once_it_is_over(dpo, time_machine):
    time_machine.move_to("2026-12-01T00:30:00+09:00")
    done = actions.check(by=dpo, month=date(2026, 11, 1), note="이상이 없습니다.")
    assert (done.checked_by, str(done)) == (dpo, "2026-11 접속기록 점검")
    event = Event.objects.get(key="privacy.checked")
    assert event.sentence == "2026년 11월 개인정보 접속기록을 점검했습니다."
    assert event.actor_id == dpo.pk
    with pytest.raises(ValidationError, match="이미 점검을 마친"):
        actions.check(by=dpo, month=date(2026, 11, 1), note="다시 봤습니다.")
    with pytest.raises(ValidationError, match="아직 끝나지 않은"):
        actions.check(by=dpo, month=date(2026, 12, 1), note="아직입니다.")
    assert MonthlyCheck.objects.count() == 1


def test_only_the_privacy_officer_checks(auditor, administrator):
    for person in (auditor, administrator):
        with pytest.raises(PermissionDenied):
            actions.check(by=person, month=date(2026, 1, 1), note="보았습니다.")


def test_what_is_past_its_time_is_forgotten(official, citizen, settings):
    settings.PORTAL_ACCESS_LOG_DAYS = 730
    now = timezone.now()
    facts = {"actor_id": official.pk, "actor": "김담당", "deed": "view", "page": "명단", "count": 1}
    AccessEntry.objects.create(at=now - timedelta(days=731), subject="지난 기록", **facts)
    kept = AccessEntry.objects.create(at=now - timedelta(days=729), subject="남는 기록", **facts)
    assert tasks.forget() == 1
    assert list(AccessEntry.objects.all()) == [kept]
    event = Event.objects.get(key="privacy.forgotten")
    assert (event.sentence, event.actor) == (
        "보관 기간이 지난 개인정보 접속기록 1건을 지웠습니다.",
        "시스템",
    )
    assert tasks.forget() == 0
    assert Event.objects.filter(key="privacy.forgotten").count() == 1


def test_the_log_is_kept_for_a_year_at_least():
    import os
    import subprocess
    import sys

    environment = os.environ | {"PORTAL_ACCESS_LOG_DAYS": "364"}
    command = [sys.executable, "-c", "import seoul_gov.settings"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert "PORTAL_ACCESS_LOG_DAYS must be 365 or more" in found.stderr
