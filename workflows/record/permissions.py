"""What the public record holds: projects that anybody may follow, and of those only what was put before the public."""

from projects.models import DeliverableVersion, Project
from projects.permissions import is_public
from seoul_gov.ui.verdicts import Verdict, allow
from workflows.meetings.models import Minutes


def can_follow(project: Project) -> Verdict:
    return allow(is_public(project), "공개하는 사업이 아닙니다.")


def can_read_minutes(minutes: Minutes) -> Verdict:
    """Published minutes of a public project; what is withheld or still being written is nobody's."""
    project = minutes.meeting.panel.project
    return allow(is_public(project) and minutes.is_published, "공개한 회의록이 아닙니다.")


def can_download(version: DeliverableVersion) -> Verdict:
    """Published versions of a public project."""
    project = version.deliverable.project
    return allow(is_public(project) and version.is_published, "공개한 산출물이 아닙니다.")
