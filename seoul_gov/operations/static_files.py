"""Static files as the portal keeps them: under their own names and under names with a digest, compressed beforehand."""

import shutil
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Compresses each content once, whatever its names: most files are the same under both of theirs."""

    def compress_files(self, paths):
        same = defaultdict(list)
        for path in sorted(paths):
            file = Path(self.path(path))
            same[file.suffix, sha256(file.read_bytes()).digest()].append(path)
        twins = {first: others for first, *others in same.values()}
        for path, compressed in super().compress_files(twins):
            yield path, compressed
            for twin in twins[path]:
                copy = twin + compressed.removeprefix(path)
                shutil.copy2(self.path(compressed), self.path(copy))
                yield twin, copy
