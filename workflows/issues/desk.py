"""What waits for a person in issues: the officials answer and settle them; the other sides are told by mail."""

from django.urls import reverse

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import today

from .enums import Side
from .models import Issue


def waiting(user) -> list[Errand]:
    """Issues of the person's offices to answer or to settle; in one query more than the person's roles."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return []
    issues = Issue.objects.open().in_work().with_facts()
    ours = issues.filter(duty__stage__run__project__department__in=offices)
    return [errand for issue in ours.order_by("reply_due_on", "pk") for errand in errands_of(issue)]


def errands_of(issue: Issue):
    """The one line of an issue; none while the department's own question still has time to be answered."""
    if issue.answered_at is None and issue.side != Side.OFFICER:
        yield errand(issue, "협의에 답하기", "답하기", issue.get_absolute_url())
    elif issue.answered_at or issue.reply_due_on < today():
        yield errand(issue, "조정결과 적기", "결과 적기", reverse("issues:settle", args=[issue.pk]))


def errand(issue: Issue, what: str, action: str, url: str) -> Errand:
    about = str(issue.duty.stage.run.project)
    note = f"{issue.get_side_display()} 제기"
    return Errand(f"{what}: {issue.title}", about, action, url, issue.reply_due_on, note)
