"""Deliverables and their versions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from projects import events, permissions
from projects.models import Deliverable, DeliverableVersion, Project
from seoul_gov.audit import actions as audit
from seoul_gov.documents import actions as documents
from seoul_gov.ui.verdicts import require

from .projects import locked


@transaction.atomic
def upload_version(
    *,
    by,
    project: Project,
    stage_key: str,
    upload,
    title: str = "",
    deliverable: Deliverable | None = None,
    note="",
) -> DeliverableVersion:
    """Store a file as the next version of a deliverable, or as the first of a new one called ``title``.

    Raises ValidationError when the file is refused or the title is taken; nothing is kept then.
    """
    project = locked(project)
    require(permissions.can_upload(by, project))
    if project.is_draft:
        raise ValidationError("사업을 등록한 뒤에 산출물을 올릴 수 있습니다.")
    if deliverable is None:
        deliverable = Deliverable(project=project, stage_key=stage_key, title=title, created_by=by)
        deliverable.full_clean()
        deliverable.save()
    last = deliverable.versions.aggregate(last=Max("number"))["last"] or 0
    version = DeliverableVersion.objects.create(
        deliverable=deliverable,
        number=last + 1,
        document=documents.store(by=by, upload=upload),
        note=note,
        uploaded_by=by,
    )
    audit.record(
        by=by,
        kind=events.VERSION_UPLOADED,
        on=version,
        chain=project.audit_chain,
        project=project,
        deliverable=deliverable,
        number=version.number,
    )
    return version
