"""A worker that is killed in the middle: nothing is lost, and at most one mail a kill is doubled."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from seoul_gov.notifications.models import LEASE, Notice
from tests.notifications.servers import wait_until
from tests.services import die_with_parent

pytestmark = pytest.mark.django_db(transaction=True)

MAILS, KILLS = 40, 3
PROGRAM = Path(__file__).with_name("drain_forever.py")


def database_url():
    """The test's own database, as another process reaches it."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return f"postgres://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


@pytest.fixture
def worker(server, tmp_path):
    """A starter of workers; whatever runs at the end is killed."""
    own = {
        "DJANGO_SETTINGS_MODULE": "seoul_gov.settings",
        "PORTAL_PROFILE": "embedded",
        "PORTAL_VAR_DIR": str(tmp_path),
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    running = []

    def start():
        command = [sys.executable, str(PROGRAM)]
        running.append(subprocess.Popen(command, env=os.environ | own, preexec_fn=die_with_parent))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.wait()


def test_no_mail_is_lost_and_at_most_one_a_kill_is_doubled(server, worker):
    server.sink.seconds = 0.03
    for number in range(MAILS):
        Notice.objects.create(
            email=f"person{number}@example.test",
            kind="meetings.reminded",
            scope="s",
            ledger_key=f"k{number}",
            subject="회의",
        )
    for _ in range(KILLS):
        process, seen = worker(), len(server.sink.mails)
        wait_until(lambda seen=seen: len(server.sink.mails) > seen, seconds=30)
        time.sleep(random.uniform(0, 0.2))
        process.kill()
        process.wait()
        # What the dead had reserved is free again when its lease is over.
        Notice.objects.exclude(claimed_at=None).update(claimed_at=timezone.now() - 2 * LEASE)
    worker()
    wait_until(lambda: Notice.objects.filter(mail_state="sent").count() == MAILS, seconds=30)
    came = Counter(server.sink.addresses)
    assert len(came) == MAILS
    assert sum(came.values()) - MAILS <= KILLS
