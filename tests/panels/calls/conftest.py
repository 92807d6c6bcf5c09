"""A published call for the panel being formed."""

import pytest

from panels.calls import actions
from panels.calls.models import RecruitmentCall
from tests import factories


@pytest.fixture
def draft(official, panel):
    return actions.draft(by=official, panel=panel, terms=factories.make_terms())


@pytest.fixture
def call(official, draft):
    return actions.publish(by=official, call=draft)


@pytest.fixture
def at(call):
    """Move the call in time: it opens and closes so many seconds from now."""

    def move(opens, closes):
        from datetime import timedelta

        from django.utils import timezone

        now = timezone.now()
        RecruitmentCall.objects.filter(pk=call.pk).update(
            opens_at=now + timedelta(seconds=opens), closes_at=now + timedelta(seconds=closes)
        )
        call.refresh_from_db()
        return call

    return move
