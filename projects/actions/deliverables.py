"""Deliverables and their versions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from projects import events, matters, permissions
from projects.enums import Matter
from projects.models import Deliverable, DeliverableVersion, Project
from projects.publishing import refuse_unfit
from seoul_gov.audit import actions as audit
from seoul_gov.documents import actions as documents
from seoul_gov.ui.verdicts import require

from .projects import locked

REASON_LENGTH = 1000


@transaction.atomic
def upload_version(
    *,
    by,
    project: Project,
    stage_key: str,
    upload,
    title: str = "",
    matter: str = Matter.GENERAL,
    deliverable: Deliverable | None = None,
    note="",
) -> DeliverableVersion:
    """Store a file as the next version of a deliverable, or as the first of a new one called ``title`` on a ``matter``.

    Raises ValidationError when the file is refused or the title is taken; nothing is kept then.
    """
    project = locked(project)
    require(permissions.can_upload(by, project))
    if project.is_draft:
        raise ValidationError("사업을 등록한 뒤에 산출물을 올릴 수 있습니다.")
    if deliverable is None:
        deliverable = Deliverable(
            project=project, stage_key=stage_key, title=title, matter=matter, created_by=by
        )
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
    audit.record(by=by, kind=events.VERSION_UPLOADED, **facts_of(version))
    return version


@transaction.atomic
def publish_version(*, by, version: DeliverableVersion, checked: bool = False) -> DeliverableVersion:
    """Put a version before the public, as a part of the project's record.

    ``checked`` says that the person has looked for personal data in a file that the portal cannot read. Raises
    ValidationError when it is public already, its preview is still being made, or it seems to hold personal data.
    """
    version = held(version)
    require(permissions.can_publish(by, version.deliverable.project))
    if version.is_published:
        raise ValidationError("이미 공개한 판입니다.")
    matters.refuse_inner(version.deliverable.matter)
    refuse_unfit(version, checked)
    put(version, by, timezone.now())
    audit.record(
        by=by,
        kind=events.VERSION_PUBLISHED,
        data={"sha256": version.document.sha256, "checked": checked},
        **facts_of(version),
    )
    return version


@transaction.atomic
def unpublish_version(*, by, version: DeliverableVersion, reason: str) -> DeliverableVersion:
    """Take a version back from the public, for a reason that stays in the trail.

    Raises ValidationError when it is not public, and for a reason that is missing or too long.
    """
    version = held(version)
    require(permissions.can_publish(by, version.deliverable.project))
    if not version.is_published:
        raise ValidationError("공개하지 않은 판입니다.")
    reason = because(reason)
    put(version, None, None)
    audit.record(by=by, kind=events.VERSION_UNPUBLISHED, data={"reason": reason}, **facts_of(version))
    return version


@transaction.atomic
def set_matter(*, by, deliverable: Deliverable, matter: str) -> Deliverable:
    """Say what a deliverable is about; panels stop reading at once what stays inside the city.

    Raises ValidationError for an unknown matter, and for one that stays inside while a version is before the public.
    """
    locked(deliverable.project)
    deliverable = Deliverable.objects.select_related("project").get(pk=deliverable.pk)
    require(permissions.can_publish(by, deliverable.project))
    matters.refuse_unknown(matter)
    if Matter(matter).is_inner and deliverable.versions.exclude(published_at=None).exists():
        raise ValidationError("공개한 판이 있습니다. 공개를 먼저 거둔 뒤에 바꿔 주세요.")
    told = matters.put(deliverable, matter)
    audit.record(
        by=by,
        kind=events.MATTER_SET,
        on=deliverable,
        chain=deliverable.project.audit_chain,
        project=deliverable.project,
        deliverable=deliverable,
        **told,
    )
    return deliverable


def held(version: DeliverableVersion) -> DeliverableVersion:
    """The version as it is now, with its file; its project's row is held."""
    locked(version.deliverable.project)
    versions = DeliverableVersion.objects.select_related("deliverable__project", "document")
    return versions.get(pk=version.pk)


def put(version: DeliverableVersion, by, at) -> None:
    version.published_by, version.published_at = by, at
    version.save(update_fields=["published_by", "published_at"])


def because(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise ValidationError("공개를 거두는 사유를 적어 주세요.")
    if len(reason) > REASON_LENGTH:
        raise ValidationError(f"사유는 {REASON_LENGTH:,}자까지 쓸 수 있습니다(지금 {len(reason):,}자).")
    return reason


def facts_of(version: DeliverableVersion) -> dict:
    """The version as the trail takes it, with what its sentences need."""
    project = version.deliverable.project
    return {
        "on": version,
        "chain": project.audit_chain,
        "project": project,
        "deliverable": version.deliverable,
        "number": version.number,
    }
