"""Every write of this room. It keeps no audit: rooms that store and give out files record what they do."""

import hashlib
import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage
from django.db import connection, transaction
from django.utils import timezone

from . import intake, rendering
from .enums import RENDERED_KINDS, PreviewState
from .models import FOLDER, Document, Preview, stored_path
from .querysets import MAX_ATTEMPTS
from .refusals import refuse

logger = logging.getLogger(__name__)

# With a sweep every twenty minutes nothing stays for an hour.
ORPHAN_AGE = timedelta(minutes=30)


class HashingFile(File):
    """Hands a checked file to the storage piece by piece and hashes what passes; always by copying."""

    def __init__(self, stream):
        super().__init__(stream)
        self.digest = hashlib.sha256()
        self.written = 0

    def chunks(self, chunk_size=None) -> Iterator[bytes]:
        for chunk in super().chunks(chunk_size):
            self.digest.update(chunk)
            self.written += len(chunk)
            yield chunk


def store(*, by, upload) -> Document:
    """Keeps a file: checks it, writes it under a random name and adds its row.

    `by` is the uploader or None; `upload` an uploaded file or what a `DocumentField` gave. When the row
    fails, the file is taken away again; when the transaction around it fails later, `sweep_orphans` does
    that.

    Raises ValidationError when the file may not come in (`intake.check`) or the disk is full.
    """
    checked = intake.check(upload)
    storage = Document.file.field.storage
    content = HashingFile(checked.stream)
    path = stored_path(None, checked.name)
    try:
        path = _write(storage, path, content)
        with transaction.atomic():
            return Document.objects.create(
                name=checked.name,
                kind=checked.kind,
                size=content.written,
                sha256=content.digest.hexdigest(),
                file=path,
                uploaded_by=by,
                preview_state=_first_state(checked.kind),
            )
    except BaseException:
        storage.delete(path)
        raise


def discard(*, by, document: Document) -> None:
    """Removes a document; its file goes when the transaction has committed.

    `by` is who wants it gone: the calling room records that. Raises ProtectedError while something points at
    it.
    """
    storage, path = document.file.storage, document.file.name
    with transaction.atomic():
        document.delete()
        transaction.on_commit(lambda: storage.delete(path))


def claim_preview() -> Document | None:
    """The next document whose preview is to be made, claimed for this worker; None when there is none.

    A document whose makers were killed ``MAX_ATTEMPTS`` times is set to FAILED on the way.
    """
    now = timezone.now()
    with transaction.atomic():
        waiting = Document.objects.awaiting_preview(now)
        waiting.filter(preview_attempts__gte=MAX_ATTEMPTS).update(preview_state=PreviewState.FAILED)
        skip_locked = connection.features.has_select_for_update_skip_locked
        document = waiting.select_for_update(skip_locked=skip_locked).first()
        if document is not None:
            document.preview_started_at = now
            document.preview_attempts += 1
            document.save(update_fields=["preview_started_at", "preview_attempts"])
    return document


def render_preview(*, document: Document) -> None:
    """Makes the preview of a claimed document and keeps it, unless the claim was lost meanwhile.

    A document too large for a preview gets NONE. One that cannot be read is tried again, and after
    ``MAX_ATTEMPTS`` it is FAILED. Takes at most ``rendering.SECONDS`` seconds. Needs a storage with local
    paths.
    """
    made = rendering.render(document.kind, document.file.path)
    facts = {"preview_state": made.state}
    if made.state == PreviewState.FAILED and document.preview_attempts < MAX_ATTEMPTS:
        facts = {"preview_started_at": None}
    claimed = Document.objects.filter(
        pk=document.pk, preview_state=PreviewState.PENDING, preview_started_at=document.preview_started_at
    )
    with transaction.atomic():
        if claimed.update(**facts) and made.state == PreviewState.READY:
            Preview.objects.create(document=document, html=made.html)


def sweep_orphans(*, older_than: timedelta = ORPHAN_AGE) -> int:
    """Removes files without a row and temporary files of broken uploads; answers how many.

    Younger files are left: their rows may not be committed yet. Temporary files are only swept where the
    setting ``FILE_UPLOAD_TEMP_DIR`` gives uploads a folder of their own.
    """
    return _sweep_stored(timezone.now() - older_than) + _sweep_temporary(
        time.time() - older_than.total_seconds()
    )


def _write(storage: Storage, path: str, content: HashingFile) -> str:
    try:
        return storage.save(path, content)
    except OSError:
        logger.exception("A file could not be written.")
        raise refuse("no_room") from None


def _first_state(kind: str) -> PreviewState:
    return PreviewState.PENDING if kind in RENDERED_KINDS else PreviewState.NONE


def _sweep_stored(before: datetime) -> int:
    storage = Document.file.field.storage
    swept = 0
    for folder in _shards(storage):
        paths = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        known = set(Document.objects.filter(file__in=paths).values_list("file", flat=True))
        for path in sorted(set(paths) - known):
            if storage.get_modified_time(path) < before:
                storage.delete(path)
                swept += 1
    return swept


def _shards(storage: Storage) -> list[str]:
    if not storage.exists(FOLDER):
        return []
    return [f"{FOLDER}/{shard}" for shard in storage.listdir(FOLDER)[0]]


def _sweep_temporary(before: float) -> int:
    folder = settings.FILE_UPLOAD_TEMP_DIR
    if not folder:
        return 0
    left = [path for path in Path(folder).glob("*.upload*") if path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
