"""Which kinds of statement the portal sends in each test, and the fewest tests in which it sends them all.

The round on SQLite notes it and, with ``--choose FILE``, writes down which tests the other database is to be asked by:
their names, a line each, as pytest takes them from ``@FILE``.
"""

import heapq
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db.backends.signals import connection_created

ROWS = re.compile(r"(\([^()]*%s[^()]*\))(, \([^()]*%s[^()]*\))+")
PLACES = re.compile(r"%s(, %s)+")
NUMBERS = re.compile(r"\d+")
ROOT = Path(__file__).resolve().parent.parent
PORTAL = tuple(f"{ROOT}/{name}/" for name in ("seoul_gov", "projects", "panels", "selection", "workflows"))
TESTS = f"{ROOT}/tests/"
BETWEEN = {__file__, f"{TESTS}exacting.py"}
"""What stands between those who send a statement and the database."""
BY_ITSELF = 20
"""What a test costs without any statement, in statements."""


@dataclass
class Sent:
    """What is sent in one test: how many statements, and the portal's kinds among them."""

    count: int = 0
    kinds: set = field(default_factory=set)


def kind_of(sql):
    """A statement without what differs from one call to the next: how many rows and values, and all numbers."""
    return NUMBERS.sub("0", PLACES.sub("%s", ROWS.sub(r"\1", sql)))


def is_portals(frame):
    """Whether the portal's own code is at work nearest to a frame, and not a test that asks for itself what came of it."""
    while frame:
        path = frame.f_code.co_filename
        if path.startswith(PORTAL):
            return True
        if path.startswith(TESTS) and path not in BETWEEN:
            return False
        frame = frame.f_back
    return False


def fewest(tests, asked=()):
    """The names of tests that, with those which are ``asked`` anyway, send every kind of statement.

    ``tests`` and ``asked`` are ``Sent``, the former by name. Chosen one by one: next is always the test that adds most
    for what it costs.
    """
    wanted = set().union(*(sent.kinds for sent in tests.values()))
    wanted.difference_update(*(sent.kinds for sent in asked))

    def worth(name):
        return len(wanted & tests[name].kinds) / (BY_ITSELF + tests[name].count)

    # What a test is worth only ever sinks: who comes first and still is worth as much is the best.
    heap = [(-worth(name), name) for name in sorted(tests)]
    heapq.heapify(heap)
    chosen = []
    while heap and heap[0][0] < 0:
        noted, name = heapq.heappop(heap)
        now = -worth(name)
        if now > noted:
            heapq.heappush(heap, (now, name))
            continue
        chosen.append(name)
        wanted -= tests[name].kinds
    return chosen


def is_chosen_anyway(item):
    """What is asked of both databases whatever it sends: what says so, and what commits. False for what belongs to one,
    and for other journeys: minutes of pages for a few statements. None where its statements decide."""
    if item.get_closest_marker("twice"):
        return True
    if item.get_closest_marker("embedded") or item.get_closest_marker("journey"):
        return False
    database = item.get_closest_marker("django_db")
    commits = database and database.kwargs.get("transaction") or "transactional_db" in item.fixturenames
    return True if commits else None


class Notes:
    """What the tests of one process have sent."""

    def __init__(self):
        self.sent = {}
        self.chosen_anyway = {}
        self.current = None
        self.kinds = {}
        self.portals = set()
        connection_created.connect(self.watch)

    def watch(self, connection, **_):
        if self.note not in connection.execute_wrappers:
            connection.execute_wrappers.insert(0, self.note)

    def note(self, execute, sql, *others):
        if sent := self.current:
            sent.count += 1
            kind = self.kinds.get(sql) or self.kinds.setdefault(sql, kind_of(sql))
            if kind in self.portals:
                sent.kinds.add(kind)
            elif is_portals(sys._getframe()):
                self.portals.add(kind)
                sent.kinds.add(kind)
        return execute(sql, *others)

    def pytest_deselected(self, items):
        """What is left to the second round alone is chosen, unseen."""
        for item in items:
            if item.get_closest_marker("second"):
                self.sent[item.nodeid], self.chosen_anyway[item.nodeid] = Sent(), True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.current = self.sent[item.nodeid] = Sent()
        self.chosen_anyway[item.nodeid] = is_chosen_anyway(item)
        try:
            return (yield)
        finally:
            self.current = None

    def pytest_sessionfinish(self, session):
        """Hand the notes to the process that deals the tests out: numbers in the place of statements, which are long."""
        numbers = {kind: number for number, kind in enumerate(self.portals)}
        session.config.workeroutput["sent"] = (
            list(numbers),
            [
                (name, self.chosen_anyway[name], sent.count, [numbers[kind] for kind in sent.kinds])
                for name, sent in self.sent.items()
            ],
        )


class Choice:
    """What all processes have noted, and the choice that follows from it."""

    def __init__(self, path):
        self.path = path
        self.sent = {True: {}, False: {}, None: {}}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        kinds, notes = getattr(node, "workeroutput", {}).get("sent", ([], []))
        for name, anyway, count, numbers in notes:
            self.sent[anyway][name] = Sent(count, {kinds[number] for number in numbers})

    def pytest_unconfigure(self):
        """The last thing that is done: who waits for the file comes upon it whole, and after all that is printed."""
        if any(self.sent.values()):
            anyway = self.sent[True]
            names = [*anyway, *fewest(self.sent[None], anyway.values())]
            unfinished = self.path.with_suffix(".part")
            unfinished.write_text("".join(f"{name}\n" for name in sorted(names)), "utf-8")
            unfinished.rename(self.path)


def pytest_addoption(parser):
    parser.addoption(
        "--choose", type=Path, metavar="FILE", help="note which tests another database is to be asked by"
    )


def pytest_configure(config):
    if path := config.getoption("choose"):
        config.pluginmanager.register(Notes() if hasattr(config, "workerinput") else Choice(path))
