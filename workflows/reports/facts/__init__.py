"""What the record of a run says, put together for its result report.

``assemble(run)`` gives plain JSON values (dates as ISO text, states in their Korean words, counts by disposition), so
that publishing can freeze it, in a number of queries that does not grow with the run. It names officials of the
department and nobody else: no member, no author, nobody's words but what people said in the survey without a name.
Whatever looks like personal data in records that officials wrote is struck out (``ui.personal``).
"""

from seoul_gov.ui.korean import today
from seoul_gov.ui.personal import masked
from workflows.runs.models import ProcessRun

from . import course, people, project, words

EDITION = 1
"""Rises when the shape changes, so that what was frozen before can still be read."""


def assemble(run: ProcessRun) -> dict:
    """The facts of a run as they are now."""
    run = ProcessRun.objects.select_related(
        "project__department", "project__officer", "project__channel"
    ).get(pk=run.pk)
    said = words.words(run)
    meetings = people.meetings(run)
    facts = {
        "edition": EDITION,
        "on": today().isoformat(),
        "project": project.project(run.project),
        "governance": project.governance(run),
        "stages": course.stages(run),
        "panels": people.panels(run, meetings),
        "meetings": meetings,
        **said,
        "adoption": words.adopted(said),
        "satisfaction": people.satisfaction(run),
        "deliverables": project.deliverables(run.project),
    }
    return _without_personal_data(facts)


def _without_personal_data(value):
    """The same structure with every text cleaned."""
    if isinstance(value, dict):
        return {key: _without_personal_data(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_personal_data(one) for one in value]
    return masked(value) if isinstance(value, str) else value
