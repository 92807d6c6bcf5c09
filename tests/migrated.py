"""The migrations run once in a round, while the test processes still collect; each then takes a copy of the database.

Where the tests are dealt out to several processes, the one that deals starts this module as a program of its own, the
keeper, unless ``PORTAL_KEPT`` names the folder of one: it migrates, holds a lock meanwhile, and keeps what came of it
until its standard input ends. Without it, or when it failed, a test process migrates by itself.
"""

import fcntl
import os
import shutil
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.services import Keeper

FOLDER = pytest.StashKey()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """In the process that deals out the tests, for each of the others before it starts."""
    if FOLDER not in node.config.stash:
        node.config.stash[FOLDER] = os.environ.get("PORTAL_KEPT") or hire(node.config)
    node.workerinput["migrated"] = node.config.stash[FOLDER]


def hire(config):
    """The folder of a keeper of our own."""
    keeper = Keeper(settings.VAR_DIR, sys.executable, os.environ).__enter__()
    config.add_cleanup(lambda: keeper.__exit__())
    return keeper.folder


def keep(folder, lock):
    """Migrate a database, write its name into the folder, and drop it in the end."""
    import django

    django.setup()
    before = connection.settings_dict["NAME"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    (folder / "migrated").write_text(str(name))
    os.close(lock)
    sys.stdin.read()
    connection.creation.destroy_test_db(before, verbosity=0)


def kept(config):
    """The name of the keeper's database, once it is there; None without a keeper."""
    folder = Path(getattr(config, "workerinput", {}).get("migrated", "none"))
    if not folder.is_dir():
        return None
    with open(folder / "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    name = folder / "migrated"
    return name.read_text() if name.exists() else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(pytestconfig, django_db_modify_db_settings_parallel_suffix):
    """The last moment before a test process has a database made: have it made from the keeper's."""
    name, own = kept(pytestconfig), connection.settings_dict["TEST"]
    if name and connection.vendor == "sqlite":
        shutil.copyfile(name, own["NAME"])
    elif name:
        own["TEMPLATE"] = name


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings):
    """Whether there is a file already: the copy, which goes with its folder."""
    return connection.vendor == "sqlite" and Path(connection.settings_dict["TEST"]["NAME"]).exists()


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))
