"""Six years in the same body, wherever somebody is asked or appointed again."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from panels import actions as panels
from panels import adoption, invitations
from panels.appointments import service, terms
from panels.appointments.models import Appointment
from panels.models import Membership, Panel
from panels.nominees import Nominee
from panels.selections.selectors import obstacles
from panels.texts import load_texts
from projects.models import Norm
from seoul_gov.ui.korean import SEOUL, today
from tests import factories
from tests.panels.draws.conftest import colleague, read_call  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SIX_YEARS = 365 * 6 + 2
USED_UP = "같은 기구에서 연임을 포함해 6년까지 활동할 수 있는데 이미 다 채워, 다시 위촉할 수 없습니다."


@pytest.fixture
def person():
    load_texts()
    return factories.make_user(name="오래된이")


def served(panel, user, days, *, until=None, left=None):
    """An appointment of so many days, to yesterday unless said otherwise, whose seat has ended, perhaps before its term."""
    last = until or today() - DAY
    seat = factories.make_member(panel)
    ended = datetime.combine(left or last, time(12), SEOUL)
    Membership.objects.filter(pk=seat.pk).update(state="ended", ended_at=ended, user=user, email=user.email)
    return Appointment.objects.create(
        membership=seat,
        year=2010,
        serial=Appointment.objects.count() + 1,
        starts_on=last - timedelta(days=days - 1),
        ends_on=last,
        issuer="시장",
        issued_by=panel.created_by,
    )


def refused(action, **facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


def test_what_the_same_body_is(panel, official, person, django_assert_num_queries):
    other = factories.make_confirmed_project(officer=official)

    def counts(inside: Panel, **facts) -> bool:
        Panel.objects.filter(pk=inside.pk).update(**facts)
        return bool(service.spans(Panel.objects.get(pk=panel.pk), [person.pk]))

    elsewhere = factories.make_panel(other)
    served(elsewhere, person, 50)
    assert not counts(elsewhere)
    assert not counts(elsewhere, adopted_from="정보화위원회")
    Panel.objects.filter(pk=panel.pk).update(adopted_from="정보화위원회")
    assert counts(elsewhere)
    assert not counts(elsewhere, adopted_from="")
    Panel.objects.filter(pk=panel.pk).update(kind="pb_committee")
    assert not counts(elsewhere)
    assert counts(elsewhere, kind="pb_committee")
    assert counts(elsewhere, project=panel.project, kind="pb_committee", name="둘째")
    Panel.objects.filter(pk=panel.pk).update(kind="citizen")
    assert not counts(elsewhere)
    assert counts(elsewhere, kind="citizen")
    with django_assert_num_queries(2):
        assert service.last_days(panel, {person.pk: today()}) == {
            person.pk: terms.last_of_service(today(), 6, 50)
        }


def test_a_renewal_counts_what_was_served_before(appointment, member, panel):
    begins = appointment.starts_on
    served(panel, member, 30, until=begins - DAY, left=begins - 11 * DAY)
    served(panel, factories.make_user(), 99)
    assert service.last_day(appointment) == terms.last_of_service(begins, 6, 20)
    again = served(
        panel, member, 10, until=begins + 2 * DAY
    )  # seven of its days before, three within this term
    assert service.last_day(appointment) == terms.last_of_service(begins, 6, 20 + 7)
    assert again.ends_on > begins


def test_nobody_is_asked_who_has_served_all_the_years(panel, official, person):
    served(panel, person, SIX_YEARS - 1)
    assert service.used_up(panel, [person.pk]) == {}
    served(panel, person, 1, until=today() - timedelta(days=SIX_YEARS + 40))
    facts = {"by": official, "panel": panel, "email": person.email, "name": person.name}
    assert refused(panels.invite, **facts) == USED_UP
    Norm.objects.create(
        key="panel.term.service_years", label="기간", value=7, default=6, unit="년", source=""
    )
    assert panels.invite(**facts).state == "invited"


def test_who_was_asked_before_is_refused_on_accepting(panel, official, person):
    facts = {"by": official, "panel": panel, "email": person.email, "name": person.name}
    seat = panels.invite(**facts)
    served(panel, person, SIX_YEARS)
    answer = {"by": person, "membership": seat, "secret": invitations.secret_of(seat), "texts": []}
    assert refused(panels.accept, **answer) == USED_UP


def test_a_committee_is_told_whom_it_may_not_send_again(project, official, person):
    served(factories.make_panel(project, kind="expert", name="먼젓번"), person, SIX_YEARS)
    roster = [Nominee("오래된이", person.email), Nominee("새사람", "new@example.test")]
    found = adoption.examine(project, "expert", roster)
    assert found.sentences == [f"1번째 사람: {USED_UP}"]
    assert adoption.examine(project, "citizen", roster).sentences == []
    Panel.objects.update(adopted_from="정보화위원회")
    assert adoption.examine(project, "citizen", roster, "정보화위원회").sentences == [
        f"1번째 사람: {USED_UP}"
    ]
    clerk = factories.make_official("officer", department=project.department)
    served(factories.make_panel(project, kind="expert", name="그다음"), clerk, SIX_YEARS)
    assert (
        adoption.examine(project, "expert", [Nominee("김간사", clerk.email, role="secretary")])
        .findings[0]
        .problems
        == ()
    )
    secretary = {"email": clerk.email, "name": clerk.name, "role": "secretary"}
    body = factories.make_panel(project, kind="expert", name="셋째")
    assert panels.invite(by=official, panel=body, **secretary).role == "secretary"


def test_an_applicant_who_has_served_all_the_years_can_not_sit(read_call):  # noqa: F811
    call = read_call(kind="citizen")
    one = call.applications.first()
    person = one.applicant
    assert obstacles(one.call, [one]) == {}
    served(one.call.panel, person, SIX_YEARS)
    assert obstacles(one.call, [one]) == {one.number: USED_UP}


def test_a_term_is_as_long_as_the_years_that_are_left(forming, official, person):
    served(forming, person, SIX_YEARS - 20)
    seat = factories.make_member(forming, user=person)
    panels.activate(by=official, panel=forming, size_reason="소규모")
    appointment = Appointment.objects.get(membership=seat)
    assert (
        appointment.ends_on == service.last_day(appointment) < Panel.objects.get(pk=forming.pk).term_ends_on
    )


def test_nobody_comes_into_office_beyond_the_years(forming, official, person):
    served(forming, person, SIX_YEARS)
    seat = factories.make_member(forming, user=person)
    told = refused(panels.activate, by=official, panel=forming, size_reason="소규모")
    assert told == f"{seat.pk}번 단원: {USED_UP}"
