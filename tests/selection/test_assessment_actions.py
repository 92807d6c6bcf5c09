import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects import actions as projects
from projects.enums import ProjectStatus
from selection import actions
from selection.enums import Scope, Status
from selection.models import Assessment, Edition
from selection.recommend import Answers
from selection.records import answers_of
from seoul_gov.audit.models import Event
from tests import factories
from tests.selection.people import ADVISORY, CITY, INTERNAL, OPINION, answered, approved, begun, submitted

pytestmark = pytest.mark.django_db


def newer_edition(administrator, **changes):
    """A published edition after the present one; ``row=types`` sets the ✓ cells of a row."""
    draft = actions.clone_edition(by=administrator, edition=Edition.objects.current())
    for key, types in changes.items():
        draft.rows.filter(key=key).update(types=types)
    return actions.publish_edition(by=administrator, edition=draft)


# --- begin


def test_beginning_opens_an_assessment_under_the_edition_in_force(project, official, edition):
    assessment = actions.begin(by=official, project=project)

    project.refresh_from_db()
    assert (assessment.state, assessment.status, assessment.edition) == ("drafting", "incomplete", edition)
    assert (assessment.drafted_by, assessment.version) == (official, 1)
    assert project.status == ProjectStatus.SELECTING
    event = Event.objects.of(project.audit_chain).first()
    assert (event.key, event.actor) == ("selection.begun", "김담당")
    assert event.sentence == f"‘{project}’ 사업의 유형 선정을 시작했습니다(2018년 2월판)."


@pytest.mark.parametrize("who", ["head", "other_official", "governance_officer", "administrator", "citizen"])
def test_only_the_departments_officers_begin(request, project, edition, who):
    with pytest.raises(PermissionDenied, match="사업담당자만"):
        actions.begin(by=request.getfixturevalue(who), project=project)

    project.refresh_from_db()
    assert project.status == ProjectStatus.REGISTERED
    assert not Assessment.objects.exists()


def test_a_project_has_one_open_assessment(project, official):
    begun(project)

    with pytest.raises(ValidationError, match="진행 중인 유형 선정이 이미 있습니다"):
        actions.begin(by=official, project=project)
    assert Assessment.objects.count() == 1


def test_a_draft_project_has_none(official, edition):
    project = factories.make_project(officer=official, status=ProjectStatus.DRAFT)

    with pytest.raises(ValidationError, match="사업을 등록한 뒤에"):
        actions.begin(by=official, project=project)


def test_a_project_that_is_over_has_none(official, edition):
    project = factories.make_project(officer=official, status=ProjectStatus.COMPLETED)

    with pytest.raises(ValidationError, match="끝난 사업"):
        actions.begin(by=official, project=project)


def test_nothing_begins_before_an_edition_is_published(project, official):
    Edition.objects.create(label="초안")

    with pytest.raises(ValidationError, match="발행된 기준표가 없습니다"):
        actions.begin(by=official, project=project)


@pytest.mark.parametrize(
    ("status", "meanwhile"),
    [
        (ProjectStatus.CONFIRMED, ProjectStatus.SELECTING),
        (ProjectStatus.NOT_APPLICABLE, ProjectStatus.SELECTING),
        (ProjectStatus.RUNNING, ProjectStatus.RUNNING),
    ],
)
def test_beginning_again_keeps_the_first_and_does_not_stop_what_runs(
    project, official, head, status, meanwhile
):
    first = approved(project, head)
    projects.set_progress(project=project, status=status)

    second = actions.begin(by=official, project=project)

    project.refresh_from_db()
    assert project.status == meanwhile
    assert project.governance_type == "advisory"
    assert list(Assessment.objects.values_list("pk", "state")) == [
        (second.pk, "drafting"),
        (first.pk, "confirmed"),
    ]


# --- answer


def test_answers_are_stored_with_what_they_lead_to(project, official):
    assessment = begun(project)

    saved = actions.answer(by=official, assessment=assessment, answers=ADVISORY, version=1)

    stored = Assessment.objects.get()
    assert answers_of(stored) == ADVISORY
    assert (stored.status, stored.governance_type, stored.reason_code) == ("recommended", "advisory", "")
    assert (stored.strict_types, stored.rule_version, stored.version) == (["advisory"], 1, 2)
    assert saved.version == 2
    event = Event.objects.of(project.audit_chain).first()
    assert (event.key, event.data["answers"]["modes"]) == ("selection.answered", ["advisory"])
    assert event.sentence == f"‘{project}’ 사업의 유형 선정 물음에 답했습니다(판정: 권고)."


def test_what_is_off_the_path_is_not_kept(project, official):
    beside = Answers(is_it_project=False, scope=Scope.LOCAL, pb_fit=True)
    stored = answered(project, beside)

    assert answers_of(stored) == Answers(is_it_project=False)
    assert (stored.status, stored.reason_code) == (Status.NOT_APPLICABLE, "NA-1")


def test_unfinished_answers_are_kept_too(project):
    assert answered(project, CITY).status == Status.INCOMPLETE


def test_a_lost_update_is_refused(project, official, department):
    assessment = begun(project)
    colleague = factories.make_official("officer", department=department, name="동료")
    actions.answer(by=colleague, assessment=assessment, answers=OPINION, version=1)

    with pytest.raises(ValidationError, match="그 사이 다른 화면에서"):
        actions.answer(by=official, assessment=assessment, answers=ADVISORY, version=1)
    stored = Assessment.objects.get()
    assert (stored.governance_type, stored.drafted_by) == ("consultation", colleague)


def test_other_departments_do_not_answer(project, other_official):
    assessment = begun(project)

    with pytest.raises(PermissionDenied):
        actions.answer(by=other_official, assessment=assessment, answers=ADVISORY, version=1)


def test_under_approval_nothing_is_changed(project, official):
    assessment = submitted(project)

    with pytest.raises(ValidationError, match="결재 중인 선정표는 고칠 수 없습니다"):
        actions.answer(by=official, assessment=assessment, answers=OPINION, version=assessment.version)


def test_once_confirmed_nothing_is_changed(project, official, head):
    assessment = approved(project, head)

    with pytest.raises(ValidationError, match="이미 박부서장 님이 .*에 결재했습니다"):
        actions.answer(by=official, assessment=assessment, answers=OPINION, version=assessment.version)


def test_after_a_return_it_is_changed_again(project, official, head):
    assessment = actions.send_back(
        by=head, assessment=(one := submitted(project)), version=one.version, comment="다시 보아 주세요."
    )

    changed = actions.answer(by=official, assessment=assessment, answers=OPINION, version=assessment.version)

    assert (changed.state, changed.governance_type) == ("returned", "consultation")


# --- restart


def test_an_assessment_keeps_its_edition_until_it_is_taken_over(project, official, administrator, edition):
    assessment = answered(project, OPINION)
    later = newer_edition(administrator, opinion=["collaboration"])

    assert Assessment.objects.get().edition == edition
    taken = actions.restart(by=official, assessment=assessment)

    assert (taken.edition, taken.governance_type) == (later, "collaboration")
    assert answers_of(taken) == OPINION
    assert Event.objects.of(project.audit_chain).first().key == "selection.restarted"


def test_there_must_be_a_newer_edition(project, official):
    with pytest.raises(ValidationError, match="이미 지금의 기준표"):
        actions.restart(by=official, assessment=begun(project))


def test_under_approval_the_edition_stays(project, official, administrator):
    assessment = submitted(project)
    newer_edition(administrator)

    with pytest.raises(ValidationError, match="결재 중인"):
        actions.restart(by=official, assessment=assessment)


def test_other_departments_do_not_restart(project, other_official):
    with pytest.raises(PermissionDenied):
        actions.restart(by=other_official, assessment=begun(project))


def test_a_project_in_no_process_can_begin_again_after_no_type_applied(project, official, head):
    approved(project, head, INTERNAL)
    project.refresh_from_db()
    assert (project.status, project.governance_type) == (ProjectStatus.NOT_APPLICABLE, "")

    actions.begin(by=official, project=project)

    project.refresh_from_db()
    assert project.status == ProjectStatus.SELECTING
