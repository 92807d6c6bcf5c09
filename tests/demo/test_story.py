"""The demo tells its stories through the portal's own actions; afterwards every page has something to show."""

import json
from datetime import datetime
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db.models import Count

from panels.conflicts.models import Suspension
from panels.draws.drum import TIERS
from panels.draws.models import LotteryRun, Replacement, Trial
from panels.erasure.models import Destruction, ErasureRequest
from panels.models import Appointment, AppointmentPaper, Choice, Inquiry, Membership, Selection
from panels.selections.enums import Standing
from panels.selections.selectors import free_seats, willing
from projects.calendar import work_calendar
from projects.enums import GovernanceType, ProjectKind, ProjectStatus
from projects.models import DeliverableVersion, Project
from seoul_gov.audit import actions as audit
from seoul_gov.audit.verify import verify
from seoul_gov.demo import access_story, people
from seoul_gov.notifications.models import Notice
from seoul_gov.privacy import desk, selectors
from seoul_gov.privacy.models import AccessEntry, MonthlyCheck
from seoul_gov.privacy.months import month_before
from seoul_gov.ui import errands
from seoul_gov.ui.korean import SEOUL, today
from workflows.models import (
    GovernanceShare,
    Issue,
    Meeting,
    MeetingMaterial,
    Minutes,
    Opinion,
    OpinionMaterial,
    OpinionRound,
    ProcessRun,
    Resolution,
    ReviewRound,
    StageRun,
    Waiver,
)

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


def test_the_demo_shows_every_type_kind_and_state():
    call_command("load_guideline", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    assert Project.objects.count() >= 24
    assert set(Project.objects.values_list("status", flat=True)) == set(ProjectStatus.values)
    ways = {(run.governance_type, run.kind) for run in ProcessRun.objects.all()}
    assert ways == {(type, kind) for type in GovernanceType.values for kind in ProjectKind.values}
    assert set(ProcessRun.objects.values_list("status", flat=True)) == {"running", "completed", "superseded"}
    assert set(Meeting.objects.values_list("state", flat=True)) >= {"scheduled", "held"}
    assert set(ReviewRound.objects.values_list("state", flat=True)) >= {"open", "closed"}
    assert set(Issue.objects.values_list("state", flat=True)) == {"open", "settled"}
    assert DeliverableVersion.objects.exclude(published_at=None).exists()
    assert set(Resolution.objects.values_list("state", flat=True)) >= {"open", "carried"}
    assert Resolution.objects.filter(state="carried", ballots__recusal="voluntary").exists()
    assert set(Waiver.objects.values_list("decision", flat=True)) == {"granted", "pending"}
    asking = Opinion.objects.filter(round__in=OpinionRound.objects.taking(today()))
    assert asking.values("round").distinct().count() >= 2
    assert {opinion.is_answered for opinion in asking} == {True, False}
    assert OpinionRound.objects.filter(state="closed").exists()
    assert Minutes.objects.filter(state="published").exists()
    assert StageRun.objects.filter(key="closing", state="open", run__status="running").exists()
    office = [run.draws_at for run in LotteryRun.objects.all()]
    office += [vote.closes_at for vote in Resolution.objects.filter(state="open")]
    office += [meeting.starts_at for meeting in Meeting.objects.all()]
    assert {9 <= moment.astimezone(SEOUL).hour <= 18 for moment in office} == {True}
    held = Meeting.objects.filter(state="held").values_list("starts_at", flat=True)
    assert all(work_calendar().is_working_day(moment.astimezone(SEOUL).date()) for moment in held)
    for run in LotteryRun.objects.all():
        assert datetime.fromisoformat(json.loads(run.plan)["when"]) == run.draws_at
        assert (run.drawn_at or run.draws_at) >= run.draws_at > run.committed_at
    assert set(LotteryRun.objects.values_list("source", flat=True)) == {"dice", "drand"}
    assert {material.is_withheld for material in MeetingMaterial.objects.all()} == {True, False}
    assert set(Choice.objects.values_list("standing", flat=True)) == set(Standing.values)
    refilled = Replacement.objects.get().run.call.selection
    assert free_seats(refilled) == 1 and willing(refilled)
    by_points = Selection.objects.exclude(pk=refilled.pk).get()
    states = set(by_points.choices.chosen().values_list("membership__state", flat=True))
    assert states == {"active", "declined", "invited"}
    found = Inquiry.objects.filter(application__choice__selection=by_points)
    assert set(found.values_list("may_sit", "application__choice__standing")) == {
        (True, "chosen"),
        (False, "alternate"),
    }
    assert set(Destruction.objects.values_list("what", "count")) == {("applications", 2), ("drafts", 1)}
    assert ErasureRequest.objects.open().count() == 1
    assert GovernanceShare.objects.values("year").distinct().count() >= 2
    suspended = Suspension.objects.get()
    assert (suspended.is_open, suspended.is_heard, suspended.ground) == (True, False, "employer")
    assert set(Membership.objects.values_list("state", flat=True)) >= {"active", "ended"}
    kinds = set(AppointmentPaper.objects.values_list("kind", flat=True))
    assert kinds == {"letter", "certificate"}
    again = Appointment.objects.get(renewals=1)
    assert set(again.papers.values_list("renewals", "state")) == {(0, "ready"), (1, "pending")}
    assert not Membership.objects.counted().filter(appointment=None, panel__state="active").exists()
    told = [(trial.reason, [tier for tier, _ in trial.prices[0]["tiers"]]) for trial in Trial.objects.all()]
    assert all(tier in there for reason, there in told for tier in TIERS if tier in reason)
    assert not any(material.is_late for material in OpinionMaterial.objects.select_related("round"))
    unread = Notice.objects.unread().exclude(recipient=None).values("recipient").annotate(count=Count("pk"))
    assert max(unread.values_list("count", flat=True)) <= 6
    audit.seal()
    assert verify().holds

    again = StringIO()
    call_command("load_demo", stdout=again)
    assert "new demo projects: 0" in again.getvalue()
    listed = StringIO()
    call_command("demo_logins", "--json", stdout=listed)
    logins = json.loads(listed.getvalue())
    assert {row["role"] for row in logins} == {
        "officer",
        "head",
        "governance_officer",
        "auditor",
        "dpo",
        "administrator",
        "vendor",
        "member",
        "citizen",
    }
    assert len({row["department"] for row in logins if row["department"]}) >= 2
    single = {row["panel"].split(" (")[0] for row in logins if len(row["panels"]) == 1}
    assert len(single) == 1  # two people, each in one panel of the same kind
    words = StringIO()
    call_command("demo_logins", stdout=words)
    assert all(row["email"] in words.getvalue() for row in logins)


def test_the_privacy_officer_has_a_month_to_go_through():
    people.load()
    access_story.load()
    log = selectors.month_page(month_before(today()))
    assert (log.download_count, len(log.unusual), log.check) == (1, 1, None)
    assert log.late_count >= 1
    assert MonthlyCheck.objects.count() == 1
    assert len(errands.waiting(people.person("dpo"), desk)) == 1
    count = AccessEntry.objects.count()
    access_story.load()
    assert AccessEntry.objects.count() == count


def test_there_are_no_demo_logins_without_the_demo(settings):
    settings.PORTAL_DEMO = False
    with pytest.raises(ImproperlyConfigured):
        people.load()
    with pytest.raises(CommandError):
        call_command("demo_logins")
