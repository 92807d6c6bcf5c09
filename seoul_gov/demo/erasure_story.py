"""A call of seven months ago that was taken back: what citizens wrote for it is past its period and gone, with its records;
and somebody who has left a panel asks to be erased."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from panels import actions as panels
from panels.calls import actions as calls
from panels.enums import PanelKind
from panels.erasure import actions as erasure
from panels.erasure.models import Destruction, ErasureRequest
from panels.models import Panel
from projects.models import Project

from . import people
from .call_story import APPLICANTS, CALLS, apply, move, terms_of
from .panel_story import seat

AGO = timedelta(days=215)
OVER = CALLS[-1]
REASON = "일정이 바뀌어 모집을 취소합니다. 새 일정이 정해지면 다시 모집합니다."


@transaction.atomic
def load() -> None:
    """Tell it once."""
    if Destruction.objects.exists():
        return
    panel = earlier_call()
    erasure.erase_due()
    somebody_asks(panel)


def earlier_call() -> Panel:
    """The panel of the call that was taken back; one citizen had been invited into it."""
    project = Project.objects.select_related("officer").get(title=OVER.project)
    facts = {"kind": PanelKind.ONLINE, "name": "온라인참여단(1차)", "purpose": OVER.duties}
    panel = panels.create(by=project.officer, project=project, **facts)
    call = calls.draft(by=project.officer, panel=panel, terms=terms_of(OVER, project))
    call = calls.publish(by=project.officer, call=call)
    for answers in APPLICANTS[:2]:
        apply(call, answers)
    person = people.person(APPLICANTS[2]["login"])
    calls.save(by=person, call=call, answers={"name": person.name, "interest": "쓰다가 만 지원서입니다."})
    calls.cancel(by=project.officer, call=call, reason=REASON)
    seat(panel, project.officer, "citizen4", 0)
    panels.dissolve(by=project.officer, panel=panel, reason=REASON)
    then = timezone.now() - AGO
    Panel.objects.filter(pk=panel.pk).update(created_at=then, dissolved_at=then + timedelta(days=10))
    moments = {"published_at": then, "opens_at": then, "closes_at": then + timedelta(days=14)}
    move(call, created_at=then, cancelled_at=then + timedelta(days=9), **moments)
    panel.memberships.update(invited_at=then, accepted_at=then, ended_at=then + timedelta(days=10))
    return panel


def somebody_asks(panel: Panel) -> ErasureRequest:
    """Who had been in the panel wants to be erased from it before the three years are over."""
    left = panel.memberships.select_related("panel", "user").get()
    return erasure.ask(by=left.user, membership=left, wish="이사를 해서 더 참여하지 못합니다.")
