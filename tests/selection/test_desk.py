from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects import norms
from selection import actions
from selection.desk import waiting
from selection.models import Assessment
from selection.norms import CONCUR_DAYS, SPECS
from seoul_gov.accounts.models import RoleGrant, User
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.selection.people import ADVISORY, CITY, LOCAL, answered, approved, begun, submitted

pytestmark = pytest.mark.django_db


def lines(user):
    return [(errand.title, errand.action, errand.url) for errand in waiting(User.objects.get(pk=user.pk))]


def submitted_at(assessment, day):
    moment = datetime(day.year, day.month, day.day, 10, tzinfo=SEOUL)
    Assessment.objects.filter(pk=assessment.pk).update(submitted_at=moment)


def test_an_officer_finishes_what_is_begun(official, head, governance_officer):
    empty = begun(factories.make_project(officer=official))
    half = answered(factories.make_project(officer=official), CITY)
    full = answered(factories.make_project(officer=official), ADVISORY)
    returned = submitted(factories.make_project(officer=official))
    actions.send_back(by=head, assessment=returned, version=returned.version, comment="까닭")
    submitted(factories.make_project(officer=official))

    assert sorted(lines(official)) == sorted(
        [
            ("작성 중인 유형 선정", "물음에 답하기", f"/selection/{empty.pk}/answer/"),
            ("작성 중인 유형 선정", "물음에 답하기", f"/selection/{half.pk}/answer/"),
            ("작성 중인 유형 선정", "기안하기", f"/selection/{full.pk}/submit/"),
            ("반려된 유형 선정", "고치기", f"/selection/{returned.pk}/"),
        ]
    )


def test_the_head_approves_what_can_be_approved(
    project, official, head, governance_officer, other_department
):
    assessment = submitted(project)
    departing = submitted(factories.make_project(officer=official), LOCAL)
    stranger = factories.make_official("head", department=other_department)

    assert lines(head) == [("유형 선정 결재", "결재하기", f"/selection/{assessment.pk}/approve/")]
    assert lines(stranger) == []
    actions.confirm_departure(by=governance_officer, assessment=departing, version=departing.version)
    assert len(lines(head)) == 2
    actions.approve(by=head, assessment=assessment, version=assessment.version)
    assert lines(head) == [("유형 선정 결재", "결재하기", f"/selection/{departing.pk}/approve/")]


def test_the_governance_officer_concurs_and_confirms(project, official, governance_officer):
    assessment = submitted(project, LOCAL)
    confirm = ("권고와 다른 유형 선정 확인", "확인하기", f"/selection/{assessment.pk}/confirm/")
    concur = ("유형 선정 협의", "협의하기", f"/selection/{assessment.pk}/concur/")

    assert lines(governance_officer) == [confirm, concur]
    actions.concur(by=governance_officer, assessment=assessment, version=assessment.version)
    assert lines(governance_officer) == [confirm]
    actions.confirm_departure(by=governance_officer, assessment=assessment, version=assessment.version)
    assert lines(governance_officer) == []


def test_what_was_done_before_a_return_waits_again(project, official, head, governance_officer):
    assessment = submitted(project, LOCAL)
    actions.concur(by=governance_officer, assessment=assessment, version=assessment.version)
    actions.confirm_departure(by=governance_officer, assessment=assessment, version=assessment.version)
    actions.send_back(by=head, assessment=assessment, version=assessment.version, comment="까닭")
    assert lines(governance_officer) == []

    actions.submit(by=official, assessment=assessment, chosen_type="advisory")

    assert len(lines(governance_officer)) == 2


def test_nobodys_own_draft_waits_for_them(project, official, department):
    RoleGrant.objects.create(user=official, role="head", department=department)
    RoleGrant.objects.create(user=official, role="governance_officer")
    submitted(project)

    assert lines(official) == []


def test_who_confirmed_does_not_approve(project, head):
    RoleGrant.objects.create(user=head, role="governance_officer")
    person = User.objects.get(pk=head.pk)
    assessment = submitted(project, LOCAL)
    actions.concur(by=person, assessment=assessment, version=assessment.version)
    actions.confirm_departure(by=person, assessment=assessment, version=assessment.version)

    assert lines(head) == []


def test_the_opinion_is_due_in_working_days(project, governance_officer):
    submitted_at(submitted(project), date(2026, 12, 22))

    # 12. 25. and the weekend are off.
    assert [errand.due for errand in waiting(governance_officer)] == [date(2026, 12, 30)]
    assert [errand.note for errand in waiting(governance_officer)] == ["선정: 시민자문형"]


def test_an_office_may_set_the_days(project, governance_officer):
    submitted_at(submitted(project), date(2026, 12, 21))
    norms.load(SPECS)
    norms.Norm.objects.filter(key=CONCUR_DAYS.key).update(value=2)

    assert [errand.due for errand in waiting(governance_officer)] == [date(2026, 12, 23)]


@pytest.mark.parametrize("who", ["citizen", "auditor", "administrator"])
def test_nothing_waits_for_others(request, project, official, who):
    submitted(project)

    assert lines(request.getfixturevalue(who)) == []


def test_nothing_waits_once_all_is_confirmed(project, official, head, governance_officer):
    approved(project, head)

    assert [lines(person) for person in (official, head, governance_officer)] == [[], [], []]


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_the_desk_takes_the_same_queries_however_much_waits(official, department, count):
    for _ in range(count):
        submitted(factories.make_project(officer=official), LOCAL)
        begun(factories.make_project(officer=official))
    for role, least, ceiling in (("officer", count, 1), ("head", 0, 1), ("governance_officer", count, 2)):
        person = factories.make_official(role, department=department)
        person.grants  # noqa: B018 read once a request

        with CaptureQueriesContext(connection) as queries:
            assert len(waiting(person)) >= least
        assert len(queries) == ceiling


def test_all_roles_together_take_two(project, official, department):
    for role in ("head", "governance_officer"):
        RoleGrant.objects.create(user=official, role=role, department=department if role == "head" else None)
    submitted(project, by=factories.make_official("officer", department=department))
    person = User.objects.get(pk=official.pk)
    person.grants  # noqa: B018 read once a request

    with CaptureQueriesContext(connection) as queries:
        waiting(person)
    assert len(queries) == 2
