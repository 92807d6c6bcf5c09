"""다음 모집 안내: who agreed to it hears of new calls, and may take that back at any time."""

from django.db import transaction
from django.utils import timezone

from panels.calls import events, permissions, selectors
from panels.calls.models import Application, RecruitmentCall
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.verdicts import require

from .calls import period_of

CHUNK = 200
"""How many people one transaction tells."""


def tell_news() -> int:
    """Tell everybody of the new calls who agreed to hear of them; answers how many notices are new.

    Publishing a call writes none of them: it waits for nobody. Each chunk is a transaction of its own, so that what a dead
    worker left is told by the next one; twice at once has one effect, for the call's row is held.
    """
    count = 0
    for call in RecruitmentCall.objects.news(timezone.now()).order_by("pk"):
        while told := tell_some(call):
            count += told
    return count


@transaction.atomic
def tell_some(call: RecruitmentCall) -> int:
    """Tell the next chunk of people; answers how many, 0 once everybody knows and that is noted."""
    call = RecruitmentCall.objects.held().get(pk=call.pk)
    if not RecruitmentCall.objects.news(timezone.now()).filter(pk=call.pk).exists():
        return 0
    people = [Recipient.of(person) for person in selectors.listeners(call)[:CHUNK]]
    if people:
        return notify(
            kind=events.NEWS_TOLD, to=people, message=news(call), scope=call.scope, key=f"call:{call.pk}:news"
        )
    call.news_told_at = timezone.now()
    call.save(update_fields=["news_told_at"])
    if count := selectors.told_of(call):
        chain = call.panel.project.audit_chain
        audit.record(by=None, kind=events.NEWS_TOLD, on=call, chain=chain, call=call, count=count)
    return 0


def news(call: RecruitmentCall) -> Message:
    """What a citizen is told of a new call; no mail goes out once it is over."""
    panel = call.panel
    subject = f"새 모집: ‘{call}’ {panel.kind_label} 단원을 모집합니다."
    detail = "\n".join(
        [
            f"접수 기간: {period_of(call)}",
            f"모집 인원: {call.seats}명",
            "지난 신청 때 다음 모집 안내에 동의하셔서 알려 드립니다. 알림 설정이나 내 지원서에서 그만 받을 수 있습니다.",
        ]
    )
    return Message(subject, call.get_absolute_url(), detail=detail, send_before=call.closes_at)


@transaction.atomic
def stop_news(*, by, application: Application) -> Application:
    """Take back the agreement to hear of other calls, whatever became of the application, and with it the same agreement
    in the person's other applications. Doing it twice has one effect."""
    require(permissions.is_own(by, application))
    call = RecruitmentCall.objects.with_facts().get(pk=application.call_id)
    if selectors.news_agreements(by).update(withdrawn_at=timezone.now()):
        chain = call.panel.project.audit_chain
        audit.record(by=by, kind=events.NEWS_STOPPED, on=call, chain=chain, call=call)
    return application
