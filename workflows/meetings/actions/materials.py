"""Papers handed out for a meeting."""

from django.core.exceptions import ValidationError
from django.db import transaction

from seoul_gov.documents import actions as documents
from seoul_gov.ui.verdicts import require
from workflows.meetings import events, permissions
from workflows.meetings.models import Meeting, MeetingMaterial

from .sharing import held, notify_seats, trail


@transaction.atomic
def add_material(*, by, meeting: Meeting, files) -> list[MeetingMaterial]:
    """Keep files for a meeting and tell everybody in office, before the meeting or after it.

    Raises ValidationError without files, for a cancelled meeting, and when a file is refused; none is kept then.
    """
    meeting = held(meeting)
    require(permissions.can_manage(by, meeting))
    if meeting.is_cancelled:
        raise ValidationError("취소한 회의에는 자료를 올릴 수 없습니다.")
    if not files:
        raise ValidationError("올릴 파일을 골라 주세요.")
    added = [
        meeting.materials.create(document=documents.store(by=by, upload=upload), added_by=by)
        for upload in files
    ]
    names = [material.document.name for material in added]
    trail(by=by, kind=events.MATERIAL_ADDED, meeting=meeting, data={"files": names}, count=len(added))
    key = f"material:{added[0].pk}"
    notify_seats(meeting, kind=events.MATERIAL_ADDED, key=key, detail="\n".join(names), count=len(added))
    return added
