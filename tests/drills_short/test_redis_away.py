"""Redis is gone, or silent: no page asks it, except the one that is there to tell."""

import socket
from contextlib import contextmanager

import pytest

from tests.drills._visitor import Visitor
from tests.drills._world import Writer, lost, make_officials, make_round
from tests.drills.r3_redis_stopped import pages_of
from tests.services import spare_port


@contextmanager
def gone():
    yield spare_port()


@contextmanager
def silent():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize("redis", [gone, silent])
def test_pages_and_posts_do_not_notice(url, settings, redis):
    officer = make_officials(1)[0]
    round, members = make_round(officer, 1)
    reader, writer = Visitor(url, officer), Writer(Visitor(url, members[0]), round)
    pages = ["/health/live"] if redis is silent else pages_of(round)
    with redis() as port:
        settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{port}/0"
        answers = [reader.get(page) for page in pages] + [writer.write()]
        asked = Visitor(url).post("/accounts/password/reset/", email=officer.email)
    assert [answer.status for answer in answers if not answer.ok] == []
    assert asked.status == 302
    assert (len(writer.said), lost([writer])) == (1, [])
