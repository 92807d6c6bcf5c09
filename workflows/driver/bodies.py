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


def settled(duties: Iterable[DutyRun]) -> dict[int, Missing | None]:
    """None for each duty whose project has one of its bodies in office with a member, else what is missing.

    After a duty was reopened, somebody has to have joined since.
    """
    duties = list(duties)
    projects = {duty.stage.run.project_id for duty in duties}
    joined, formed = panels.last_joined(projects), _formed(projects)
    return {duty.pk: None if _is_in_office(duty, joined) else _missing(duty, formed) for duty in duties}


def _formed(projects: set[int]) -> set[tuple[int, str]]:
    """The bodies that are being formed or are in office, by project id and kind."""
    panels = Panel.objects.filter(project__in=projects).exclude(state=PanelState.DISSOLVED)
    return set(panels.values_list("project", "kind"))


def _is_in_office(duty: DutyRun, joined: dict[tuple[int, str], datetime]) -> bool:
    project = duty.stage.run.project_id
    moments = [joined[project, body] for body in duty.bodies if (project, body) in joined]
    return bool(moments) and (duty.reopened_at is None or max(moments) > duty.reopened_at)


def _missing(duty: DutyRun, formed: set[tuple[int, str]]) -> Missing:
    project = duty.stage.run.project_id
    names = "·".join(PanelKind(body).label for body in duty.bodies)
    sentence = f"단원이 활동 중인 기구가 아직 없습니다({names}). 구성해 단원을 위촉해 주세요."
    begun = any((project, body) in formed for body in duty.bodies)
    return Missing(sentence, reverse("panels:create", args=[project]), CREATE, begun=begun)
