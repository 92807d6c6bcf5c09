"""Things for the drills to happen to. Imported before Django is set up, and used after it."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

NUMBERS = count(1)


def make_officials(number=2):
    """So many officers of one department."""
    from tests import factories

    department = factories.make_department("드릴과")
    return [
        factories.make_official("officer", department=department, name=f"담당 {n}") for n in range(number)
    ]


def make_members(panel, number):
    """So many people in office in the panel, quickly."""
    from django.utils import timezone

    from panels.models import Membership
    from seoul_gov.accounts.models import User

    now = timezone.now()
    users = User.objects.bulk_create(
        User(email=f"drill{next(NUMBERS)}@example.test", name=f"단원 {n}", password="!")
        for n in range(number)
    )
    Membership.objects.bulk_create(
        Membership(
            panel=panel,
            user=user,
            email=user.email,
            name=user.name,
            state="active",
            invited_by=panel.created_by,
            expires_at=now,
            accepted_at=now,
        )
        for user in users
    )
    return users


def make_round(officer, members):
    """An open review of a deliverable and its so many readers."""
    from seoul_gov.ui.korean import today
    from tests import factories
    from workflows.reviews import actions as reviews

    project = factories.make_confirmed_project(officer=officer, status="running")
    duty, panel = factories.make_duty(project, kind="review"), factories.make_panel(project)
    users = make_members(panel, members)
    version = factories.make_version(project)
    due = today() + timedelta(days=7)
    return reviews.open_round(by=officer, duty=duty, panel=panel, version=version, due_on=due), users


def make_closable(officer):
    """A running process whose open stage lacks nothing any more, and the stage."""
    from django.utils import timezone

    from tests import factories
    from workflows.runs.models import DutyRun

    run = factories.make_run(factories.make_confirmed_project(officer=officer, status="running"))
    stage = run.stages.get(state="open")
    decided = {"state": "settled", "decided_by": officer, "decided_at": timezone.now()}
    DutyRun.objects.filter(stage=stage, state="open").update(**decided)
    return run, stage


def make_recruited(officer, colleague):
    """What the rooms of recruitment keep: a call with an application and its paper, a trial, a draw of which a seat was
    drawn anew, and a letter of appointment."""
    from panels.appointments import actions as appointments
    from panels.calls import actions as calls
    from tests import factories

    project = factories.make_confirmed_project(officer=officer, status="running")
    drawn = []
    for kind in ("expert", "online"):
        panel = factories.make_panel(project, kind=kind, name=f"드릴 {kind}", state="forming")
        call = calls.draft(by=officer, panel=panel, terms=factories.make_terms(kind))
        drawn.append(calls.publish(by=officer, call=call))
    factories.make_application(drawn[0])
    factories.make_trial(drawn[0], by=officer)
    factories.make_lottery(drawn[0], by=officer)
    factories.make_replacement(drawn[1], by=officer, colleague=colleague)
    panel = factories.make_panel(project)
    seats = [factories.make_member(panel)]
    (appointment,) = appointments.appoint(by=officer, panel=panel, seats=seats)
    appointments.order_letter(by=officer, appointment=appointment)
    for paper in appointment.papers.all():
        paper.state, paper.document = "ready", factories.make_document(by=officer)
        paper.save()


class Writer:
    """A member who writes one comment after the other; ``said`` are those that the portal has acknowledged."""

    def __init__(self, visitor, round):
        self.visitor = visitor
        self.path = f"/reviews/{round.pk}/comment/"
        self.said = []

    def write(self):
        """One comment more; one that was not acknowledged is written no second time."""
        body = uuid4().hex
        answer = self.visitor.post(self.path, body=body, page="", section="", nonce=uuid4())
        if answer.status == 302:
            self.said.append(body)
        return answer


def lost(writers):
    """What was acknowledged and is not there."""
    from workflows.reviews.models import Comment

    kept = set(Comment.objects.values_list("body", flat=True))
    return [body for writer in writers for body in writer.said if body not in kept]
