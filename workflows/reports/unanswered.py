"""What people said in a process and nobody has answered yet."""

from seoul_gov.ui.korean import josa
from workflows.issues.enums import IssueState, Side
from workflows.issues.models import Issue
from workflows.meetings.enums import AdviceState, MeetingState
from workflows.meetings.models import AdviceNote
from workflows.opinions.enums import RoundState
from workflows.opinions.models import Opinion
from workflows.reviews.models import Comment
from workflows.runs.models import ProcessRun


def waiting(run: ProcessRun) -> list[str]:
    """A sentence for each kind of words that wait for an answer, in four queries; what was called off does not wait."""
    notes = AdviceNote.objects.filter(item__meeting__duty__stage__run=run, state=AdviceState.SUBMITTED)
    opinions = Opinion.objects.undecided().filter(round__duty__stage__run=run)
    issues = Issue.objects.filter(
        duty__stage__run=run, state=IssueState.OPEN, side=Side.MEMBER, answered_at=None
    )
    kinds = {
        "산출물 검토 의견": Comment.objects.unanswered().filter(review__round__duty__stage__run=run),
        "자문의견": notes.exclude(item__meeting__state=MeetingState.CANCELLED),
        "시민 의견": opinions.exclude(round__state=RoundState.CANCELLED),
        "수시 협의": issues,
    }
    counts = {name: rows.count() for name, rows in kinds.items()}
    return [
        f"답하지 않은 {josa(name, '이/가')} {count}건 있습니다. 모두 답한 뒤에 공개해 주세요."
        for name, count in counts.items()
        if count
    ]
