"""Takes uploads off the wire. Put first into ``FILE_UPLOAD_HANDLERS``.

What is too large is not kept, but the form is still read to its end: the page then comes back with the
sentence and with everything that was typed, also below the file field. Django's own ways to stop
(``StopUpload``, ``SkipFile``) lose the rest of the form or the fact that there was a file.
"""

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers, TemporaryFileUploadHandler

from .refusals import max_bytes, max_request_bytes, refuse, too_large, too_much

# Not even read to throw away: a form this large is no mistake that somebody waits to be told about.
HOPELESS_FACTOR = 5
# What is typed into a form travels with its files.
TYPED_BYTES = 8 * 1024 * 1024


class RefusedUpload(UploadedFile):
    """Stands in a form for a file that was not kept; `intake.check` raises its `refusal`."""

    def __init__(self, name: str, size: int, refusal: ValidationError):
        super().__init__(file=BytesIO(), name=name, size=size)
        self.refusal = refusal


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes each file of a form to a temporary file, up to the limits of one file and of one form.

    A form that declares more than the limit of one form is read without keeping any file; one that declares
    ``HOPELESS_FACTOR`` times as much is not read at all (RequestDataTooBig, which Django answers with the
    page for bad requests). A full disk refuses the file instead of failing the request. Nothing is kept in
    memory.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self._kept = 0
        declared = content_length - TYPED_BYTES
        self._refuse_all = declared > max_request_bytes()
        if declared > HOPELESS_FACTOR * max_request_bytes():
            raise RequestDataTooBig("The form declares more than is ever read.")

    def new_file(self, *args, **kwargs):
        self._refusal = None
        vars(self).pop("file", None)
        FileUploadHandler.new_file(self, *args, **kwargs)
        self._guarded(self._begin, *args, **kwargs)
        if self._refuse_all:
            self._refusal = too_much()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data, start):
        length = len(raw_data)
        if self._refusal is None:
            self._kept += length
            self._refusal = self._over_limit(start + length)
            self._guarded(super().receive_data_chunk, raw_data, start)
        if self._refusal is not None:
            self._drop()

    def file_complete(self, file_size):
        kept = self._guarded(super().file_complete, file_size)
        if self._refusal is None:
            return kept
        self._drop()
        return RefusedUpload(self.file_name, file_size, self._refusal)

    def _begin(self, *args, **kwargs):
        if settings.FILE_UPLOAD_TEMP_DIR:
            Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
        super().new_file(*args, **kwargs)

    def _over_limit(self, size: int) -> ValidationError | None:
        if size > max_bytes():
            return too_large()
        return too_much() if self._kept > max_request_bytes() else None

    def _guarded(self, step, *args, **kwargs):
        """Runs a step that writes, unless the file is refused already; a full disk refuses it."""
        if self._refusal is not None:
            return None
        try:
            return step(*args, **kwargs)
        except OSError:
            self._refusal = refuse("no_room")
            return None

    def _drop(self):
        """Frees the disk at once; the temporary file goes with its last handle."""
        if hasattr(self, "file"):
            self.file.close()
