"""Who may call, read, record and advise. Each answer is a Verdict with its reason."""

from panels import permissions as panels
from panels.enums import MemberRole
from panels.models import Membership
from panels.permissions import OFFICERS_ONLY
from panels.selectors import seat_in, voice_in
from projects import matters
from projects import permissions as projects
from projects.models import Project
from seoul_gov.ui.verdicts import YES, Verdict, allow

from .enums import MinutesState
from .models import Meeting, MeetingMaterial, Minutes

RECORDERS_ONLY = "사업담당자와 추진단의 간사만 할 수 있습니다."
MEMBERS_ONLY = "이 추진단의 단원만 자문의견을 쓸 수 있습니다."


def can_read(user, meeting: Meeting) -> Verdict:
    """City staff who may read the project, and who sits in this very panel."""
    return YES if seat_in(user, meeting.panel) else projects.can_read(user, meeting.panel.project)


def can_read_material(user, material: MeetingMaterial) -> Verdict:
    """Who reads the meeting reads its papers, but only city staff one that has turned out to stay inside the city."""
    return matters.can_read(material.matter, is_inside=is_inside(user, material.meeting))


def is_inside(user, meeting: Meeting) -> bool:
    """Whether the person reads the meeting as city staff, whatever seat they hold in it."""
    return bool(projects.can_read(user, meeting.panel.project))


def can_schedule(user, project: Project) -> Verdict:
    return allow(projects.can_edit(user, project), OFFICERS_ONLY)


def can_manage(user, meeting: Meeting) -> Verdict:
    """Move, cancel, hand out papers, publish the minutes and answer advice: the department's officers."""
    return can_schedule(user, meeting.panel.project)


def can_record(user, meeting: Meeting) -> Verdict:
    """Attendance and minutes are also the secretary's (간사) work."""
    seat = seat_in(user, meeting.panel)
    is_secretary = seat is not None and seat.role == MemberRole.SECRETARY
    return allow(is_secretary or can_manage(user, meeting), RECORDERS_ONLY)


def can_advise(user, meeting: Meeting) -> Verdict:
    """Everybody in office but the secretary."""
    return allow(voice_in(user, meeting.panel), MEMBERS_ONLY)


def is_own(user, seat: Membership, meeting: Meeting) -> bool:
    """Whether the person speaks from that seat in the meeting."""
    voice = voice_in(user, meeting.panel)
    return voice is not None and voice.pk == seat.pk


def can_recuse(user, meeting: Meeting) -> Verdict:
    """Who gives advice may say that a tie keeps them from it; the department's officers write it down of a member."""
    return can_manage(user, meeting) or can_advise(user, meeting)


def sees_reasons(user, meeting: Meeting) -> bool:
    """Why somebody was recused goes to the project's own department alone, as what members declare does."""
    return panels.sees_addresses(user, meeting.panel)


def can_read_minutes(user, meeting: Meeting, minutes: Minutes) -> Verdict:
    """What is not published stays with the staff and the secretary; members are told the reason."""
    if minutes.state == MinutesState.PUBLISHED or can_record(user, meeting):
        return YES
    return projects.can_read(user, meeting.panel.project)


def sees_names(user, meeting: Meeting) -> bool:
    """Whether the members' names are shown; an auditor reads without them."""
    return panels.sees_names(user, meeting.panel)
