"""The companies of a project. Called by the panels room alone, which checks the members in the same transaction."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from projects import events
from projects.models import ContractParty, Project
from seoul_gov.audit import actions as audit


def record_party(*, by, project: Project, vendor, kind: str) -> ContractParty:
    """Write a contract party. Called by the panels room alone, which checks the members in the same transaction."""
    if project.parties.in_force().filter(vendor=vendor, kind=kind).exists():
        raise ValidationError("이미 기록된 업체입니다.")
    party = ContractParty.objects.create(project=project, vendor=vendor, kind=kind, recorded_by=by)
    audit.record(
        by=by,
        kind=events.PARTY_RECORDED,
        on=party,
        chain=project.audit_chain,
        project=project,
        vendor=vendor,
        kind_label=party.get_kind_display(),
    )
    return party


def end_party(*, by, party: ContractParty) -> None:
    """End a contract party's part. Called by the panels room alone."""
    if not ContractParty.objects.in_force().filter(pk=party.pk).update(ended_at=timezone.now()):
        raise ValidationError("이미 참여를 끝낸 업체입니다.")
    audit.record(
        by=by,
        kind=events.PARTY_ENDED,
        on=party,
        chain=party.project.audit_chain,
        project=party.project,
        vendor=party.vendor,
        kind_label=party.get_kind_display(),
    )
