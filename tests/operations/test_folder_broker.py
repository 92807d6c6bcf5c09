"""Two writers and two readers on one folder: every message arrives whole, once."""

import threading
from queue import Empty

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from seoul_gov.celery import app

MESSAGES = 300
CLASS = "seoul_gov.operations.folder_broker:Transport"


@pytest.fixture
def channel(tmp_path):
    """A maker of channels on one folder."""
    options = {name: str(tmp_path) for name in ("data_folder_in", "data_folder_out", "control_folder")}
    return lambda: Connection("filesystem://", transport=CLASS, transport_options=options).channel()


def test_no_message_is_seen_before_it_is_whole(channel):
    seen, over = [], threading.Event()

    def write(name):
        own = channel()
        for number in range(MESSAGES):
            own._put("celery", {"body": f"{name}-{number}" * 50})

    def read():
        own = channel()
        while True:
            done = over.is_set()
            try:
                seen.append(own._get("celery")["body"])
            except Empty:
                if done:
                    return

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    readers = [threading.Thread(target=read) for _ in range(2)]
    for thread in writers + readers:
        thread.start()
    for writer in writers:
        writer.join()
    over.set()
    for reader in readers:
        reader.join()
    assert sorted(seen) == sorted(f"{name}-{number}" * 50 for name in "ab" for number in range(MESSAGES))


def test_a_folder_that_is_gone_is_told(channel, tmp_path):
    own = channel()
    own.data_folder_out = str(tmp_path / "gone")
    with pytest.raises(ChannelError, match="Cannot add file"):
        own._put("celery", {})


def test_the_embedded_portal_uses_it(settings):
    module = type(app.connection_for_write().transport).__module__
    embedded = settings.CELERY_BROKER_URL.startswith("filesystem")
    assert module == ("seoul_gov.operations.folder_broker" if embedded else "kombu.transport.redis")
