"""What members are told of a process is taken back with their seat."""

from django.utils import timezone

from panels import actions as panels
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.driver import events, people
from workflows.driver.actions.telling import tell


def told(run, official):
    """The state of each person's mail about a stage that went by."""
    project = run.project
    everybody = people.everybody(project, but=official)
    tell(by=official, kind=events.ADVANCED, on=run, project=project, to=everybody, stage="기획", next="끝")
    return Notice.objects.filter(kind="driver.advanced")


def states(notices):
    return dict(notices.values_list("recipient__name", "mail_state"))


def test_who_left_gets_no_mail_of_the_process_any_more(run, official, head):
    panel = factories.make_panel(run.project)
    seats = {name: factories.make_member(panel, name=name) for name in ("가단원", "나단원")}
    notices = told(run, official)
    panels.withdraw(by=seats["가단원"].user, membership=seats["가단원"])
    assert states(notices) == {"가단원": "withdrawn", "나단원": "pending", "박부서장": "pending"}


def test_who_is_told_as_an_official_keeps_the_mail_whatever_becomes_of_the_seat(run, official, head):
    seat = factories.make_member(factories.make_panel(run.project), user=head, role="secretary")
    notices = told(run, official)
    panels.withdraw(by=head, membership=seat)
    assert states(notices) == {"박부서장": "pending"}


def test_telling_nobody_costs_the_trail_alone(run, official, django_assert_num_queries):
    with django_assert_num_queries(1):
        tell(by=official, kind=events.ADVANCED, on=run, project=run.project, stage="기획", next="끝")


def test_a_former_official_is_told_as_the_secretary_that_they_are(run, official, other_official):
    seat = factories.make_member(factories.make_panel(run.project), user=other_official, role="secretary")
    other_official.role_grants.update(ended_at=timezone.now())
    notices = told(run, official)
    panels.release(by=official, membership=seat, ground="wish", reason="부서를 떠났습니다.")
    assert states(notices) == {"이타부서": "withdrawn"}
