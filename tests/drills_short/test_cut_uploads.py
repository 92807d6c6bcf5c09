import pytest

from tests.drills.r9_cut_uploads import Uploads, temporary


@pytest.fixture
def uploads(url, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    return Uploads(url, size=300_000)


def test_half_an_upload_leaves_nothing_behind(uploads, settings, tmp_path):
    for _ in range(4):
        uploads.cut()
    assert uploads.failures("after the cuts") == []
    # As a web process leaves it that was killed.
    (tmp_path / "uploads" / "x.upload.zip").write_bytes(b"half")
    assert uploads.swept() == []
    assert (uploads.left_behind, temporary()) == (1, [])
    assert uploads.whole_one() == []
