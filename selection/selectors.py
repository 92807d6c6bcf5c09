"""Reads shaped for the pages about assessments: where one stands, and what this person may do next."""

from dataclasses import dataclass

from django.urls import reverse

from seoul_gov.ui.korean import korean_datetime

from . import permissions
from .approval_line import ApprovalLine
from .enums import ApprovalStep, AssessmentState, Status
from .explain import Explanation, explain
from .grid import Grid, grid_of
from .models import Approval, Assessment, Edition
from .recommend import Answers
from .table import Answered, Table, answered, table_of

NEXT = {
    AssessmentState.DRAFTING: "사업담당자가 물음에 답하고 유형을 기안할 차례입니다.",
    AssessmentState.RETURNED: "반려된 선정표입니다. 사업담당자가 고쳐서 다시 기안할 차례입니다.",
    AssessmentState.CONFIRMED: "유형 선정을 마쳤습니다.",
    AssessmentState.ABANDONED: "그만둔 유형 선정입니다. 유형이 필요하면 새로 시작해 주세요.",
}
TO_CONFIRM = "거버넌스 담당이 확인할 차례입니다. 확인한 뒤에 부서장이 결재합니다."
TO_APPROVE = "부서장이 결재할 차례입니다."
TO_CONCUR = " 거버넌스 담당은 결재 전까지 협의 의견을 낼 수 있습니다."
TONES = {
    Status.RECOMMENDED: "success",
    Status.RESOLVED: "success",
    Status.REVIEW: "warning",
    Status.NOT_APPLICABLE: "gray",
    Status.REDIRECT: "gray",
    Status.INCOMPLETE: "info",
}
TITLES = {
    ApprovalStep.DRAFT: "기안 (사업담당자)",
    ApprovalStep.CONCUR: "협의 (거버넌스 담당)",
    ApprovalStep.REVIEW: "권고와 다른 선정 확인 (거버넌스 담당)",
    ApprovalStep.APPROVE: "결재 (부서장)",
    ApprovalStep.RETURN: "반려",
    ApprovalStep.ABANDON: "그만둠 (사업담당자)",
}
ENDS = {ApprovalStep.RETURN: ("late", "반려"), ApprovalStep.ABANDON: ("skipped", "그만둠")}


@dataclass(frozen=True)
class Reading:
    """Some answers under an edition as a page shows them."""

    explanation: Explanation
    table: Table
    answered: tuple[Answered, ...]

    @property
    def tone(self) -> str:
        """The tone of the badge that names the outcome."""
        return TONES[self.explanation.recommendation.status]


@dataclass(frozen=True)
class Door:
    """Something that this person may do now."""

    label: str
    url: str
    kind: str


DOORS = (
    ("answer", "물음에 답하기", "secondary", permissions.can_answer, ApprovalLine.refusal_to_change),
    ("submit", "기안하기", "primary", permissions.can_submit, ApprovalLine.refusal_to_change),
    ("concur", "협의 의견 쓰기", "secondary", permissions.can_concur, ApprovalLine.refusal_to_concur),
    ("confirm", "확인하기", "primary", permissions.can_confirm_departure, ApprovalLine.refusal_to_confirm),
    ("approve", "결재하기", "primary", permissions.can_approve, ApprovalLine.refusal_to_approve),
    ("abandon", "그만두기", "tertiary", permissions.can_abandon, ApprovalLine.refusal_to_change),
    ("send-back", "반려하기", "tertiary", permissions.can_send_back, ApprovalLine.refusal_to_decide),
)


def read(answers: Answers, grid: Grid) -> Reading:
    """The answers read under the sheet."""
    explanation = explain(answers, grid.matrix)
    return Reading(explanation, table_of(explanation, grid), answered(answers, grid))


def current_grid() -> Grid | None:
    """The sheet of the edition in force, None before the first is published."""
    edition = Edition.objects.prefetch_related("rows", "questions").current()
    return grid_of(edition) if edition else None


def doors(user, line: ApprovalLine) -> list[Door]:
    """What the person may do with the assessment now, in the order of the line of approval."""
    return [
        Door(label, reverse(f"selection:{name}", args=[line.assessment.pk]), kind)
        for name, label, kind, may, refusal in DOORS
        if may(user, line.assessment) and not refusal(line)
    ]


def next_step(line: ApprovalLine) -> str:
    """Who has to act now, in a sentence or two."""
    if line.assessment.state != AssessmentState.SUBMITTED:
        return NEXT[line.assessment.state]
    sentence = TO_CONFIRM if line.lacks_confirmation else TO_APPROVE
    return sentence if line.step(ApprovalStep.CONCUR) else sentence + TO_CONCUR


def hindrance(user, line: ApprovalLine) -> str:
    """Why somebody who usually decides may not decide on this one; empty for everybody else."""
    if line.assessment.state != AssessmentState.SUBMITTED:
        return ""
    if permissions.is_head(user, line.assessment.project):
        return permissions.can_approve(user, line.assessment).reason
    reason = permissions.can_concur(user, line.assessment).reason
    return "" if reason == permissions.NOT_GOVERNANCE else reason


def newer_edition(assessment: Assessment) -> Edition | None:
    """The edition in force, if it is not the one that the assessment was opened under."""
    current = Edition.objects.current()
    return None if current == assessment.edition else current


def stages(line: ApprovalLine) -> list[dict]:
    """The present round as a timeline: what was done, and what is still to come."""
    taken = [done(approval) for approval in line.steps.values()]
    if line.assessment.state == AssessmentState.ABANDONED:
        return taken
    if line.assessment.is_editable:
        return [*taken, awaited(ApprovalStep.DRAFT, "open")]
    steps = [ApprovalStep.DRAFT, ApprovalStep.CONCUR]
    steps += [ApprovalStep.REVIEW] if line.needs_confirmation else []
    return [stage(line, step) for step in (*steps, ApprovalStep.APPROVE)]


def stage(line: ApprovalLine, step: ApprovalStep) -> dict:
    if approval := line.step(step):
        return done(approval)
    if line.assessment.state == AssessmentState.CONFIRMED:
        return awaited(step, "skipped", "의견 없이 결재했습니다.")
    if step == ApprovalStep.APPROVE and line.lacks_confirmation:
        return awaited(step, "todo", "확인한 뒤에 결재합니다.")
    return awaited(step, "open", "선택: 결재를 막지 않습니다." if step == ApprovalStep.CONCUR else "")


def done(approval: Approval) -> dict:
    state, label = ENDS.get(approval.step, ("done", "완료"))
    return {
        "title": TITLES[approval.step],
        "state": state,
        "state_label": label,
        "dates": f"{approval.by} · {korean_datetime(approval.at)}",
        "note": approval.comment,
    }


def awaited(step: ApprovalStep, state: str, note: str = "") -> dict:
    labels = {"open": "차례", "todo": "예정", "skipped": "생략"}
    return {"title": TITLES[step], "state": state, "state_label": labels[state], "note": note}


def earlier_rounds(line: ApprovalLine) -> list[dict]:
    """Every step of the rounds before, oldest first."""
    return [done(approval) for approval in line.approvals if approval.round < line.round]
