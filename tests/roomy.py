"""Room on the interpreter's stack, for calls that go deep in loops.

CPython keeps frames in pieces of 16 KiB and maps a new one each time a call crosses the end of the last, to unmap it on
return (``_PyThreadState_PushFrame``). Requests and templates below the frames of pytest did that 400 times a request, a
tenth of the time of the suite. A frame that asks for more than it needs brings one piece that is large enough for all.
"""

import functools

from _pytest import runner
from django.core.servers.basehttp import ThreadedWSGIServer

SLOTS = 33_000
"""8 bytes each: a little over 256 KiB, for which the interpreter takes 512."""


def roomy(function):
    """The function, with a quarter of a mebibyte of stack below its calls."""

    @functools.wraps(function)
    def call(*args, **kwargs):
        return function(*args, **kwargs)

    call.__code__ = call.__code__.replace(co_stacksize=SLOTS)
    return call


def pytest_configure():
    """For every test, and for every request to a live server."""
    runner.runtestprotocol = roomy(runner.runtestprotocol)
    ThreadedWSGIServer.process_request_thread = roomy(ThreadedWSGIServer.process_request_thread)
