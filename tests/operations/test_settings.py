"""What the settings make of an address that names a server."""

import json
import os
import subprocess
import sys

from django.conf import settings

ASK = "import json; from seoul_gov import settings; print(json.dumps(settings.DATABASES['default']))"


def database_of(address):
    """The settings of the database behind that address, as a new process reads them."""
    environment = os.environ | {"DATABASE_URL": address}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], cwd=settings.BASE_DIR, env=environment, capture_output=True, check=True
    )
    return json.loads(asked.stdout)


def test_a_server_is_not_connected_to_anew_for_every_page():
    database = database_of("postgres://portal@db.example/portal")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)


def test_a_server_plans_a_page_s_questions_once():
    options = database_of("postgres://portal@db.example/portal?sslmode=require")["OPTIONS"]
    assert (options["server_side_binding"], options["prepare_threshold"]) == (True, 3)
    assert options["sslmode"] == "require"


def test_the_embedded_file_may_be_replaced_between_two_pages(tmp_path):
    assert database_of(f"sqlite:///{tmp_path}/portal.sqlite3")["CONN_MAX_AGE"] == 0
