"""Deliverables come in through the process that asks for them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from panels.selectors import officials
from projects import actions as projects
from projects.enums import Matter
from projects.events import VERSION_UPLOADED
from projects.models import DeliverableVersion
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.verdicts import require
from workflows.reviews import permissions


@transaction.atomic
def upload(
    *, by, project, file, stage_key="", title="", matter=Matter.GENERAL, deliverable=None, note=""
) -> DeliverableVersion:
    """Store a file as the next version of ``deliverable``, or as the first of a new one in the stage ``stage_key``.

    The officials who answer for the project are told when somebody else brings it. Raises ValidationError when the
    project has no running process or the process no such stage, and whatever ``projects.upload_version`` refuses.
    """
    require(permissions.can_upload(by, project))
    run = project.runs.running().first()
    if run is None:
        raise ValidationError("절차가 진행 중일 때만 산출물을 올릴 수 있습니다.")
    if deliverable is None and not run.stages.filter(key=stage_key).exists():
        raise ValidationError("이 사업의 절차에 없는 단계입니다. 단계를 다시 골라 주세요.")
    version = projects.upload_version(
        by=by,
        project=project,
        stage_key=deliverable.stage_key if deliverable else stage_key,
        upload=file,
        title=title,
        matter=matter,
        deliverable=deliverable,
        note=note,
    )
    tell_officials(by, project, version)
    return version


def tell_officials(by, project, version: DeliverableVersion) -> None:
    facts = {"project": project, "deliverable": version.deliverable, "number": version.number}
    message = Message(
        subject=VERSION_UPLOADED.say(**facts),
        url=reverse("reviews:deliverables", args=[project.pk]),
        detail="파일을 확인하고 추진단의 검토를 열어 주세요.",
    )
    notify(
        kind=VERSION_UPLOADED,
        to=[Recipient.of(user) for user in officials(project) if user != by],
        message=message,
        scope=f"deliverable:{version.deliverable_id}",
        key=f"version:{version.pk}:uploaded",
    )
