from datetime import datetime

import pytest

from seoul_gov.privacy.models import AccessEntry
from seoul_gov.ui.korean import SEOUL
from tests import factories


@pytest.fixture
def dpo(db):
    """The 개인정보 담당."""
    return factories.make_official("dpo", name="구보호")


@pytest.fixture
def entry(official):
    """Makes an entry of that moment in Seoul."""

    def make(*moment, by=official, deed="view", reason="", subject="‘시민참여단’ 단원 3명", ids=(), **facts):
        return AccessEntry.objects.create(
            at=datetime(*moment, tzinfo=SEOUL),
            actor_id=by.pk,
            actor=by.name,
            address="203.0.113.7",
            deed=deed,
            page="추진단 구성원",
            subject=subject,
            subject_ids=list(ids),
            count=max(len(ids), 1),
            reason=reason,
            **facts,
        )

    return make
