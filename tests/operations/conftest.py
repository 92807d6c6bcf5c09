"""Another place of the same kind: an empty database and folder that the portal can be pointed at."""

from contextlib import contextmanager

import pytest
from django.db import connection


@contextmanager
def empty_postgres():
    """The name of a new, empty database on the tests' own server."""
    name = f"{connection.settings_dict['NAME']}_elsewhere"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield name
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def database(name):
    """The portal uses another database."""
    home = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = home


@pytest.fixture
def elsewhere(transactional_db, settings, tmp_path):
    """``with elsewhere():`` the portal is a new one, with nothing in it, on another path."""
    home = settings.MEDIA_ROOT
    (tmp_path / "elsewhere").mkdir()

    @contextmanager
    def move(name):
        settings.MEDIA_ROOT = tmp_path / "elsewhere" / "files"
        with database(name):
            yield
        settings.MEDIA_ROOT = home

    if connection.vendor == "sqlite":
        yield lambda: move(str(tmp_path / "elsewhere" / "other.sqlite3"))
    else:
        with empty_postgres() as name:
            yield lambda: move(name)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Files of earlier tests are none of ours."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def shelf(tmp_path):
    """Where the backups go."""
    return tmp_path / "backups"
