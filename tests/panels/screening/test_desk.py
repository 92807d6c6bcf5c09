"""What waits in recruitment."""

import pytest

from panels.calls import actions as calls
from panels.screening import actions, desk
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.accounts.models import User
from seoul_gov.ui import errands
from tests import factories
from tests.factories import make_application

LEVELS = {"record": 4, "utilisation": 3}


def waiting(user):
    return errands.waiting(user, desk)


def fresh(user):
    return User.objects.get(pk=user.pk)


def titles(user):
    return [errand.title for errand in waiting(fresh(user))]


def test_visitors_and_other_officials_have_nothing(call, application):
    assert waiting(Visitor()) == []
    assert titles(factories.make_official("auditor")) == []
    elsewhere = factories.make_department("교통정보과")
    assert titles(factories.make_official("officer", department=elsewhere)) == []


def test_a_draft_waits_for_its_publication(official, panel):
    call = calls.draft(by=official, panel=panel, terms=factories.make_terms())
    assert titles(official) == [f"모집공고 공고하기: {call}"]
    calls.publish(by=official, call=call)
    assert titles(official) == []


def test_applications_wait_for_two_readings(official, colleague, third, call, over):
    one, two = make_application(call), make_application(call)
    make_application(call, submitted=False)
    assert titles(official) == []
    over()
    errand = waiting(fresh(official))[0]
    assert (errand.title, errand.note) == (f"지원서 심사하기: {call}", "심사할 지원서 2건")
    actions.read(by=official, application=one, is_eligible=True, levels=LEVELS)
    assert waiting(fresh(official))[0].note == "심사할 지원서 1건"
    actions.read(by=official, application=two, is_eligible=True, levels=LEVELS)
    assert titles(official) == []
    assert waiting(fresh(colleague))[0].note == "심사할 지원서 2건"
    actions.read(by=colleague, application=one, is_eligible=True, levels=LEVELS)
    assert waiting(fresh(third))[0].note == "심사할 지원서 1건"


def test_a_citizens_draft_waits_until_the_end(citizen, call, over):
    make_application(call, by=citizen, submitted=False)
    errand = waiting(fresh(citizen))[0]
    assert (errand.title, errand.due) == (f"신청 마치기: {call}", call.last_day)
    over()
    assert titles(citizen) == []


@pytest.mark.parametrize("person", ["official", "citizen"])
def test_one_query_however_much_waits(request, person, official, call, over, django_assert_num_queries):
    user = request.getfixturevalue(person)
    for _ in range(3):
        make_application(call, upload=None)
    over()
    user = fresh(user)
    assert user.grants is not None
    with django_assert_num_queries(1):
        waiting(user)
