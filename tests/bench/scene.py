"""The people whose pages are measured, with the same load however many projects the city has."""

import uuid
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from seoul_gov.accounts import sessions
from seoul_gov.ui.korean import today
from tests import factories
from workflows.meetings.models import Meeting
from workflows.reviews import actions as reviews

PROJECTS = 12
COMMENTS_A_MEMBER = 10


def make() -> dict:
    """Everybody's session keys and the keys of what they read."""
    department = factories.make_department("측정과")
    officer = factories.make_official("officer", department=department, name="김담당")
    governance = factories.make_official("governance_officer", name="최거버")
    projects = [started(officer, number) for number in range(PROJECTS)]
    members, round = review(projects[0])
    return {
        "officer": signed_in(officer),
        "governance": signed_in(governance),
        "member": signed_in(members[-1]),
        "project": projects[0].pk,
        "number": projects[0].number,
        "run": projects[0].runs.get().pk,
        "round": round.pk,
    }


def started(officer, number):
    project = factories.make_confirmed_project(
        officer=officer, title=f"측정하는 사업 {number}", number=f"2018-{number:05d}"
    )
    factories.make_run(project)
    type(project).objects.filter(pk=project.pk).update(status="running", phase="execution")
    return project


def review(project):
    """An open review of a panel of six, five of whom have handed in their comments; two meetings beside it."""
    panel = factories.make_panel(project)
    members = [factories.make_member(panel, name=f"단원{n}").user for n in range(6)]
    duty = factories.make_duty(project, kind="review")
    meet(factories.make_duty(project), panel)
    round = reviews.open_round(
        by=project.officer,
        duty=duty,
        panel=panel,
        version=factories.make_version(project),
        due_on=today() + timedelta(days=30),
        guide="2장을 봐 주세요.",
    )
    for member in members[:-1]:
        for n in range(COMMENTS_A_MEMBER):
            body = f"{n}번 화면의 글자가 작습니다."
            reviews.save_comment(by=member, round=round, anchor="whole", body=body, nonce=uuid.uuid4())
        reviews.submit(by=member, round=round)
    return members, round


def meet(duty, panel):
    for days in (-20, 20):
        starts = timezone.now() + timedelta(days=days)
        Meeting.objects.create(
            duty=duty,
            panel=panel,
            title="자문회의",
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            place="시청",
            uid=uuid.uuid4().hex,
            called_by=panel.created_by,
        )


def signed_in(user) -> str:
    """The key of a session, with a second factor as production asks for."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "seoul_gov.accounts.backends.PortalBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.note(session)
    session.save()
    return session.session_key
