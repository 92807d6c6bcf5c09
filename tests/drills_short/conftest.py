"""The drills in little: the same steps against a web server that shares this test's database."""

import pytest


@pytest.fixture
def url(live_server, transactional_db):
    """The address of a running portal."""
    return live_server.url
