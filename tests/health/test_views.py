"""The two health pages, with parts that are well, silent, refused or gone."""

import socket
import time
from concurrent.futures import Future
from datetime import timedelta

import pytest
from django.utils import timezone

from seoul_gov.health import checks, pulse
from seoul_gov.health.models import Heartbeat, Part
from tests.services import spare_port

WELL = {"state": "ok"}
DOWN = {"state": "down"}


@pytest.fixture
def alive(transactional_db):
    """Every background part has just reported; committed, as the checks use connections of their own."""
    for part in Part:
        pulse.record(part)


def states(client, status):
    answer = client.get("/health/ready")
    assert answer.status_code == status
    assert "no-store" in answer["Cache-Control"]
    assert answer.json()["status"] == ("ok" if status == 200 else "down")
    return {name: part["state"] for name, part in answer.json()["parts"].items()}


def late(part):
    long_ago = timezone.now() - timedelta(seconds=pulse.SECONDS_UNTIL_STALE + 1)
    Heartbeat.objects.filter(part=part).update(at=long_ago)


def test_live_needs_no_database(client):
    answer = client.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert client.post("/health/live").status_code == 405


def test_ready_when_every_part_is_well(client, alive):
    assert states(client, 200) == {"database": "ok", "broker": "ok", "worker": "ok", "beat": "ok"}
    worker = client.get("/health/ready").json()["parts"]["worker"]
    assert 0 <= worker["age"] < 10


def test_parts_that_never_reported_are_down(client, transactional_db):
    parts = client.get("/health/ready").json()["parts"]

    assert parts == {"database": WELL, "broker": WELL, "worker": DOWN, "beat": DOWN}


def test_a_silent_worker_is_told_from_a_silent_beat(client, alive):
    late(Part.WORKER)
    assert states(client, 503) == {"database": "ok", "broker": "ok", "worker": "down", "beat": "ok"}

    pulse.record(Part.WORKER)
    late(Part.BEAT)
    assert states(client, 503) == {"database": "ok", "broker": "ok", "worker": "ok", "beat": "down"}


def test_a_broker_folder_that_is_gone_is_down(client, alive, settings, tmp_path):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_out": str(tmp_path / "gone")}

    assert states(client, 503)["broker"] == "down"


def test_a_broker_that_refuses_is_down(client, alive, settings):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
    settings.CELERY_BROKER_URL = f"redis://:a-secret@127.0.0.1:{spare_port()}/0"

    assert states(client, 503) == {"database": "ok", "broker": "down", "worker": "ok", "beat": "ok"}
    assert "secret" not in client.get("/health/ready").content.decode()


def test_a_silent_broker_delays_the_answer_by_less_than_two_seconds(client, alive, settings):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        started = time.monotonic()

        assert states(client, 503)["broker"] == "down"
        assert time.monotonic() - started < 2


def test_a_database_that_is_not_there_is_down(client):
    """Without a database mark, every connection is refused."""
    assert states(client, 503) == {"database": "down", "broker": "ok", "worker": "down", "beat": "down"}


def test_no_answer_in_time_is_no_answer():
    assert checks.answer_of(Future(), deadline=time.monotonic() + 0.05) is None
