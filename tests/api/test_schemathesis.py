"""The API against what its own schema says: every operation and every check, with good values and bad ones."""

from unittest.mock import patch

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings

from seoul_gov.wsgi import application
from tests.api.conftest import NUMBER, make_opinion, make_round, make_vote

ODD = ("\x00", "../projects", "2026-00077\x00", "２０２６-00077", "\U0001f600", "%2F", "-", "9" * 4000)
# Operations are known before there is a database: the edition that the world will hold is named by hand.
with patch("seoul_gov.api.describing.published_labels", return_value=["2018년 2월판"]):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@schema.hook
def map_path_parameters(context, path_parameters):
    """Of the project's numbers, every other one is there, and some are odd."""
    if path_parameters and "number" in path_parameters:
        length = len(str(path_parameters["number"]))
        found = NUMBER if length % 2 else ODD[length % len(ODD)]
        return path_parameters | {"number": found}
    return path_parameters


@pytest.fixture
def world(running, edition):
    """What there is to be read; the connection stays open from one request to the next."""
    make_opinion(make_round(running, state="closed"), answered=True)
    make_vote(running)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_nothing_is_found(world, case):
    case.call_and_validate()
