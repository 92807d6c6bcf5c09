"""Papers handed out for a meeting."""

from django.core.exceptions import ValidationError
from django.db import transaction

from panels.norms import paper_refusal
from projects import matters
from projects.enums import NAMELESS, Matter
from seoul_gov.documents import actions as documents
from seoul_gov.notifications.actions import reword
from seoul_gov.ui.verdicts import require
from workflows.meetings import events, permissions
from workflows.meetings.models import Meeting, MeetingMaterial

from .sharing import held, notify_seats, trail


@transaction.atomic
def add_material(*, by, meeting: Meeting, files, matter: str = Matter.GENERAL) -> list[MeetingMaterial]:
    """Keep files on a ``matter`` for a meeting and tell everybody in office, before the meeting or after it.

    Raises ValidationError without files, for a cancelled meeting, for a matter that the panel is not shown, and when a
    file is refused; none is kept then.
    """
    meeting = held(meeting)
    require(permissions.can_manage(by, meeting))
    if meeting.is_cancelled:
        raise ValidationError("취소한 회의에는 자료를 올릴 수 없습니다.")
    if not files:
        raise ValidationError("올릴 파일을 골라 주세요.")
    added = keep(by, meeting, files, matter)
    names = [material.document.name for material in added]
    trail(by=by, kind=events.MATERIAL_ADDED, meeting=meeting, data={"files": names}, count=len(added))
    key, scope = f"material:{added[0].pk}", materials_of(meeting)
    facts = {"detail": "\n".join(names), "count": len(added)}
    notify_seats(meeting, kind=events.MATERIAL_ADDED, key=key, scope=scope, **facts)
    return added


def keep(by, meeting: Meeting, files, matter: str) -> list[MeetingMaterial]:
    """Store the files; raises ValidationError for a matter that a panel of this kind is not shown (가이드라인 2와 5-2).

    What is about nothing special is shown to whoever meets.
    """
    matters.refuse_unknown(matter)
    stage_key = meeting.duty.stage.key
    if matter != Matter.GENERAL and (sentence := paper_refusal(meeting.panel.kind, stage_key, matter)):
        raise ValidationError(sentence)
    return [
        meeting.materials.create(document=documents.store(by=by, upload=upload), matter=matter, added_by=by)
        for upload in files
    ]


def materials_of(meeting: Meeting) -> str:
    """What notices about a meeting's papers are filed under: they name the files."""
    return f"{meeting.scope}/materials"


@transaction.atomic
def set_matter(*, by, material: MeetingMaterial, matter: str) -> MeetingMaterial:
    """Say what a paper is about; the panel stops reading at once what stays inside the city, mail that would have named
    it is taken back, and what was told of it names it no more. Raises ValidationError for an unknown matter."""
    meeting = held(material.meeting)
    require(permissions.can_manage(by, meeting))
    material = meeting.materials.get(pk=material.pk)
    told = matters.put(material, matter)
    if material.is_withheld:
        reword(scope=materials_of(meeting), old=material.document.name, new=NAMELESS)
    trail(by=by, kind=events.MATTER_SET, meeting=meeting, data={"material": material.pk}, **told)
    return material
