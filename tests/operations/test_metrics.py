"""What Prometheus reads, who may read it, and what is left when a part is away."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.db import OperationalError, connection
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.audit.models import Event
from seoul_gov.documents.models import Document
from seoul_gov.health import pulse
from seoul_gov.health.models import Part
from seoul_gov.notifications.models import Notice
from seoul_gov.operations import serving
from seoul_gov.operations.models import Backup
from tests import factories
from tests.services import die_with_parent, spare_port

ROOT = Path(__file__).resolve().parents[2]


def read(client, **headers):
    """The values of our own gauges by name and labels."""
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    lines = answer.content.decode().splitlines()
    return {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line[:7] == "portal_"
    }


def notice(key, state, minutes):
    return Notice.objects.create(
        email="a@example.test", kind="x.y", scope="x", ledger_key=key, subject="s", mail_state=state,
        created_at=timezone.now() - timedelta(minutes=minutes),
    )  # fmt: skip


@pytest.mark.django_db
def test_an_idle_portal_is_behind_in_nothing(client, settings, tmp_path):
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path)}
    assert read(client) == {
        f'portal_info{{version="{portal_settings.PORTAL_VERSION}"}}': 1,
        "portal_database_up": 1,
        "portal_outbox_pending": 0,
        "portal_outbox_failed": 0,
        "portal_outbox_oldest_seconds": 0,
        "portal_audit_unsealed_events": 0,
        "portal_documents_awaiting_preview": 0,
        "portal_broker_up": 1,
        "portal_broker_messages": 0,
    }


@pytest.mark.django_db
def test_every_backlog_has_its_gauge(client, settings, tmp_path):
    notice("a", "pending", 3)
    notice("b", "pending", 1)
    notice("c", "failed", 60)
    notice("d", "sent", 600)
    for number in range(3):
        Event.objects.create(key="x.y", sentence="s", actor="a", object_type="t", object_id=number, chain="c")
        if number == 0:
            audit.seal()
    Document.objects.filter(pk=factories.make_document().pk).update(preview_state="pending")
    pulse.record(Part.WORKER)
    Backup.objects.create(name="b", files=1, size=1, digest="d", made_at=timezone.now() - timedelta(hours=2))
    (tmp_path / "1.celery.msg").write_text("{}")
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path)}

    found = read(client)
    assert 180 <= found.pop("portal_outbox_oldest_seconds") < 240
    assert 7200 <= found.pop("portal_backup_age_seconds") < 7260
    assert 0 <= found.pop('portal_heartbeat_age_seconds{part="worker"}') < 60
    del found[f'portal_info{{version="{portal_settings.PORTAL_VERSION}"}}']
    assert found == {
        "portal_database_up": 1,
        "portal_outbox_pending": 2,
        "portal_outbox_failed": 1,
        "portal_audit_unsealed_events": 2,
        "portal_documents_awaiting_preview": 1,
        "portal_broker_up": 1,
        "portal_broker_messages": 1,
    }


@pytest.mark.django_db
def test_requests_are_counted_by_view_and_answer(client):
    client.get("/health/live")
    text = client.get("/metrics").content.decode()
    assert 'django_http_responses_total_by_status_view_method_total{method="GET",status="200"' in text
    assert 'django_http_requests_latency_seconds_by_view_method_bucket{le="0.01",method="GET"' in text


@pytest.mark.django_db
def test_what_is_away_leaves_its_own_gauges_out(client, settings):
    def refuse(*_):
        raise OperationalError("server closed the connection unexpectedly")

    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        started = time.monotonic()
        with connection.execute_wrapper(refuse):
            found = read(client)
    assert time.monotonic() - started < 3
    assert [*found.values()] == [1, 0, 0]
    assert found["portal_database_up"] == found["portal_broker_up"] == 0


@pytest.mark.django_db
def test_redis_tells_how_many_tasks_wait(client, settings):
    """Asked of a server that speaks just enough of Redis's own language."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=speak, args=(listener,), daemon=True).start()
        settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        assert read(client)["portal_broker_messages"] == 7


def speak(listener):
    """Answer one caller: seven tasks wait."""
    caller, _ = listener.accept()
    answers = {b"HELLO": b"%1\r\n+proto\r\n:3\r\n", b"LLEN": b":7\r\n", b"PING": b"+PONG\r\n"}
    while words := caller.recv(65536):
        for command in words.split(b"*")[1:]:
            caller.sendall(next((answers[word] for word in answers if word in command), b"+OK\r\n"))


@pytest.mark.parametrize(
    ("networks", "proxies", "address", "forwarded", "may"),
    [
        (None, 0, "127.0.0.1", "", True),
        (None, 0, "203.0.113.7", "", False),
        (None, 0, "127.0.0.1", "203.0.113.7", False),
        (["10.1.0.0/16"], 0, "10.1.2.3", "", True),
        (["10.1.0.0/16"], 0, "127.0.0.1", "", False),
        (None, 1, "127.0.0.1", "203.0.113.7", False),
        (None, 1, "10.0.0.1", "203.0.113.7, 127.0.0.1", True),
        (None, 0, "", "", False),
    ],
)
def test_only_the_networks_that_are_named_may_read(
    client, db, settings, networks, proxies, address, forwarded, may
):
    settings.PORTAL_METRICS_NETWORKS = networks or portal_settings.PORTAL_METRICS_NETWORKS
    settings.PORTAL_TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    answer = client.get("/metrics", REMOTE_ADDR=address, headers=headers)
    assert answer.status_code == (200 if may else 404)


def test_web_processes_share_one_folder_and_it_goes_with_them(tmp_path):
    """gunicorn as the portal starts it: what two processes counted is one sum, told by whichever is asked."""
    left = tmp_path / f"{serving.PREFIX}999999999"
    left.mkdir()
    port = spare_port()
    variables = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    command = ["-m", "gunicorn", "seoul_gov.wsgi:application", "--bind", f"127.0.0.1:{port}", "--preload"]
    command += ["--config", "python:seoul_gov.operations.serving", "--workers", "2", "--no-control-socket"]
    own = {"TMPDIR": str(tmp_path), "PORTAL_LOG_FORMAT": "json", "PORTAL_VAR_DIR": str(tmp_path)}
    own |= {"DATABASE_URL": f"sqlite:///{tmp_path}/none"}
    with (tmp_path / "log").open("wb") as log:
        web = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=variables | own, stdout=log, stderr=log,
            preexec_fn=die_with_parent,
        )  # fmt: skip
    try:
        for _ in range(30):
            visit(port, "/health/live")
        text = visit(port, "/metrics")
        assert not left.exists()
        assert (tmp_path / f"{serving.PREFIX}{web.pid}").is_dir()
    finally:
        web.terminate()
        web.wait(timeout=20)
    assert (
        'responses_total_by_status_view_method_total{method="GET",status="200",view="health:live"} 30.0'
        in text
    )
    assert list(tmp_path.glob(f"{serving.PREFIX}*")) == []
    assert '"logger": "gunicorn.error", "message": "Starting gunicorn' in (tmp_path / "log").read_text()


def visit(port, path):
    deadline = time.monotonic() + 40
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return answer.read().decode()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
