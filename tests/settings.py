"""The embedded profile for tests: files of its own in every test process, quick passwords, mail in memory.

``DATABASE_URL`` and ``CELERY_BROKER_URL`` may point to a PostgreSQL and a Redis; each test process then takes
a database of its own in both.
"""

import atexit
import os
import shutil
import sys
import tempfile

_folder = tempfile.mkdtemp(prefix="portal-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["PORTAL_VAR_DIR"] = _folder
os.environ["PORTAL_PROFILE"] = "embedded"
# A browser driven by Playwright leaves an event loop behind in the test's own thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Coverage is told of a line once, not until it has heard of one fifty times and looks all functions over.
if coverage := getattr(sys.modules.get("slipcover.pytest_plugin"), "_slipcover_instance", None):
    coverage.immediate = True

from seoul_gov.settings import *  # noqa: E402, F403
from seoul_gov.settings import CELERY_BROKER_URL, DATABASES, STORAGES, VAR_DIR  # noqa: E402

# A file, not memory: threads share it through real locks, as in the running portal.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
# The live server has a thread for each connection of a browser, which keeps its database as long as the browser stays.
DATABASES["default"]["CONN_MAX_AGE"] = None
if CELERY_BROKER_URL.startswith("redis"):
    _worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    CELERY_BROKER_URL = f"{CELERY_BROKER_URL.rpartition('/')[0]}/{int(_worker) + 1}"
else:
    for _name in ("broker", "broker-control"):
        (VAR_DIR / _name).mkdir()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
