"""Who tries rules out, commits to a draw, enters its value and replaces who left. Everybody reads what was committed to.

Each answer is a Verdict with its reason.
"""

from panels.calls.models import RecruitmentCall
from panels.screening.permissions import can_screen
from seoul_gov.ui.verdicts import Verdict, allow

from .models import LotteryRun

OTHER_CLERK = "처음 값을 적은 사람이 아닌 다른 담당자가 확인해야 합니다."


def can_commit(user, call: RecruitmentCall) -> Verdict:
    """Fix quotas, source and time: the officers of the project's department."""
    return can_screen(user, call)


def can_try(user, call: RecruitmentCall) -> Verdict:
    """Try rules out and call the calculation off: the officers of the project's department."""
    return can_screen(user, call)


def can_enter(user, run: LotteryRun) -> Verdict:
    """Enter what the source showed: two officers of the department, each once. After the draw the action refuses both."""
    verdict = can_screen(user, run.call)
    return allow(run.is_drawn or run.first_by_id != user.pk, OTHER_CLERK) if verdict else verdict


def can_replace(user, run: LotteryRun) -> Verdict:
    """Draw the seats of those who left: the officers of the project's department."""
    return can_screen(user, run.call)
