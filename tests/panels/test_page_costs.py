"""What the pages of recruitment ask the database does not grow with what they show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panels.calls import actions as calls
from panels.draws.models import LotteryRun
from panels.models import Selection
from seoul_gov.accounts.models import User
from tests import factories
from tests.factories import make_application
from tests.panels.recruiting import hand_in, make_call

pytestmark = pytest.mark.django_db
CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture
def asked(client):
    """How many queries the page takes for a person, None for a visitor."""

    def count(url, person, visit=client.get, **facts):
        client.logout()
        if person:
            client.force_login(User.objects.get(pk=person.pk))
        visit(url, **facts)
        with CaptureQueriesContext(connection) as found:
            assert visit(url, **facts).status_code == 200
        return len([query for query in found if not query["sql"].startswith(CONTROL)])

    return count


def decided(official, call, people):
    """The call with so many people of whom two are chosen."""
    applications = [hand_in(call, number) for number in range(people)]
    selection = Selection.objects.create(call=call, decided_by=official)
    for rank, one in enumerate(applications[2:], 1):
        selection.choices.create(application=one, standing="alternate", rank=rank)
    for one in applications[:2]:
        seat = factories.make_member(call.panel, user=one.applicant)
        selection.choices.create(application=one, standing="chosen", membership=seat)
    return selection


@pytest.mark.parametrize("who", ["visitor", "citizen", "official"])
def test_the_list_of_calls(asked, official, citizen, who):
    person = {"citizen": citizen, "official": official}.get(who)
    make_call(official, "모집", closed=False)
    first = asked(reverse("calls:list"), person)
    for number in range(15):
        make_call(official, f"모집 {number}", closed=number % 2)
    assert asked(reverse("calls:list"), person) == first <= 6


@pytest.mark.parametrize(("who", "most"), [("visitor", 6), ("citizen", 11), ("official", 12)])
def test_a_call_that_is_open(asked, official, citizen, panel, who, most):
    person = {"citizen": citizen, "official": official}.get(who)
    call = calls.publish(
        by=official, call=calls.draft(by=official, panel=panel, terms=factories.make_terms())
    )
    first = asked(call.get_absolute_url(), person)
    for number in range(6):
        make_application(call, upload=None)
        calls.correct(by=official, call=call, text="바로잡습니다.", words={"duties": f"{number}번"})
    assert asked(call.get_absolute_url(), person) == first <= most


@pytest.mark.parametrize(("who", "most"), [("visitor", 7), ("citizen", 12), ("official", 13)])
def test_a_call_that_was_decided(asked, official, citizen, who, most):
    person = {"citizen": citizen, "official": official}.get(who)
    few, many = (decided(official, make_call(official, f"{people}명"), people).call for people in (3, 30))
    for call in (few, many):
        numbers = list(call.applications.order_by("pk").values_list("number", flat=True))
        factories.make_lottery(call, by=official, numbers=numbers, seats=2)
    assert asked(many.get_absolute_url(), person) == asked(few.get_absolute_url(), person) <= most


@pytest.mark.parametrize("who", ["visitor", "citizen", "official"])
def test_a_draw(asked, official, citizen, second, who):
    person = {"citizen": citizen, "official": official}.get(who)
    plain = factories.make_replacement(make_call(official, "한 번 교체"), by=official, colleague=second).run
    long = factories.make_replacement(make_call(official, "여러 번 교체"), by=official, colleague=second).run
    replacement = long.replacements.get()
    for turn in range(2, 6):
        replacement.pk, replacement.turn = None, turn
        replacement.save(force_insert=True)
    facts = {"data": {"number": plain.panel[0]}}
    first = asked(plain.get_absolute_url(), person, **facts)
    assert asked(long.get_absolute_url(), person, **facts) == first <= 9
    assert LotteryRun.objects.count() == 2


@pytest.fixture
def second(official):
    return factories.make_official("officer", department=official.role_grants.get().department, name="둘째")


def test_ones_own_applications(asked, official, citizen):
    make_application(make_call(official, "첫째", closed=False), by=citizen, upload=None, submitted=False)
    first = asked(reverse("calls:mine"), citizen)
    for number in range(9):
        call = make_call(official, f"모집 {number}", closed=False)
        make_application(call, by=citizen, upload=None, submitted=False)
    assert asked(reverse("calls:mine"), citizen) == first <= 8


def test_a_result(asked, official):
    few, many = (decided(official, make_call(official, f"{people}명"), people) for people in (3, 30))
    costs = [asked(one.get_absolute_url(), official) for one in (few, many)]
    assert costs[0] == costs[1] <= 13
