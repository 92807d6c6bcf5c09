"""Who writes the heartbeats, and what happens when the database is away."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from celery import Celery
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from seoul_gov.health import pulse
from seoul_gov.health.models import Heartbeat, Part
from seoul_gov.health.scheduler import HeartbeatScheduler
from seoul_gov.health.worker import Heart

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def database_away():
    def refuse(*_):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def beat(tmp_path):
    app = Celery("alone", broker="memory://")
    scheduler = HeartbeatScheduler(app, schedule_filename=str(tmp_path / "schedule"))
    yield scheduler
    scheduler.close()


def test_a_part_has_one_row_with_its_last_time():
    pulse.record(Part.WORKER)
    first = Heartbeat.objects.get()
    pulse.record(Part.WORKER)

    assert Heartbeat.objects.get().at > first.at
    assert str(first).startswith("작업 처리 ")


def test_a_database_that_is_away_costs_one_heartbeat(caplog):
    with database_away():
        pulse.beat(Part.WORKER)
    assert "heartbeat of worker not written" in caplog.text

    pulse.beat(Part.WORKER)
    assert Heartbeat.objects.get().part == Part.WORKER


def test_beat_reports_for_itself_and_wakes_up_to_do_so(beat):
    assert beat.tick() <= pulse.SECONDS_BETWEEN
    assert Heartbeat.objects.get().part == Part.BEAT


def test_beat_reports_every_ten_seconds_not_every_turn(beat):
    beat.tick()
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=1))
    beat.tick()

    assert pulse.ages()[Part.BEAT] >= 60


def test_the_worker_reports_while_it_consumes():
    heart = Heart(None)
    heart.start(None)
    heart.stop(None)
    heart.join()

    assert Heartbeat.objects.get().part == Part.WORKER


def test_a_worker_that_never_consumed_stops_in_silence():
    heart = Heart(None)
    heart.stop(None)
    heart.join()

    assert not Heartbeat.objects.exists()


def test_a_supervisor_is_told_by_the_exit_status(transactional_db, capsys):
    with pytest.raises(CommandError, match="작업 처리: 신호가 없습니다"):
        call_command("heartbeat", "worker")
    pulse.record(Part.WORKER)
    call_command("heartbeat", "worker")
    assert capsys.readouterr().out.startswith("작업 처리: 0초 전")
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=pulse.SECONDS_UNTIL_STALE + 1))
    with pytest.raises(CommandError):
        call_command("heartbeat", "worker")
