"""Giving up an assessment that is being written: the rules, and the page."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from projects import actions as projects
from projects.enums import ProjectStatus
from selection import actions
from selection.desk import waiting
from selection.models import Assessment
from seoul_gov.accounts.models import User
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests.selection.people import ADVISORY, INTERNAL, answered, approved, begun, submitted

pytestmark = pytest.mark.django_db
WHY = "잘못 시작했습니다."


def given_up(assessment):
    return actions.abandon(by=assessment.project.officer, assessment=assessment, reason=WHY)


def status_of(project):
    project.refresh_from_db()
    return project.status


def test_it_stays_to_be_read_with_who_and_why(project, official):
    assessment = given_up(answered(project))
    step = assessment.approvals.get()
    assert (assessment.state, step.step, step.by, step.comment) == ("abandoned", "abandon", official, WHY)
    assert Event.objects.of(project.audit_chain).first().key == "selection.abandoned"
    assert waiting(User.objects.get(pk=official.pk)) == []


def test_a_registered_project_is_registered_again_and_may_begin_anew(project, official):
    given_up(begun(project))
    assert status_of(project) == ProjectStatus.REGISTERED
    assert actions.begin(by=official, project=project).state == "drafting"


def test_a_confirmed_project_can_start_its_process_again(project, official, head):
    approved(project, head)
    given_up(actions.begin(by=official, project=project))
    assert status_of(project) == ProjectStatus.CONFIRMED
    assert project.governance_type == "advisory"


def test_a_project_that_needs_no_type_needs_none_again(project, official, head):
    approved(project, head, INTERNAL)
    given_up(actions.begin(by=official, project=project))
    assert status_of(project) == ProjectStatus.NOT_APPLICABLE


@pytest.mark.parametrize("status", [ProjectStatus.RUNNING, ProjectStatus.COMPLETED])
def test_what_went_on_beside_it_goes_on(project, official, head, status):
    approved(project, head)
    projects.set_progress(project=project, status=ProjectStatus.RUNNING)
    assessment = actions.begin(by=official, project=project)
    projects.set_progress(project=project, status=status)
    given_up(assessment)
    assert status_of(project) == status
    assert waiting(User.objects.get(pk=official.pk)) == []


def test_after_a_return_it_may_be_given_up_and_its_mail_with_it(project, head):
    assessment = actions.send_back(
        by=head, assessment=(one := submitted(project)), version=one.version, comment="다시 보아 주세요."
    )
    assert Notice.objects.filter(mail_state="pending").exists()
    assert given_up(assessment).state == "abandoned"
    assert not Notice.objects.filter(mail_state="pending").exists()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda project, head: submitted(project), "결재 중인 선정표는 고칠 수 없습니다"),
        (approved, "이미 박부서장 님이 .*에 결재했습니다"),
        (lambda project, head: given_up(begun(project)), "이미 김담당 님이 .*에 그만두었습니다"),
    ],
)
def test_only_what_is_being_written_is_given_up(project, head, make, why):
    with pytest.raises(ValidationError, match=why):
        given_up(make(project, head))


def test_it_takes_a_reason(project, official):
    assessment = begun(project)
    with pytest.raises(ValidationError, match="까닭을 적어 주세요"):
        actions.abandon(by=official, assessment=assessment, reason="  ")
    assert Assessment.objects.get().state == "drafting"


@pytest.mark.parametrize("who", ["head", "other_official", "governance_officer", "administrator", "citizen"])
def test_only_the_departments_officers_give_up(request, project, who):
    assessment = begun(project)
    with pytest.raises(PermissionDenied, match="사업담당자만"):
        actions.abandon(by=request.getfixturevalue(who), assessment=assessment, reason=WHY)


def test_nothing_more_happens_to_it(project, official, head):
    assessment = given_up(answered(project))
    for attempt in (
        lambda: actions.answer(
            by=official, assessment=assessment, answers=ADVISORY, version=assessment.version
        ),
        lambda: actions.submit(by=official, assessment=assessment, chosen_type="advisory"),
        lambda: actions.approve(by=head, assessment=assessment, version=assessment.version),
        lambda: actions.send_back(by=head, assessment=assessment, version=assessment.version, comment="까닭"),
    ):
        with pytest.raises(ValidationError, match="그만두었습니다"):
            attempt()


def test_the_page_asks_why_and_leads_back(client, project, official):
    client.force_login(official)
    assessment = answered(project)
    url = reverse("selection:abandon", args=[assessment.pk])
    assert url in client.get(assessment.get_absolute_url()).content.decode()
    assert "사유" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).context["form"].errors.keys() == {"reason"}
    page = client.post(url, {"reason": WHY}, follow=True)
    text = page.content.decode()
    assert page.redirect_chain == [(assessment.get_absolute_url(), 302)]
    assert WHY in text and "그만둔 유형 선정입니다." in text
    assert page.context["doors"] == []
    again = client.get(url, follow=True)
    assert "이미 김담당 님이" in again.content.decode()
    assert "유형 다시 정하기" in client.get(reverse("selection:project", args=[project.pk])).content.decode()
