"""What goes out of the rooms of recruitment by other roads than pages: packages, feeds, calendars, letters, one's own data."""

import io
import json
import zipfile

import pytest
from django.db import transaction
from django.urls import reverse
from icalendar import Calendar
from lxml import etree

from panels.calls.models import ActivityDate, Application, RecruitmentCall
from tests import factories
from tests.house.hostile import CANARY, EVIL, hostile, visit  # noqa: F401  the world is theirs
from tests.house.world import gets_through, world  # noqa: F401

pytestmark = pytest.mark.django_db
ATOM = {"atom": "http://www.w3.org/2005/Atom"}
LINES = f"{EVIL[:40]}\r\nATTACH:https://evil.example/x\r\nEND:VCALENDAR"
OF_A_CALENDAR = {
    *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "STATUS"),
    *("VERSION", "PRODID", "X-WR-CALNAME"),
    *("TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO"),
}


def test_a_link_to_a_paper_of_recruitment_is_no_right_to_it(world):  # noqa: F811
    """Letters and evidence go to whom they belong and who has to read them, whoever else has the address."""
    letter = reverse("appointments:paper", args=[world.appointment.pk, "letter", "pdf"])
    evidence = reverse("calls:evidence", args=[world.application.pk])
    read = reverse("screening:evidence", args=[world.application.number])
    assert gets_through(world.clients["member"].get(letter))
    assert gets_through(world.clients["citizen"].get(evidence))
    for name in ("withdrawn", "visitor", "member_elsewhere", "officer_elsewhere", "vendor", "auditor"):
        for url in (letter, evidence, read):
            assert not gets_through(world.clients[name].get(url)), f"{name} {url}"
    assert not gets_through(world.clients["citizen"].get(letter))
    assert not gets_through(world.clients["officer"].get(evidence)), "what is read is read with its screening"


@pytest.mark.parametrize(
    "tail", ["../letter/pdf", "letter/..%2f..%2fmanage.py", "letter/pdf%00", "%2e%2e/pdf", "letter/PDF"]
)
def test_no_word_of_an_address_chooses_a_file(world, tail):  # noqa: F811
    answer = world.clients["member"].get(f"/appointments/{world.appointment.pk}/{tail}/")
    assert answer.status_code in (400, 404)


def test_a_package_of_a_draw_names_nobody_and_unpacks_where_it_is(hostile):  # noqa: F811
    for name, pk in (
        ("draws:package", hostile.lottery.pk),
        ("draws:replacement-package", hostile.replacement.pk),
    ):
        response = hostile.clients["visitor"].get(reverse(name, args=[pk]))
        with zipfile.ZipFile(io.BytesIO(response.content)) as package:
            names = package.namelist()
            words = b"".join(map(package.read, names)).decode()
        assert names and not any(one.startswith((".", "/")) or "/" in one or "\\" in one for one in names)
        assert CANARY not in words and "canary" not in words
        assert not any(row.startswith(("=", "+", "@")) for row in words.splitlines())


@pytest.fixture
def titled(hostile):  # noqa: F811
    """The call and its first day with a title that would begin lines of its own, as an old row might."""
    with transaction.atomic():
        RecruitmentCall.objects.filter(pk=hostile.recruitment.pk).update(title=LINES)
        ActivityDate.objects.filter(call=hostile.recruitment).update(what=LINES)
        yield hostile
        transaction.set_rollback(True)


def test_a_calendar_holds_no_line_that_a_title_begins(titled):
    text = titled.clients["visitor"].get(reverse("calls:calendar", args=[titled.recruitment.pk])).content
    calendar = Calendar.from_ical(text)
    found = {name for part in calendar.walk() for name in part}
    assert found <= OF_A_CALENDAR
    assert "ATTACH:https://evil.example/x" in str(calendar.walk("VEVENT")[0]["SUMMARY"])


def test_a_feed_says_the_words_of_a_title_as_they_are(titled):
    content = titled.clients["visitor"].get(reverse("calls:feed")).content
    feed = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    titles = [one.text for one in feed.findall("atom:entry/atom:title", ATOM)]
    assert any(title.startswith(EVIL[:40]) for title in titles)
    assert not [one for one in feed.iter() if "script" in str(one.tag)]
    assert CANARY not in content.decode()


@pytest.mark.parametrize("who", ["member", "citizen", "withdrawn", "officer"])
def test_ones_own_data_names_nobody_else(hostile, who):  # noqa: F811
    one = visit(hostile, who, reverse("own:file"))
    assert json.loads(one.text)
    own = hostile.people[who]
    for name, person in hostile.people.items():
        if person != own:
            assert f"canary-hidden-{person.pk}@" not in one.text, name
            assert f"{CANARY}{person.pk}" not in one.text.replace(f"{CANARY}{own.pk}", ""), name


def test_days_of_another_call_are_none_of_an_application(world):  # noqa: F811
    """The form is one's own; the day and the version that are named in it are another call's."""
    with transaction.atomic():
        day = ActivityDate.objects.exclude(call=world.recruitment).first()
        assert day is not None
        answers = {**factories.ANSWERS, "available": [day.pk], "has_conflict": "no", "intent": "save"}
        world.clients["citizen"].post(reverse("calls:apply", args=[world.recruitment.pk]), answers)
        application = Application.objects.get(pk=world.application.pk)
        assert not application.available.filter(pk=day.pk).exists()
        transaction.set_rollback(True)
