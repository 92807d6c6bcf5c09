import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects import actions as projects
from projects.enums import ProjectStatus
from selection import actions
from selection.enums import ApprovalStep, AssessmentState
from selection.models import Approval, Assessment
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.selection.people import (
    ADVISORY,
    CITIZEN,
    CITY,
    DECISION,
    DISTRICT,
    INTERNAL,
    LOCAL,
    OPINION,
    REASON,
    answered,
    approved,
    submitted,
)

pytestmark = pytest.mark.django_db


def grant(user, role, department=None):
    RoleGrant.objects.create(user=user, role=role, department=department)
    user.__dict__.pop("grants", None)
    return user


@pytest.fixture
def everything(official, department):
    """The officer, who is head and governance officer as well."""
    return grant(grant(official, "head", department), "governance_officer")


def told():
    return sorted(Notice.objects.values_list("recipient__name", "kind"))


def steps(assessment):
    return list(assessment.approvals.values_list("round", "step", "by__name"))


# --- submit


def test_a_draft_is_put_forward_and_told(
    project, official, head, governance_officer, auditor, other_official
):
    assessment = answered(project)

    actions.submit(by=official, assessment=assessment, chosen_type="advisory")

    stored = Assessment.objects.get()
    assert (stored.state, stored.chosen_type, stored.override_reason) == ("submitted", "advisory", "")
    assert stored.submitted_at
    assert steps(stored) == [(1, "draft", "김담당")]
    assert told() == [("박부서장", "selection.submitted"), ("최거버", "selection.submitted")]
    notice = Notice.objects.first()
    assert notice.subject == f"‘{project}’ 사업의 유형 선정을 기안했습니다(시민자문형)."
    assert notice.url == f"/selection/{stored.pk}/"
    assert Event.objects.of(project.audit_chain).first().key == "selection.submitted"


def test_no_type_is_put_forward_where_none_applies(project):
    stored = submitted(project, INTERNAL)

    assert (stored.state, stored.chosen_type) == ("submitted", "")


@pytest.mark.parametrize(
    ("answers", "chosen", "reason", "sentence"),
    [
        (CITY, "advisory", REASON, "답하지 않은 물음이 남아"),
        (ADVISORY, "consultation", "", "사유를 적어 주세요"),
        (ADVISORY, "collaboration", "  ", "사유를 적어 주세요"),
        (ADVISORY, "", "", "사유를 적어 주세요"),
        (INTERNAL, "consultation", "", "사유를 적어 주세요"),
        (DISTRICT, "citizen_led", "", "사유를 적어 주세요"),
        (ADVISORY, "citizen_led", REASON, "시민주도형은 시민이 기획"),
        (ADVISORY, "citizen-led", REASON, "고를 수 없는 유형"),
    ],
)
def test_what_may_not_be_put_forward(project, official, answers, chosen, reason, sentence):
    assessment = answered(project, answers)

    with pytest.raises(ValidationError, match=sentence):
        actions.submit(by=official, assessment=assessment, chosen_type=chosen, override_reason=reason)
    assert Assessment.objects.get().state == AssessmentState.DRAFTING
    assert not Approval.objects.exists()


def test_a_departure_is_put_forward_with_its_reason(project):
    stored = submitted(project, ADVISORY, "collaboration", f"  {REASON}  ")

    assert (stored.chosen_type, stored.override_reason) == ("collaboration", REASON)
    assert stored.approvals.get().comment == REASON


def test_a_draft_that_was_changed_meanwhile_is_not_put_forward(project, official):
    assessment = answered(project, OPINION)
    actions.answer(by=official, assessment=assessment, answers=ADVISORY, version=assessment.version)

    with pytest.raises(ValidationError, match="그 사이 다른 화면에서"):
        actions.submit(
            by=official, assessment=assessment, chosen_type="consultation", version=assessment.version
        )


def test_nothing_is_put_forward_twice(project, official):
    assessment = submitted(project)

    with pytest.raises(ValidationError, match="결재 중인"):
        actions.submit(by=official, assessment=assessment, chosen_type="advisory")
    assert Approval.objects.count() == 1


@pytest.mark.parametrize("who", ["head", "other_official", "governance_officer", "administrator", "citizen"])
def test_only_the_departments_officers_put_forward(request, project, who):
    assessment = answered(project)

    with pytest.raises(PermissionDenied):
        actions.submit(by=request.getfixturevalue(who), assessment=assessment, chosen_type="advisory")


# --- concur


def test_concurring_is_an_opinion_that_blocks_nothing(project, governance_officer, head):
    assessment = submitted(project)

    actions.concur(
        by=governance_officer, assessment=assessment, version=assessment.version, comment=" 이견 없습니다. "
    )
    actions.approve(by=head, assessment=assessment, version=assessment.version)

    assert assessment.approvals.get(step="concur").comment == "이견 없습니다."
    assert Assessment.objects.get().state == AssessmentState.CONFIRMED


def test_approval_does_not_wait_for_the_opinion(project, head):
    assert approved(project, head).state == AssessmentState.CONFIRMED


def test_one_opinion_a_round(project, governance_officer):
    assessment = submitted(project)
    actions.concur(by=governance_officer, assessment=assessment, version=assessment.version)
    second = factories.make_official("governance_officer", name="다른거버")

    with pytest.raises(ValidationError, match="이미 최거버 님이 .*에 협의 의견을 냈습니다"):
        actions.concur(by=second, assessment=assessment, version=assessment.version)


def test_no_opinion_on_what_is_not_put_forward(project, governance_officer):
    with pytest.raises(ValidationError, match="아직 기안하지 않은"):
        actions.concur(by=governance_officer, assessment=(one := answered(project)), version=one.version)


def test_no_opinion_after_the_approval(project, governance_officer, head):
    with pytest.raises(ValidationError, match="이미 박부서장 님이 .*에 결재했습니다"):
        actions.concur(
            by=governance_officer, assessment=(one := approved(project, head)), version=one.version
        )


@pytest.mark.parametrize("who", ["official", "head", "auditor", "administrator", "citizen"])
def test_only_governance_officers_concur_and_confirm(request, project, who):
    assessment = submitted(project, chosen="consultation", reason=REASON)
    person = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        actions.concur(by=person, assessment=assessment, version=assessment.version)
    with pytest.raises(PermissionDenied):
        actions.confirm_departure(by=person, assessment=assessment, version=assessment.version)


# --- confirm


WEAKER = {
    "weaker": (DECISION, "advisory"),
    "none where one is recommended": (ADVISORY, ""),
    "one where none applies": (INTERNAL, "consultation"),
    "provisional": (LOCAL, "advisory"),
    "instead of another counter": (DISTRICT, "citizen_led"),
    "weaker than citizen-led": (CITIZEN, "collaboration"),
}


@pytest.mark.parametrize(("answers", "chosen"), WEAKER.values(), ids=WEAKER)
def test_a_weaker_choice_waits_for_its_confirmation(project, head, governance_officer, answers, chosen):
    assessment = submitted(project, answers, chosen, REASON)

    with pytest.raises(ValidationError, match="거버넌스 담당이 확인한 뒤에"):
        actions.approve(by=head, assessment=assessment, version=assessment.version)
    actions.concur(
        by=governance_officer, assessment=assessment, version=assessment.version, comment="이견 있습니다."
    )
    with pytest.raises(ValidationError, match="거버넌스 담당이 확인한 뒤에"):
        actions.approve(by=head, assessment=assessment, version=assessment.version)
    actions.confirm_departure(
        by=governance_officer, assessment=assessment, version=assessment.version, comment="사유가 분명합니다."
    )
    actions.approve(by=head, assessment=assessment, version=assessment.version)

    project.refresh_from_db()
    assert project.governance_type == chosen
    assert [step for _, step, _ in steps(assessment)] == ["draft", "concur", "review", "approve"]


def test_the_confirmation_is_told_to_the_heads(project, head, governance_officer):
    assessment = submitted(project, DECISION, "advisory", REASON)

    actions.confirm_departure(by=governance_officer, assessment=assessment, version=assessment.version)

    assert ("박부서장", "selection.departure_confirmed") in told()


@pytest.mark.parametrize("chosen", ["advisory", "collaboration"])
def test_what_is_not_weaker_needs_no_confirmation(project, governance_officer, chosen):
    assessment = submitted(project, ADVISORY, chosen, REASON)

    with pytest.raises(ValidationError, match="확인이 필요하지 않습니다"):
        actions.confirm_departure(by=governance_officer, assessment=assessment, version=assessment.version)


def test_one_confirmation_a_round(project, governance_officer):
    assessment = submitted(project, LOCAL)
    actions.confirm_departure(by=governance_officer, assessment=assessment, version=assessment.version)

    with pytest.raises(ValidationError, match="이미 최거버 님이 .*에 확인했습니다"):
        actions.confirm_departure(by=governance_officer, assessment=assessment, version=assessment.version)


def test_nothing_is_confirmed_before_it_is_put_forward(project, governance_officer):
    with pytest.raises(ValidationError, match="아직 기안하지 않은"):
        actions.confirm_departure(
            by=governance_officer, assessment=(one := answered(project, LOCAL)), version=one.version
        )


def test_a_confirmation_of_an_earlier_round_does_not_serve_the_next(
    project, official, head, governance_officer
):
    assessment = submitted(project, DECISION, "advisory", REASON)
    actions.confirm_departure(by=governance_officer, assessment=assessment, version=assessment.version)
    actions.send_back(
        by=head, assessment=assessment, version=assessment.version, comment="사유를 더 적어 주세요."
    )
    assessment = actions.submit(
        by=official, assessment=assessment, chosen_type="consultation", override_reason="더 약하게"
    )

    with pytest.raises(ValidationError, match="거버넌스 담당이 확인한 뒤에"):
        actions.approve(by=head, assessment=assessment, version=assessment.version)
    actions.confirm_departure(by=governance_officer, assessment=assessment, version=assessment.version)
    actions.approve(by=head, assessment=assessment, version=assessment.version)

    assert steps(assessment) == [
        (1, "draft", "김담당"),
        (1, "review", "최거버"),
        (1, "return", "박부서장"),
        (2, "draft", "김담당"),
        (2, "review", "최거버"),
        (2, "approve", "박부서장"),
    ]


# --- approve


def test_approval_gives_the_project_its_type(project, official, head, governance_officer):
    assessment = submitted(project)
    Notice.objects.all().delete()

    actions.approve(by=head, assessment=assessment, version=assessment.version, comment="좋습니다.")

    project.refresh_from_db()
    stored = Assessment.objects.get()
    assert (project.governance_type, project.status) == ("advisory", ProjectStatus.CONFIRMED)
    assert (stored.state, stored.approvals.get(step="approve").comment) == ("confirmed", "좋습니다.")
    assert stored.confirmed_at
    assert told() == [("김담당", "selection.approved")]
    assert Event.objects.of(project.audit_chain).first().sentence == (
        f"‘{project}’ 사업의 유형 선정을 결재했습니다(시민자문형)."
    )


@pytest.mark.parametrize("answers", [INTERNAL, DISTRICT])
def test_approving_no_type_takes_the_project_out(project, head, answers):
    approved(project, head, answers)

    project.refresh_from_db()
    assert (project.governance_type, project.status) == ("", ProjectStatus.NOT_APPLICABLE)


def test_mail_that_asks_for_what_is_done_is_withdrawn(project, head, governance_officer):
    approved(project, head)

    assert set(Notice.objects.filter(kind="selection.submitted").values_list("mail_state", flat=True)) == {
        "withdrawn"
    }
    assert Notice.objects.get(kind="selection.approved").mail_state == "pending"


@pytest.mark.parametrize(
    "who", ["official", "other_official", "governance_officer", "administrator", "citizen"]
)
def test_only_the_departments_head_approves(request, project, who):
    assessment = submitted(project)

    with pytest.raises(PermissionDenied, match="부서장만"):
        actions.approve(by=request.getfixturevalue(who), assessment=assessment, version=assessment.version)


def test_the_head_of_another_department_does_not_approve(project, other_department):
    stranger = factories.make_official("head", department=other_department)

    with pytest.raises(PermissionDenied, match="부서장만"):
        actions.approve(by=stranger, assessment=(one := submitted(project)), version=one.version)


def test_nobody_decides_on_a_draft_of_their_own(project, everything):
    assessment = submitted(project, LOCAL, by=everything)

    for act in (actions.concur, actions.confirm_departure, actions.approve):
        with pytest.raises(PermissionDenied, match="본인이 작성한 선정표"):
            act(by=everything, assessment=assessment, version=assessment.version)
    assert steps(assessment) == [(1, "draft", "김담당")]


def test_neither_does_who_wrote_the_answers_that_a_colleague_put_forward(project, everything, department):
    colleague = factories.make_official("officer", department=department, name="동료")
    assessment = answered(project, by=everything)
    actions.submit(by=colleague, assessment=assessment, chosen_type="advisory")

    with pytest.raises(PermissionDenied, match="본인이 작성한 선정표"):
        actions.approve(by=everything, assessment=assessment, version=assessment.version)


def test_neither_does_who_put_forward_the_answers_of_a_colleague(project, everything, department):
    colleague = factories.make_official("officer", department=department, name="동료")
    assessment = answered(project, by=colleague)
    actions.submit(by=everything, assessment=assessment, chosen_type="advisory")

    with pytest.raises(PermissionDenied, match="본인이 작성한 선정표"):
        actions.approve(by=everything, assessment=assessment, version=assessment.version)


def test_who_has_roles_but_no_part_in_the_draft_decides(project, department):
    colleague = factories.make_official("officer", department=department)
    person = grant(grant(colleague, "head", department), "governance_officer")
    assessment = submitted(project)

    actions.concur(by=person, assessment=assessment, version=assessment.version)
    actions.approve(by=person, assessment=assessment, version=assessment.version)

    assert Assessment.objects.get().state == AssessmentState.CONFIRMED


def test_who_confirmed_a_departure_does_not_approve_it(project, head):
    grant(head, "governance_officer")
    assessment = submitted(project, LOCAL)
    actions.confirm_departure(by=head, assessment=assessment, version=assessment.version)

    with pytest.raises(PermissionDenied, match="확인한 사람은 결재할 수 없습니다"):
        actions.approve(by=head, assessment=assessment, version=assessment.version)


@pytest.mark.parametrize(
    ("make", "sentence"), [(answered, "아직 기안하지 않은"), (approved, "이미 박부서장 님이")]
)
def test_approval_needs_its_moment(project, head, make, sentence):
    assessment = make(project, head) if make is approved else make(project)

    with pytest.raises(ValidationError, match=sentence):
        actions.approve(by=head, assessment=assessment, version=assessment.version)


def test_a_row_that_was_confirmed_without_a_line_stays_confirmed(project, head):
    assessment = submitted(project)
    Assessment.objects.update(state="confirmed", confirmed_at=assessment.submitted_at)

    with pytest.raises(ValidationError, match="이미 확정한 선정표"):
        actions.approve(by=head, assessment=assessment, version=assessment.version)


@pytest.mark.parametrize(
    ("answers", "governance_type", "status"),
    [
        (ADVISORY, "advisory", ProjectStatus.RUNNING),
        (DECISION, "collaboration", ProjectStatus.CONFIRMED),
        (INTERNAL, "", ProjectStatus.NOT_APPLICABLE),
    ],
)
def test_a_running_process_of_the_same_type_runs_on(project, head, answers, governance_type, status):
    approved(project, head)
    projects.set_progress(project=project, status=ProjectStatus.RUNNING)
    project.refresh_from_db()

    approved(project, head, answers)

    project.refresh_from_db()
    assert (project.governance_type, project.status) == (governance_type, status)
    assert Assessment.objects.filter(state="confirmed").count() == 2


def test_a_project_that_is_over_keeps_its_type(project, head):
    assessment = submitted(project)
    projects.set_progress(project=project, status=ProjectStatus.COMPLETED)

    with pytest.raises(ValidationError, match="이미 끝난 사업"):
        actions.approve(by=head, assessment=assessment, version=assessment.version)
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED


# --- send back


@pytest.mark.parametrize("who", ["head", "governance_officer"])
def test_sending_back_tells_the_drafter_why(request, project, official, who):
    assessment = submitted(project)
    Notice.objects.all().delete()

    actions.send_back(
        by=request.getfixturevalue(who),
        assessment=assessment,
        version=assessment.version,
        comment=" 다시 보아 주세요. ",
    )

    stored = Assessment.objects.get()
    assert stored.state == AssessmentState.RETURNED
    assert stored.approvals.get(step=ApprovalStep.RETURN).comment == "다시 보아 주세요."
    assert told() == [("김담당", "selection.sent_back")]
    assert "다시 보아 주세요." in Notice.objects.get().body
    assert Event.objects.of(project.audit_chain).first().key == "selection.sent_back"


def test_sending_back_needs_a_reason(project, head):
    assessment = submitted(project)

    with pytest.raises(ValidationError, match="반려하는 까닭"):
        actions.send_back(by=head, assessment=assessment, version=assessment.version, comment=" \n ")
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED


@pytest.mark.parametrize("who", ["official", "other_official", "auditor", "citizen"])
def test_others_do_not_send_back(request, project, who):
    with pytest.raises(PermissionDenied, match="부서장과 거버넌스 담당만"):
        actions.send_back(
            by=request.getfixturevalue(who),
            assessment=(one := submitted(project)),
            version=one.version,
            comment="까닭",
        )


def test_what_was_sent_back_is_not_decided_on(project, head, governance_officer):
    assessment = actions.send_back(
        by=head, assessment=(one := submitted(project)), version=one.version, comment="까닭"
    )

    for act in (actions.approve, actions.send_back):
        with pytest.raises(ValidationError, match="이미 박부서장 님이 .*에 반려했습니다"):
            act(by=head, assessment=assessment, version=assessment.version, comment="까닭")
    with pytest.raises(ValidationError, match="반려했습니다"):
        actions.concur(by=governance_officer, assessment=assessment, version=assessment.version)


def test_each_return_is_told_anew(project, official, head):
    assessment = actions.send_back(
        by=head, assessment=(one := submitted(project)), version=one.version, comment="한 번"
    )
    assessment = actions.submit(by=official, assessment=assessment, chosen_type="advisory")
    actions.send_back(by=head, assessment=assessment, version=assessment.version, comment="두 번")

    assert Notice.objects.filter(kind="selection.sent_back").count() == 2
    assert Notice.objects.filter(kind="selection.submitted").count() == 2


# --- a signature serves only what the signer saw


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("governance_officer", "concur"),
        ("governance_officer", "confirm_departure"),
        ("head", "approve"),
        ("head", "send_back"),
    ],
)
def test_nobody_signs_what_was_put_forward_anew_since_they_looked(
    request, project, official, head, who, name
):
    seen = submitted(project, DECISION, "advisory", REASON)
    back = actions.send_back(by=head, assessment=seen, version=seen.version, comment="다시 보아 주세요.")
    anew = actions.submit(
        by=official, assessment=back, chosen_type="consultation", override_reason="더 약하게"
    )
    if name == "approve":
        confirming = request.getfixturevalue("governance_officer")
        actions.confirm_departure(by=confirming, assessment=anew, version=anew.version)
    before = steps(anew)

    with pytest.raises(ValidationError, match="그 사이 다시 기안되었습니다"):
        getattr(actions, name)(
            by=request.getfixturevalue(who), assessment=seen, version=seen.version, comment="의견"
        )

    assert steps(anew) == before
    project.refresh_from_db()
    assert project.governance_type == ""
