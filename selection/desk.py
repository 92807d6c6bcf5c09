"""What waits for a person in this room: assessments to finish, to concur on, to confirm, to approve."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from projects.calendar import work_calendar
from projects.norms import in_query
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL

from .departures import choice_label, needs_confirmation
from .enums import ApprovalStep, AssessmentState, Status
from .models import Approval, Assessment
from .norms import CONCUR_DAYS
from .records import stored_result, type_of


def waiting(user) -> list[Errand]:
    """The lines for this person: one query for assessments, one for a calendar where needed.

    Where no assessment was begun, the driver says so: it reads the projects of the department anyway.
    """
    return list(_on_assessments(user))


def _on_assessments(user) -> Iterator[Errand]:
    if not user.has_role(Role.OFFICER, Role.HEAD, Role.GOVERNANCE_OFFICER):
        return
    assessments = list(_open_for(user))
    deadlines = _deadlines(assessments) if user.has_role(Role.GOVERNANCE_OFFICER) else {}
    for assessment in assessments:
        if assessment.state != AssessmentState.SUBMITTED:
            yield _to_finish(assessment)
        elif user.pk not in (assessment.drafted_by_id, assessment.submitted_by):
            yield from _to_decide(user, assessment, deadlines.get(assessment.pk))


def _open_for(user) -> QuerySet[Assessment]:
    """Open assessments that may wait for the person, with what was done in their present round."""
    editable = [AssessmentState.DRAFTING, AssessmentState.RETURNED]
    wanted = Q(state__in=editable, project__department__in=user.departments_as(Role.OFFICER))
    submitted = Q(state=AssessmentState.SUBMITTED)
    if not user.has_role(Role.GOVERNANCE_OFFICER):
        submitted &= Q(project__department__in=user.departments_as(Role.HEAD))
    steps = Approval.objects.filter(assessment=OuterRef("pk"))
    of_round = steps.filter(round=OuterRef("round_now"))
    return (
        Assessment.objects.filter(wanted | submitted)
        .select_related("project")
        .annotate(
            round_now=Subquery(steps.order_by("-round").values("round")[:1]),
            submitted_by=_by(of_round, ApprovalStep.DRAFT),
            confirmed_by=_by(of_round, ApprovalStep.REVIEW),
            is_concurred=Exists(of_round.filter(step=ApprovalStep.CONCUR)),
            concur_days=in_query(CONCUR_DAYS),
        )
        .order_by("submitted_at", "pk")
    )


def _by(steps: QuerySet[Approval], step: ApprovalStep) -> Subquery:
    return Subquery(steps.filter(step=step).values("by_id")[:1])


def _deadlines(assessments: list[Assessment]) -> dict[int, date]:
    """Until when the governance officer should have spoken, by assessment."""
    submitted = [a for a in assessments if a.state == AssessmentState.SUBMITTED]
    if not submitted:
        return {}
    calendar = work_calendar()
    return {
        a.pk: calendar.add_working_days(a.submitted_at.astimezone(SEOUL).date(), a.concur_days)
        for a in submitted
    }


def _to_finish(assessment: Assessment) -> Errand:
    if assessment.state == AssessmentState.RETURNED:
        return _errand(assessment, "반려된 유형 선정", "고치기", "detail")
    if assessment.status == Status.INCOMPLETE:
        return _errand(assessment, "작성 중인 유형 선정", "물음에 답하기", "answer")
    return _errand(assessment, "작성 중인 유형 선정", "기안하기", "submit")


def _to_decide(user, assessment: Assessment, due: date | None) -> Iterator[Errand]:
    lacks = _lacks_confirmation(assessment)
    if user.has_role(Role.GOVERNANCE_OFFICER):
        if lacks:
            yield _errand(assessment, "권고와 다른 유형 선정 확인", "확인하기", "confirm", due)
        if not assessment.is_concurred:
            yield _errand(assessment, "유형 선정 협의", "협의하기", "concur", due)
    heads = assessment.project.department_id in user.departments_as(Role.HEAD)
    if heads and not lacks and assessment.confirmed_by != user.pk:
        yield _errand(assessment, "유형 선정 결재", "결재하기", "approve")


def _lacks_confirmation(assessment: Assessment) -> bool:
    needed = needs_confirmation(stored_result(assessment), type_of(assessment.chosen_type))
    return needed and assessment.confirmed_by is None


def _errand(assessment: Assessment, title: str, action: str, name: str, due: date | None = None) -> Errand:
    note = ""
    if assessment.state == AssessmentState.SUBMITTED:
        note = f"선정: {choice_label(assessment.status, assessment.chosen_type)}"
    url = reverse(f"selection:{name}", args=[assessment.pk])
    return Errand(title, assessment.project.title, action, url, due, note)
