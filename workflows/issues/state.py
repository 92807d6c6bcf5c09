"""The moment: whether an issue can be raised or still be written in. Raises, with one sentence, when not."""

from django.core.exceptions import ValidationError

from projects.enums import StageKey
from workflows.runs.models import StageRun
from workflows.runs.state import refuse_closed_stage, refuse_not_open

from .enums import IssueState, Side
from .models import Issue


def refuse_raising(stage: StageRun) -> None:
    """Raise ValidationError unless issues may come up in the stage now.

    Procurement is the administration's alone: neither members nor bidders take part in budget, contract and
    evaluation (가이드라인 2), so that nobody could answer.
    """
    refuse_not_open(stage)
    if stage.key == StageKey.PROCUREMENT:
        raise ValidationError(
            "발주 단계의 예산·계약·평가는 시가 맡아 하므로 추진단, 수행사와 협의하지 않습니다. "
            "다음 단계에서 제기해 주세요."
        )


def refuse_over(issue: Issue) -> None:
    """Raise ValidationError unless the issue is open, in the open stage of a running process."""
    if issue.state == IssueState.SETTLED:
        raise ValidationError("이미 조정을 마친 협의입니다.")
    if issue.state == IssueState.WITHDRAWN:
        raise ValidationError("제기한 사람이 거둔 협의입니다.")
    refuse_closed_stage(issue.duty)


def refuse_unanswered(issue: Issue) -> None:
    """Raise ValidationError while a citizen's words wait for their first answer."""
    if issue.side == Side.MEMBER and issue.answered_at is None:
        raise ValidationError(
            "추진단이 제기한 협의에 아직 답하지 않았습니다. 먼저 답한 뒤에 조정결과를 적어 주세요."
        )


def why_raising_is_refused(stage: StageRun | None) -> str:
    """Why no issue can be raised in the stage now, in one sentence; empty when it can."""
    if stage is None:
        return "진행 중인 단계가 없어 협의를 제기할 수 없습니다."
    return _sentence(refuse_raising, stage)


def why_over(issue: Issue) -> str:
    """Why nothing more can be written in the issue, in one sentence; empty when it can."""
    return _sentence(refuse_over, issue)


def _sentence(refuse, thing) -> str:
    try:
        refuse(thing)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""
