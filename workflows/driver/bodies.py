"""Whether the bodies that a process asks for are in office: the panels room's answer in the driver's words."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from panels import selectors as panels
from panels.enums import PanelKind, PanelState
from panels.models import Panel
from workflows.runs.contract import Missing
from workflows.runs.models import DutyRun

CREATE = "추진단 구성하기"
LOOK = "추진단 보기"
Formed = dict[tuple[int, str], Panel]


def settled(duties: Iterable[DutyRun]) -> dict[int, Missing | None]:
    """None for each duty whose project has one of its bodies in office with a member, else what is missing.

    After a duty was reopened, somebody has to have joined since.
    """
    duties = list(duties)
    projects = {duty.stage.run.project_id for duty in duties}
    joined, formed = panels.last_joined(projects), _formed(projects)
    return {duty.pk: None if _is_in_office(duty, joined) else _missing(duty, formed) for duty in duties}


def _formed(projects: set[int]) -> Formed:
    """The bodies that are being formed or are in office, by project id and kind; the newest of a kind."""
    panels = Panel.objects.filter(project__in=projects).exclude(state=PanelState.DISSOLVED)
    return {(panel.project_id, panel.kind): panel for panel in panels.order_by("pk")}


def _is_in_office(duty: DutyRun, joined: dict[tuple[int, str], datetime]) -> bool:
    project = duty.stage.run.project_id
    moments = [joined[project, body] for body in duty.bodies if (project, body) in joined]
    return bool(moments) and (duty.reopened_at is None or max(moments) > duty.reopened_at)


def _missing(duty: DutyRun, formed: Formed) -> Missing:
    project = duty.stage.run.project_id
    begun = next((formed[project, body] for body in duty.bodies if (project, body) in formed), None)
    if begun is not None:
        return _unfinished(begun)
    names = "·".join(PanelKind(body).label for body in duty.bodies)
    sentence = f"단원이 활동 중인 기구가 아직 없습니다({names}). 구성해 단원을 위촉해 주세요."
    return Missing(sentence, reverse("panels:create", args=[project]), CREATE)


def _unfinished(panel: Panel) -> Missing:
    """What a body lacks that is there already: its end of forming, or somebody who joins."""
    sentence = f"‘{panel}’ 추진단을 구성하고 있습니다. 초대한 사람이 수락한 뒤에 구성을 마칩니다."
    if panel.state == PanelState.ACTIVE:
        sentence = f"‘{panel}’에 새로 위촉한 단원이 없습니다."
    return Missing(sentence, panel.get_absolute_url(), LOOK, begun=True)
