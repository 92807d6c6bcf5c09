"""The database is gone for a moment: nothing is half done, and the portal comes back by itself."""

from contextlib import suppress

import pytest
from django.db import OperationalError, connection
from django.test import Client

from seoul_gov.audit.models import Event
from tests.drills._visitor import Visitor
from tests.drills._world import Writer, lost, make_closable, make_officials, make_round


@pytest.fixture
def officer(transactional_db):
    return make_officials(1)[0]


@pytest.mark.parametrize("statement", range(0, 60, 15))
def test_a_stage_is_closed_whole_or_not_at_all(officer, statement):
    """The line breaks at one statement or another of the many that close a stage."""
    run, stage = make_closable(officer)
    client = Client(raise_request_exception=False)
    client.force_login(officer)
    asked = []

    def breaking(execute, *arguments):
        asked.append(arguments)
        if len(asked) > statement:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(*arguments)

    status = 500
    with connection.execute_wrapper(breaking), suppress(OperationalError):
        path = f"/process/{run.pk}/advance/"
        status = client.post(path, {"stage": stage.pk, "skip_reason": ""}).status_code
    opened = run.stages.get(state="open")
    told = Event.objects.filter(key="driver.advanced").count()
    assert told == (opened.pk != stage.pk)
    assert status >= 500 or told == 1


def test_lines_that_the_database_cut_are_taken_up_again(url, officer):
    round, members = make_round(officer, 1)
    writer = Writer(Visitor(url, members[0]), round)
    writer.write()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    assert writer.write().status == 302
    assert (len(writer.said), lost([writer])) == (2, [])
