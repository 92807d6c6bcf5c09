"""No public page and no public file names a person: a world full of names, and none of them comes out."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from panels.models import ConflictDeclaration, Membership
from seoul_gov.access import DOORS, EVERYBODY
from seoul_gov.ui.korean import today
from tests import factories
from tests.selection.people import approved
from tests.workflows.record import happenings
from workflows.issues.models import Reply
from workflows.meetings.models import AdviceNote, AgendaItem
from workflows.record.enums import Section
from workflows.reports.models import ResultReport, Satisfaction, Survey
from workflows.runs.models import DutyRecord, DutyRun, Waiver

pytestmark = pytest.mark.django_db
CANARY = "까나리아"
NUMBERS = count(1)


def secret(limit=50):
    """A word that must not come out, different every time."""
    return f"{CANARY}{next(NUMBERS)}"[:limit]


def somebody():
    return factories.make_user(name=secret(), email=f"canary{next(NUMBERS)}@{CANARY_HOST}")


CANARY_HOST = "canary-mail.test"
PHONE = "010-9876-5432"


@pytest.fixture
def world(edition):
    """A project with something secret in every personal field around it."""
    department = factories.make_department("디지털정책과")
    people = {
        role: factories.make_official(
            role, department=department, name=secret(), email=f"{role}@{CANARY_HOST}"
        )
        for role in ("officer", "head")
    }
    officer = people["officer"]
    project = factories.make_project(officer=officer, expected_vendor=secret(), audience_detail="")
    approved(project, people["head"])
    project.refresh_from_db()
    project.status = "running"
    project.save()
    vendor = factories.make_vendor(project=project, name=secret(), staff_name=secret())
    factories.make_vendor(project=project, name=secret(), staff_name=secret(), kind="bidder")
    duty = factories.make_duty(project)
    panel = factories.make_panel(project, name=secret(), purpose=secret(), size_reason=secret())
    seats = [factories.make_member(panel, user=somebody(), affiliation=secret()) for _ in range(3)]
    Membership.objects.filter(pk=seats[2].pk).update(
        state="withdrawn", ended_reason=secret(), ended_at=timezone.now()
    )
    ConflictDeclaration.objects.create(
        membership=seats[0], has_conflict=False, employer=secret(), detail=secret()
    )
    gathered(panel, duty, seats)
    said(panel, duty, seats)
    decided(duty, officer)
    spoken(duty, seats, vendor)
    hidden_papers(project, duty, officer, seats)
    return project


def gathered(panel, duty, seats):
    secretive = {"note": secret(), "short_notice_reason": secret(), "video_link": f"https://{CANARY_HOST}/x"}
    for state in ("draft", "withheld"):
        factories.make_published_minutes(
            panel, duty, body=secret(), decisions=secret(), state=state, withheld_reason="입찰 전"
        )
    minutes = factories.make_published_minutes(panel, duty)
    for seat in seats:
        minutes.meeting.attendances.create(membership=seat, state="present", recorded_by=panel.created_by)
    item = AgendaItem.objects.create(meeting=minutes.meeting, order=1, title="안건")
    AdviceNote.objects.create(item=item, membership=seats[0], body=secret(), answer=secret())
    item.recusals.create(membership=seats[-1], kind="voluntary", reason=secret())
    minutes.meeting.materials.create(
        document=factories.make_document(name=f"{secret()}.pdf"), added_by=panel.created_by
    )
    factories.make_meeting(panel, duty, **secretive)
    factories.make_meeting(panel, duty, state="cancelled", cancelled_reason=secret(), **secretive)


def said(panel, duty, seats):
    round = happenings.opinion_round(
        duty, closed=True, guide=secret(), guide_html=secret(), closing_note=secret()
    )
    for facts in (
        {"disposition": "accepted"},
        {"withdrawn_at": timezone.now()},
        {"hidden_at": timezone.now(), "hidden_by": panel.created_by, "hidden_reason": secret()},
    ):
        happenings.opinion(round, seats[0].user, body=f"{secret()} {PHONE}", **facts)
    happenings.opinion_round(duty, topic="열린 의견").materials.create(
        document=factories.make_document(name=f"{secret()}.pdf"), matter="contract", added_by=panel.created_by
    )
    review = happenings.review_round(
        duty.stage.duties.filter(kind="review").first(),
        panel,
        closed=True,
        guide=secret(),
        closing_note=secret(),
    )
    happenings.comment(review, seats[0], body=secret(), disposition="accepted")
    happenings.comment(review, seats[1], body=secret(), state="draft")
    vote = happenings.resolution(
        duty, factories.make_meeting(panel, duty), votes=(), text=secret(), note=secret()
    )
    vote.ballots.create(membership=seats[0], choice="for", reason=secret(), cast_at=timezone.now())


def decided(duty, officer):
    """Evidence, decisions and requests around duties."""
    for number, each in enumerate(duty.stage.duties.all()):
        facts = {"evidence": secret(), "person": secret(), "outcome": secret(), "occurred_on": today()}
        document = factories.make_document(name=f"{secret()}.pdf")
        DutyRecord.objects.create(duty=each, document=document, recorded_by=officer, **facts)
        state = ("settled", "open", "dormant")[number % 3]
        DutyRun.objects.filter(pk=each.pk).update(state=state, reason=secret())
    Waiver.objects.create(duty=duty, reason=secret(), requested_by=officer, comment=secret())


def spoken(duty, seats, vendor):
    issue = happenings.issue(duty, body=secret(), side="member", membership=seats[0], raised_by=seats[0].user)
    Reply.objects.create(issue=issue, body=secret(), side="vendor", author=vendor, nonce=uuid4())


def hidden_papers(project, duty, officer, seats):
    factories.make_version(project, title=secret(), upload=factories.make_upload(f"{secret()}.pdf"))
    happenings.published_version(project)
    ResultReport.objects.create(run=duty.stage.run, summary=secret(), lessons=secret(), written_by=officer)
    survey = Survey.objects.create(
        run=duty.stage.run, closes_on=today() + timedelta(days=3), opened_by=officer
    )
    Satisfaction.objects.create(survey=survey, user=seats[0].user, score=5, comment=secret())


def addresses(project):
    """Every page and file of the public record."""
    minutes = project.panels.get().meetings.get(minutes__state="published").minutes
    version = project.deliverables.get(title="화면설계서").versions.get()
    plain = ["home", "record:list", "record:guide", "record:calendar", "record:statistics", "driver:waivers"]
    plain += ["opinions:list"]
    yield from (reverse(name) for name in plain)
    yield from (
        reverse(f"record:{name}", args=[project.pk]) for name in ("project", "meetings", *Section.values)
    )
    yield from (report.get_absolute_url() for report in ResultReport.objects.filter(state="published"))
    yield from (f"/api/v1/projects/{project.number}{part}" for part in ("", "/stages"))
    yield reverse("record:minutes", args=[minutes.pk])
    yield reverse("record:version", args=[version.pk])
    for name in ("record:list", "record:statistics"):
        yield from (f"{reverse(name)}?format={format}" for format in ("csv", "xlsx"))
    yield f"{reverse('record:calendar')}?month={today() + timedelta(days=10):%Y-%m}"


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_nothing_personal_comes_out(world):
    client, seen = Client(), 0
    for url in addresses(world):
        response = client.get(url)
        words = body(response).decode(errors="ignore") + str(dict(response.headers))
        assert response.status_code == 200, url
        assert not any(word in words for word in (CANARY, CANARY_HOST, PHONE)), url
        seen += world.title in words
    assert next(NUMBERS) > 50
    assert seen >= len(Section.values) + 5


def test_the_sheet_inside_an_excel_file_is_clean_too(world):
    from io import BytesIO

    from openpyxl import load_workbook

    response = Client().get(reverse("record:list"), {"format": "xlsx"})
    sheet = load_workbook(BytesIO(body(response))).active
    cells = [str(cell.value) for row in sheet.rows for cell in row]
    assert world.title in cells
    assert not any(CANARY in cell for cell in cells)


def test_every_public_page_of_the_record_is_looked_at(world):
    looked_at = {Client().get(url).resolver_match.view_name for url in addresses(world)}
    public = {name for name, door in DOORS.items() if door.get == EVERYBODY and name.startswith("record:")}
    assert public <= looked_at
