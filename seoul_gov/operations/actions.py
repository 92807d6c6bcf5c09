"""What is written down about backups; ``backups`` and ``restoring`` do the work."""

from django.db import transaction

from seoul_gov.audit import actions as audit

from . import events
from .manifest import Manifest
from .models import Backup

CHAIN = "operations"


@transaction.atomic
def note_backup(*, by, name: str, manifest: Manifest) -> Backup:
    """Write that a backup was made; ``by`` is None for the command line."""
    backup = Backup.objects.create(name=name, **facts_of(manifest))
    audit.record(by=by, kind=events.BACKED_UP, on=backup, chain=CHAIN, backup=backup, files=backup.files)
    return backup


@transaction.atomic
def note_restore(*, by, name: str, manifest: Manifest) -> Backup:
    """Write into the restored database where it came from; the backup itself never knew its own row."""
    backup, _ = Backup.objects.get_or_create(
        digest=manifest.digest, defaults={"name": name} | facts_of(manifest)
    )
    audit.record(by=by, kind=events.RESTORED, on=backup, chain=CHAIN, backup=backup, files=backup.files)
    return backup


def facts_of(manifest: Manifest) -> dict:
    return {
        "made_at": manifest.made_at,
        "files": len(manifest.files),
        "size": manifest.size,
        "digest": manifest.digest,
    }
