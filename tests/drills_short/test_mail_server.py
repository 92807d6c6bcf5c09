"""The mail server's moods, one chunk each: nothing is lost, nothing is doubled, what is refused for good is shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from seoul_gov.notifications import outbox
from seoul_gov.notifications.models import Notice
from tests.drills import r19_mail_server as drill
from tests.drills._visitor import Visitor
from tests.notifications.servers import Server, Silence

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 0.5
    with Server() as running:
        settings.EMAIL_PORT = running.port
        yield running


def later():
    """What waits for its next try is due now."""
    Notice.objects.filter(mail_state="pending").update(send_after=timezone.now() - timedelta(seconds=1))


def attempt():
    later()
    return outbox.drain(limit=100)


def test_every_mail_comes_out_once_whatever_the_server_says(url, server):
    officer, meeting, users = drill.scene()
    sink = server.sink
    bouncing = {user.email: "550 5.1.1 no such user" for user in users[:2]}
    sink.at_recipient = dict.fromkeys((user.email for user in users), "450 4.2.2 mailbox full") | bouncing
    drill.tell(meeting, users, "deferring")
    assert attempt() == 0
    assert Notice.objects.filter(mail_state="failed").count() == 2

    sink.at_recipient = bouncing
    sink.at_sender = "421 4.3.2 closing"
    assert attempt() == 0
    server.stop()
    assert attempt() == 0
    with Silence(server.port):
        assert attempt() == 0
    server.start()
    sink.at_sender = ""
    assert attempt() == len(users) - 2

    assert sorted(sink.addresses) == sorted(user.email for user in users[2:])
    page = Visitor(url, officer).get(f"/meetings/{meeting.pk}/").text
    assert all(user.name in page for user in users[:2])
    assert page.count("보내지 못함") == 2
