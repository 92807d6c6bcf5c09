from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from seoul_gov.accounts import tasks
from seoul_gov.celery import app


@pytest.mark.django_db
def test_sessions_that_ran_out_are_deleted():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    tasks.clear_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_every_task_on_the_schedule_exists(settings):
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
