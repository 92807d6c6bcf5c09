"""A call that is over with its applications, what became of it, and the privacy officer."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from panels.calls import actions as calls
from panels.calls.models import Application, RecruitmentCall
from panels.models import Membership, Selection
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.factories import make_application


def seoul(*moment) -> datetime:
    return datetime(*moment, tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def day(time_machine):
    """Friday morning, 20 November 2026: nothing of what is tested here depends on when it is."""
    time_machine.move_to("2026-11-20T10:00:00+09:00")


@pytest.fixture
def dpo(db):
    """The 개인정보 담당."""
    return factories.make_official("dpo", name="구보호")


@pytest.fixture
def call(official, panel):
    call = calls.draft(by=official, panel=panel, terms=factories.make_terms())
    return calls.publish(by=official, call=call)


@pytest.fixture
def closed():
    """Let the call have taken applications until that moment."""

    def end(call, closes_at):
        times = {"opens_at": closes_at - timedelta(days=14), "closes_at": closes_at}
        RecruitmentCall.objects.filter(pk=call.pk).update(**times)
        call.refresh_from_db()

    return end


@pytest.fixture
def decided(official):
    """Let the seats of the call have been given at that moment, to these applications."""

    def decide(call, decided_at, chosen=()):
        selection = Selection.objects.create(call=call, decided_by=official, decided_at=decided_at)
        for one in chosen:
            seat = factories.make_member(call.panel, user=one.applicant)
            Membership.objects.filter(pk=seat.pk).update(
                state="declined", accepted_at=None, ended_at=decided_at, name=one.name
            )
            selection.choices.create(application=one, standing="chosen", membership=seat)
        for one in call.applications.submitted().exclude(choice__standing="chosen"):
            selection.choices.create(application=one, standing="not_chosen", reason="다른 추진단 소속")
        return selection

    return decide


@pytest.fixture
def settled(call, closed, decided):
    """A call whose result of 27 May 2026 has one application chosen and one not, both handed in with a paper."""
    chosen, other = make_application(call, name="뽑힌시민"), make_application(call, name="아까운시민")
    closed(call, seoul(2026, 5, 1, 18))
    decided(call, seoul(2026, 5, 27, 15), [chosen])
    return call, chosen, other


@pytest.fixture
def former(panel):
    """Somebody whose seat ended at a moment, with what a seat carries."""

    def make(ended_at=None, state="withdrawn", panel=panel, **facts):
        seat = factories.make_member(panel, affiliation="한빛연구소", **facts)
        ended = ended_at or timezone.now()
        Membership.objects.filter(pk=seat.pk).update(state=state, ended_at=ended, ended_reason="이사")
        seat.refresh_from_db()
        return seat

    return make


def fresh(application) -> Application:
    return Application.objects.get(pk=application.pk)
