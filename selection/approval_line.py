"""The line of approval of an assessment as it stands: what was done in this round, and what may be done next.

기안 → 협의 (an opinion) and, where the department departs from the recommendation, 확인 → 결재. Every submission
opens a round; what was confirmed in an earlier round does not serve the present one.
"""

from dataclasses import dataclass
from functools import cached_property

from seoul_gov.ui.korean import korean_datetime

from .departures import choice_label, needs_confirmation
from .enums import ApprovalStep, AssessmentState
from .models import Approval, Assessment
from .records import stored_result, type_of

NOT_SUBMITTED = "아직 기안하지 않은 선정표입니다."
LOCKED = "결재 중인 선정표는 고칠 수 없습니다. 고칠 것이 있으면 반려를 요청해 주세요."
APPROVED = "이미 확정한 선정표입니다."
ABANDONED = "그만둔 선정표입니다."
NOT_NEEDED = "권고보다 약하지 않은 유형이라 거버넌스 담당의 확인이 필요하지 않습니다."
CONFIRM_FIRST = "거버넌스 담당이 확인한 뒤에 결재할 수 있습니다."


@dataclass(frozen=True)
class ApprovalLine:
    """Reads the assessment's approvals once; prefetch ``approvals__by`` for several.

    Each ``refusal_to_…`` is a Korean sentence that says why the step cannot be taken now, empty when it can.
    """

    assessment: Assessment

    @cached_property
    def approvals(self) -> list[Approval]:
        """Every step that was ever taken, oldest first."""
        return list(self.assessment.approvals.all())

    @cached_property
    def round(self) -> int:
        """The number of the latest submission, 0 before the first."""
        return max((approval.round for approval in self.approvals), default=0)

    @cached_property
    def steps(self) -> dict[str, Approval]:
        """The steps taken in the present round."""
        return {approval.step: approval for approval in self.approvals if approval.round == self.round}

    def step(self, step: ApprovalStep) -> Approval | None:
        """A step of the present round, None while it is not taken."""
        return self.steps.get(step)

    @cached_property
    def drafters(self) -> frozenset[int]:
        """Ids of those whose draft it is: who wrote the answers and who put them forward."""
        drafted = self.step(ApprovalStep.DRAFT)
        return frozenset({self.assessment.drafted_by_id} | ({drafted.by_id} if drafted else set()))

    @cached_property
    def needs_confirmation(self) -> bool:
        """Whether the choice put forward waits for the governance officer."""
        return needs_confirmation(stored_result(self.assessment), type_of(self.assessment.chosen_type))

    @property
    def lacks_confirmation(self) -> bool:
        return self.needs_confirmation and not self.step(ApprovalStep.REVIEW)

    @property
    def choice(self) -> str:
        """The choice put forward, as it is called."""
        return choice_label(self.assessment.status, self.assessment.chosen_type)

    def refusal_to_change(self) -> str:
        """Why the answers cannot be changed or put forward now."""
        if self.assessment.is_editable:
            return ""
        return LOCKED if self.assessment.state == AssessmentState.SUBMITTED else self._over()

    def refusal_to_decide(self) -> str:
        """Why nobody can take a step on it now: it is not, or no longer, under approval."""
        if self.assessment.state == AssessmentState.SUBMITTED:
            return ""
        if self.assessment.is_over:
            return self._over()
        returned = self.step(ApprovalStep.RETURN)
        return (
            _told(returned, "반려했습니다. 다시 기안한 뒤에 처리할 수 있습니다.")
            if returned
            else NOT_SUBMITTED
        )

    def refusal_to_concur(self) -> str:
        return self.refusal_to_decide() or _told(self.step(ApprovalStep.CONCUR), "협의 의견을 냈습니다.")

    def refusal_to_confirm(self) -> str:
        if refusal := self.refusal_to_decide():
            return refusal
        if not self.needs_confirmation:
            return NOT_NEEDED
        return _told(self.step(ApprovalStep.REVIEW), "확인했습니다.")

    def refusal_to_approve(self) -> str:
        return self.refusal_to_decide() or (CONFIRM_FIRST if self.lacks_confirmation else "")

    def _over(self) -> str:
        """How it came to an end, by approval or by giving up."""
        if self.assessment.state == AssessmentState.ABANDONED:
            return _told(self.step(ApprovalStep.ABANDON), "그만두었습니다.") or ABANDONED
        return _told(self.step(ApprovalStep.APPROVE), "결재했습니다.") or APPROVED


def _told(approval: Approval | None, deed: str) -> str:
    """Who was first, and when; empty when nobody was."""
    return f"이미 {approval.by} 님이 {korean_datetime(approval.at)}에 {deed}" if approval else ""
