"""Mail servers of our own, on spare ports: one that keeps what it gets and can be told to refuse, and one that hangs.

Used by the tests of the outbox and by the drills.
"""

import asyncio
import socket
import threading
import time
from contextlib import suppress
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.services import spare_port

OK = "250 OK"


class Sink:
    """Keeps every mail that it says yes to.

    ``at_recipient`` and ``at_data`` map an address to the answer that it gets instead of OK (``*`` is everybody);
    ``seconds`` is how long each mail takes; after ``mails_a_connection`` it says 421 as servers do.
    """

    def __init__(self):
        self.mails = []
        self.at_recipient = {}
        self.at_data = {}
        self.at_sender = ""
        self.seconds = 0.0
        self.mails_a_connection = None
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        session.taken = 0
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.at_sender:
            return self.at_sender
        if self.mails_a_connection is not None and session.taken >= self.mails_a_connection:
            return "421 too many mails in one connection"
        envelope.mail_from = address
        return OK

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.at_recipient.get(address) or self.at_recipient.get("*")
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server, session, envelope):
        if self.seconds:
            await asyncio.sleep(self.seconds)
        answer = self.at_data.get(envelope.rcpt_tos[0]) or self.at_data.get("*")
        if answer:
            return answer
        session.taken += 1
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return OK

    @property
    def addresses(self):
        """Whom the mails went to, in the order of their arrival."""
        return [str(mail["To"]) for mail in self.mails]

    @property
    def ids(self):
        """The Message-IDs in the order of arrival; a doubled mail has its twice."""
        return [str(mail["Message-ID"]) for mail in self.mails]


class Server:
    """A running SMTP server on ``port`` that gives its mails to ``sink``."""

    def __init__(self, port=None):
        self.sink = Sink()
        self.port = port or spare_port()
        self._controller = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Listen, and answer from a thread of its own."""
        self._controller = Controller(self.sink, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self):
        """Go away: whoever connects now is refused."""
        if self._controller:
            self._controller.stop()
            self._controller = None


class Silence:
    """Takes connections and never says a word."""

    def __init__(self, port=None):
        self.port = port or spare_port()
        self.visits = 0
        self._open = []
        self._listener = None

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._take, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            connection.close()

    def _take(self):
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                self.visits += 1


def wait_until(holds, seconds=10.0):
    """Wait until ``holds()`` is true; raises AssertionError when it does not come true."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.02)
