"""Compressed once, and found compressed under every name."""

import gzip

import brotli
import pytest
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from seoul_gov.operations.static_files import Storage

STYLE = "body { background: url(dot.svg) }\n" * 40
FILES = {
    "site.css": STYLE,
    "site.js": "let same = 'under both names';\n" * 40,
    "same.js": "let same = 'under both names';\n" * 40,
    "same.txt": "let same = 'under both names';\n" * 40,
    "dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'></svg>" * 40,
    "few.txt": "no use to compress",
}


@pytest.fixture
def collect(settings, tmp_path):
    """Collect the files with a storage; answers what lies there then, by name."""
    source = tmp_path / "source"
    source.mkdir()
    for name, text in FILES.items():
        (source / name).write_text(text)
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

    def run(storage):
        settings.STATIC_ROOT = tmp_path / storage.__name__
        settings.STORAGES = settings.STORAGES | {
            "staticfiles": {"BACKEND": f"{storage.__module__}.{storage.__name__}"}
        }
        call_command("collectstatic", interactive=False, verbosity=0)
        return {path.name: path.read_bytes() for path in settings.STATIC_ROOT.iterdir()}

    return run


def test_the_same_files_lie_there_as_if_each_was_compressed(collect):
    found = collect(Storage)

    assert found == collect(CompressedManifestStaticFilesStorage)
    names = {name for name in found if name.endswith((".js", ".css"))}
    assert len(names) == 6
    for name in names:
        assert gzip.decompress(found[f"{name}.gz"]) == found[name]
        assert brotli.decompress(found[f"{name}.br"]) == found[name]


def test_each_content_is_compressed_once(collect, monkeypatch):
    compressed = []
    monkeypatch.setattr(
        "whitenoise.compress.Compressor.compress_gzip",
        staticmethod(lambda data: compressed.append(data) or gzip.compress(data)),
    )
    collect(Storage)

    # The style is another under its second name, for so is what it shows; the text is no script.
    assert len(compressed) == len(set(compressed)) + 1 == 5
