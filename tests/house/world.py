"""The world of the access table: a project in the middle of its work, with everybody around it."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client
from django.utils import timezone

from panels import actions as panels
from panels import invitations
from panels.appointments import actions as appointments
from panels.calls import actions as recruiting
from panels.erasure.models import Destruction, ErasureRequest
from panels.models import Membership, Panel, Selection
from projects.models import Project
from selection import actions as selection
from selection.answers import from_json
from seoul_gov.access import DOORS, EVERYBODY
from seoul_gov.accounts import agreements, sessions
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import today
from tests import factories
from workflows.decisions.models import Resolution
from workflows.driver import actions as driver
from workflows.issues import actions as issues
from workflows.meetings import actions as meetings
from workflows.meetings.agenda import Item
from workflows.meetings.models import AgendaItem, Meeting
from workflows.opinions import actions as opinions
from workflows.opinions.models import Opinion, OpinionRound
from workflows.reports import actions as reports
from workflows.reports.facts import assemble
from workflows.reports.models import Paper, ResultReport
from workflows.reviews import actions as reviews
from workflows.reviews.models import Comment
from workflows.runs.actions import spawn_duty
from workflows.runs.models import DutyRun

ANSWERS = {
    "is_it_project": True,
    "citizen_facing": True,
    "simple_maintenance": False,
    "closed_security": False,
    "urgent": False,
    "origin": "city",
    "scope": "local",
    "modes": ["advisory"],
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A project in the middle of its work with everybody around it; made once, rolled back at the end."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        try:
            yield build()
        finally:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)


def build():
    factories.make_edition()
    home, away = factories.make_department("디지털정책과"), factories.make_department("교통정보과")
    officer = factories.make_official("officer", department=home)
    colleague = factories.make_official("officer", department=home)
    people = {
        "citizen": factories.make_user(),
        "member": factories.make_user(name="단원"),
        "member_elsewhere": factories.make_user(),
        "withdrawn": factories.make_user(),
        "suspended": factories.make_user(),
        "invited": factories.make_user(),
        "officer": officer,
        "officer_elsewhere": factories.make_official("officer", department=away),
        "head": factories.make_official("head", department=home),
        "governance": factories.make_official("governance_officer"),
        "auditor": factories.make_official("auditor"),
        "dpo": factories.make_official("dpo"),
        "administrator": factories.make_administrator(),
    }
    project = factories.make_confirmed_project(officer=officer, status="running")
    people["vendor"] = factories.make_vendor(project=project)
    things = SimpleNamespace(people=people, project=project, officer=officer, colleague=colleague)
    selections(things)
    seats(things)
    appointed(things)
    recruitment(things)
    process(things)
    gatherings(things)
    rounds(things)
    consultations(things)
    calls(things)
    votes(things)
    reporting(things)
    published(things)
    Notice.objects.create(
        recipient=officer, email=officer.email, kind="x.y", scope="x", ledger_key="k", subject="알림"
    )
    things.notice = Notice.objects.get(ledger_key="k")
    things.clients = {name: visit(people.get(name)) for name in EVERYBODY}
    return things


def visit(user):
    """A browser of that person, or of a visitor; nobody's session has to be noted again while the tests last."""
    client = Client()
    if user:
        client.force_login(user)
        session = client.session
        session[sessions.BEGAN], session[sessions.SEEN] = int(time.time()), int(time.time()) + 3600
        session.save()
    return client


def assessment(officer, **facts):
    project = factories.make_project(officer=officer, **facts)
    found = selection.begin(by=officer, project=project)
    return selection.answer(by=officer, assessment=found, answers=from_json(ANSWERS), version=found.version)


def selections(things):
    things.draft_project = factories.make_project(
        officer=things.officer, status="draft", number=None, submitted_at=None
    )
    things.registered = factories.make_project(officer=things.officer)
    things.drafted = assessment(things.colleague)
    submitted = assessment(things.colleague)
    things.submitted = selection.submit(
        by=things.colleague, assessment=submitted, chosen_type=submitted.governance_type
    )


def seats(things):
    people, project = things.people, things.project
    things.panel = factories.make_panel(project)
    things.seat = factories.make_member(things.panel, user=people["member"])
    withdrawn = things.former = factories.make_member(things.panel, user=people["withdrawn"])
    Membership.objects.filter(pk=withdrawn.pk).update(state="withdrawn", ended_at=timezone.now())
    things.suspended = factories.make_member(things.panel, user=people["suspended"])
    Membership.objects.filter(pk=things.suspended.pk).update(state="suspended")
    things.suspension = things.suspended.suspensions.create(
        party=project.parties.get(),
        ground="employer",
        matched="신고한 소속",
        suspended_by=things.officer,
        decide_by=timezone.localdate(),
    )
    elsewhere = factories.make_confirmed_project(officer=people["officer_elsewhere"], status="running")
    factories.make_member(factories.make_panel(elsewhere), user=people["member_elsewhere"])
    things.forming = Panel.objects.create(
        project=project, kind="expert", name="전문가자문단", created_by=things.officer, state="forming"
    )
    guest = people["invited"]
    things.invitation = panels.invite(
        by=things.officer, panel=things.forming, email=guest.email, name=guest.name
    )


def appointed(things):
    """The member has a letter, and the panel a day on which its term ends."""
    (things.appointment,) = appointments.appoint(by=things.officer, panel=things.panel, seats=[things.seat])
    appointments.order_letter(by=things.officer, appointment=things.appointment)
    letter = things.appointment.papers.filter(format="pdf")
    letter.update(state="ready", document=factories.make_document(by=things.officer))


def recruitment(things):
    """A published call that takes applications now."""
    call = recruiting.draft(by=things.officer, panel=things.forming, terms=factories.make_terms("expert"))
    things.recruitment = recruiting.publish(by=things.officer, call=call)
    things.application = factories.make_application(things.recruitment, by=things.people["citizen"])
    things.lottery = factories.make_lottery(things.recruitment, by=things.officer)
    things.choosing = Selection.objects.create(call=things.recruitment, decided_by=things.officer)
    things.choice = things.choosing.choices.create(
        application=things.application, standing="alternate", rank=1
    )
    things.trial = factories.make_trial(things.recruitment, by=things.officer)
    panel = factories.make_panel(things.project, kind="online", name="온라인모니터단", state="forming")
    call = recruiting.draft(by=things.officer, panel=panel, terms=factories.make_terms("online"))
    call = recruiting.publish(by=things.officer, call=call)
    things.replacement = factories.make_replacement(call, by=things.officer, colleague=things.colleague)
    Destruction.objects.create(
        what="applications", call=things.recruitment, count=3, basis="기간이 끝남", due_on=today()
    )
    things.erasure_request = ErasureRequest.objects.create(
        membership=things.former, requested_by=things.former.user, due_on=today()
    )


def process(things):
    things.run = factories.make_run(things.project)
    things.stage = things.run.stages.get(state="open")
    things.meeting_duty = things.stage.duties.filter(kind="meeting").first()
    things.review_duty = things.stage.duties.filter(kind="review").first()
    things.record_duty = things.stage.duties.filter(kind="milestone", is_seed=False).first()
    things.record = driver.record(
        by=things.officer,
        duty=things.record_duty,
        evidence="근거",
        person="담당",
        occurred_on=timezone.localdate(),
        upload=factories.make_upload(),
    )
    things.open_duty = DutyRun.objects.filter(stage=things.stage, state="open", is_seed=False).first()
    things.waiver = driver.request_waiver(by=things.colleague, duty=things.open_duty, reason="사유")


def gatherings(things):
    start = timezone.now() + timedelta(days=10)
    things.meeting = meetings.schedule(
        by=things.officer,
        duty=things.meeting_duty,
        panel=things.panel,
        title="회의",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        place="시청",
        items=[Item("자문 안건")],
        files=[factories.make_upload("자료.pdf")],
    )
    things.item = AgendaItem.objects.get(meeting=things.meeting)
    Meeting.objects.filter(pk=things.meeting.pk).update(starts_at=timezone.now() - timedelta(hours=3))
    things.meeting.refresh_from_db()
    meetings.record_attendance(by=things.officer, meeting=things.meeting, marks={things.seat.pk: "present"})
    meetings.write_minutes(by=things.officer, meeting=things.meeting, body="내용", decisions="", version=0)
    things.advice = meetings.submit_advice(by=things.people["member"], item=things.item, body="의견")


def rounds(things):
    from uuid import uuid4

    things.version = factories.make_version(things.project)
    due = timezone.localdate() + timedelta(days=7)
    things.round = reviews.open_round(
        by=things.officer, duty=things.review_duty, panel=things.panel, version=things.version, due_on=due
    )
    things.comment = reviews.save_comment(
        by=things.people["member"], round=things.round, anchor="whole", body="의견", nonce=uuid4()
    )
    other = factories.make_member(things.panel, name="다른 단원").user
    things.said = reviews.save_comment(
        by=other, round=things.round, anchor="whole", body="낸 의견", nonce=uuid4()
    )
    reviews.submit(by=other, round=things.round)
    assert Comment.objects.filter(pk=things.comment.pk).exists()
    assert Project.objects.filter(pk=things.project.pk).exists()


def consultations(things):
    from uuid import uuid4

    things.issue = issues.raise_issue(
        by=things.people["member"], stage=things.stage, title="버튼 크기", body="작습니다.", nonce=uuid4()
    )


def calls(things):
    from uuid import uuid4

    day = timezone.localdate()
    things.opinion_duty = driver.add_duty(
        by=things.officer, stage=things.stage, kind="opinion", title="시민 의견수렴", due_on=day
    )
    things.call = opinions.open_round(
        by=things.officer,
        duty=things.opinion_duty,
        topic="첫 화면",
        guide="안내",
        opens_on=day,
        closes_on=day + timedelta(days=14),
        files=[factories.make_upload("자료.pdf")],
    )
    things.opinion = opinions.give(
        by=things.people["citizen"],
        round=things.call,
        body="글자를 키워 주세요.",
        nonce=uuid4(),
        upload=factories.make_upload("그림.pdf"),
    )


def votes(things):
    """An open vote of the panel's members and the department, on a version of a deliverable."""
    due = timezone.localdate() + timedelta(days=7)
    things.decision_duty = spawn_duty(stage=things.stage, kind="decision", title="공동결정", due_on=due)
    things.vote = Resolution.objects.create(
        duty=things.decision_duty,
        item=things.item,
        category=things.item.category,
        version=things.version,
        motion="adopt",
        text="채택",
        opened_by=things.officer,
        closes_at=timezone.now() + timedelta(days=2),
    )
    for seat in (things.seat, things.suspended, None):
        things.vote.ballots.create(membership=seat)


def reporting(things):
    """A published report with its file, and a survey that the member and a citizen with an opinion may answer."""
    from uuid import uuid4

    officer, day = things.officer, timezone.localdate()
    round = OpinionRound.objects.create(
        duty=things.record_duty,
        number=1,
        topic="주제",
        guide="안내",
        opens_on=day,
        closes_on=day,
        opened_by=officer,
    )
    Opinion.objects.create(
        round=round, author=things.people["citizen"], body="의견", nonce=uuid4(), digest="0"
    )
    things.survey = reports.open_survey(by=officer, run=things.run, closes_on=day)
    things.report = ResultReport.objects.create(
        run=things.run, summary="요약", written_by=officer, state="published", facts=assemble(things.run),
        published_by=officer, published_at=timezone.now(),
    )  # fmt: skip
    Paper.objects.create(
        report=things.report, format="pdf", state="ready", document=factories.make_document(by=officer)
    )


def published(things):
    """What the public record holds of another project: minutes and a version of a deliverable."""
    project = factories.make_confirmed_project(officer=things.officer, status="running")
    panel = factories.make_panel(project)
    things.published_minutes = factories.make_published_minutes(panel, factories.make_duty(project))
    things.published_version = factories.make_version(project)
    things.published_version.published_at = timezone.now()
    things.published_version.published_by = things.officer
    things.published_version.save()


def last_month():
    return f"{timezone.localdate().replace(day=1) - timedelta(days=1):%Y-%m}"


def arguments(things):
    """Which thing each URL is about."""
    invitation = [things.invitation.pk, invitations.secret_of(things.invitation)]
    token = signing.dumps([things.officer.pk, "meetings"], salt="notifications.unsubscribe")
    of = {
        "projects:": things.project.pk,
        "selection:": things.drafted.pk,
        "driver:": things.run.pk,
        "panels:": things.panel.pk,
        "calls:": things.recruitment.pk,
        "screening:": things.application.number,
        "draws:": things.lottery.pk,
        "conflicts:": things.suspension.pk,
        "selections:": things.choosing.pk,
        "appointments:": things.appointment.pk,
        "meetings:": things.meeting.pk,
        "reviews:": things.round.pk,
        "issues:": things.issue.pk,
        "opinions:": things.call.pk,
        "decisions:": things.vote.pk,
        "reports:": things.report.pk,
        "record:": things.project.pk,
    }
    own = {
        "accounts:agreement": [agreements.VERSION],
        "privacy:month": [last_month()],
        "privacy:check": [last_month()],
        "notifications:open": [things.notice.pk],
        "notifications:resubscribe": ["meetings"],
        "notifications:mute": ["meetings"],
        "notifications:unsubscribe": [token],
        "projects:submit": [things.draft_project.pk],
        "projects:discard": [things.draft_project.pk],
        "projects:version": [things.version.pk],
        "selection:project": [things.project.pk],
        "selection:begin": [things.registered.pk],
        "driver:project": [things.project.pk],
        "driver:start": [things.project.pk],
        "panels:project": [things.project.pk],
        "panels:kind": [things.project.pk],
        "panels:create": [things.project.pk],
        "panels:adopt": [things.project.pk],
        "panels:contract-party-record": [things.project.pk],
        "panels:contract-party-end": [things.project.parties.get().pk],
        "calls:draft": [things.forming.pk],
        "conflicts:list": [things.panel.pk],
        "conflicts:suspend": [things.seat.pk],
        "draws:commit": [things.recruitment.pk],
        "selections:inquiry": [things.application.number],
        "selections:decline": [things.choice.pk],
        "selections:resume": [things.choice.pk],
        "replacements:refill": [things.choosing.pk],
        "draws:trials": [things.recruitment.pk],
        "draws:trial": [things.trial.pk],
        "draws:trial-cancel": [things.trial.pk],
        "draws:trial-commit": [things.trial.pk],
        "draws:replacement-package": [things.replacement.pk],
        "screening:queue": [things.recruitment.pk],
        "calls:application": [things.application.pk],
        "calls:withdraw": [things.application.pk],
        "calls:evidence": [things.application.pk],
        "appointments:panel": [things.panel.pk],
        "appointments:term": [things.panel.pk],
        "appointments:appoint": [things.panel.pk],
        "appointments:letters": [things.panel.pk],
        "appointments:renew-all": [things.panel.pk],
        "appointments:paper": [things.appointment.pk, "letter", "pdf"],
        "calls:stop-news": [things.application.pk],
        "erasure:own": [things.application.pk],
        "erasure:ask": [things.former.pk],
        "erasure:decide": [things.erasure_request.pk],
        "panels:accept": invitation,
        "panels:decline": invitation,
        "meetings:schedule": [things.meeting_duty.pk],
        "meetings:material": [things.meeting.materials.get().pk],
        "meetings:matter": [things.meeting.materials.get().pk],
        "meetings:advise": [things.item.pk],
        "meetings:recuse": [things.item.pk],
        "meetings:answer": [things.advice.pk],
        "reviews:deliverables": [things.project.pk],
        "reviews:upload": [things.project.pk],
        "reviews:upload_version": [things.version.deliverable_id],
        "driver:matter": [things.version.deliverable_id],
        "reviews:open": [things.review_duty.pk],
        "reviews:publish": [things.version.pk],
        "reviews:unpublish": [things.version.pk],
        "issues:list": [things.project.pk],
        "issues:raise": [things.stage.pk],
        "decisions:open": [things.decision_duty.pk],
        "reports:write": [things.run.pk],
        "reports:open_survey": [things.run.pk],
        "reports:survey": [things.survey.pk],
        "reports:paper": [things.report.pk, "pdf"],
        "record:minutes": [things.published_minutes.pk],
        "record:version": [things.published_version.pk],
        "driver:record_file": [things.record.pk],
        "driver:decide_waiver": [things.waiver.pk],
    }
    own |= {
        f"selection:{verb}": [things.submitted.pk] for verb in ("concur", "confirm", "approve", "send-back")
    }
    own |= {f"driver:{verb}": [things.stage.pk] for verb in ("move_stage", "add_duty")}
    own |= {
        f"driver:{verb}": [things.open_duty.pk]
        for verb in ("duty", "record", "not_case", "skip", "request_waiver", "move_duty")
    }
    own |= {f"selections:{verb}": [things.recruitment.pk] for verb in ("decide", "makeup", "applicants")}
    own["driver:reopen"] = [things.record_duty.pk]
    own |= {f"panels:{verb}": [things.seat.pk] for verb in ("chair", "release", "withdraw")}
    own |= {f"panels:{verb}": [things.invitation.pk] for verb in ("resend", "cancel")}
    own |= {f"reviews:{verb}": [things.comment.pk] for verb in ("comment_edit", "comment_delete")}
    own["reviews:answer"] = [things.said.pk]
    own |= {
        f"opinions:{verb}": [things.opinion.pk] for verb in ("withdraw", "answer", "hide", "show", "file")
    }
    own["opinions:open"] = [things.opinion_duty.pk]
    own["opinions:material"] = own["opinions:matter"] = [things.call.materials.get().pk]
    plain = {"projects:list", "projects:create", "selection:self-check", "selection:self-check-result", "panels:list",
             "calls:list", "calls:feed", "calls:mine", "appointments:mine",
             "meetings:list", "reviews:list", "opinions:list", "driver:waivers", "record:list", "record:guide",
             "record:calendar", "record:statistics"}  # fmt: skip
    return own | {
        name: [of[prefix]]
        for name in DOORS
        for prefix in of
        if name.startswith(prefix) and name not in own and name not in plain
    }


LOGINS = ("/accounts/login/", "/admin/login/")


def gets_through(response):
    """Whether the person got the page or the act, whatever came of it; a login page is no way through."""
    to_login = response.status_code == 302 and response["Location"].startswith(LOGINS)
    return response.status_code not in (403, 404, 405) and not to_login
