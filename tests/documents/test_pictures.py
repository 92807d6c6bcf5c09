import io
import struct

import pytest
from django.core.exceptions import ValidationError

from seoul_gov.documents.pictures import check_jpeg, check_png
from tests.documents import samples

HEAD = b"\x89PNG\r\n\x1a\n"


def refusal_of(check, content):
    with pytest.raises(ValidationError) as refusal:
        check(io.BytesIO(content))
    return refusal.value.code


@pytest.mark.parametrize("content", [samples.png(), samples.png(10_000, 10_000)])
def test_a_whole_png_passes(content):
    assert check_png(io.BytesIO(content)) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (samples.png(10_001, 10_000), "pixels"),
        (samples.png(2**32 - 1, 2**32 - 1), "pixels"),
        (samples.png(0, 5), "damaged"),
        (samples.png(5, 0), "damaged"),
        (samples.png(after=b"PK\x03\x04"), "appended"),
        (samples.png(after=b"<script>alert(1)</script>"), "appended"),
        (samples.png()[:-1], "damaged"),
        (samples.png()[:-12], "damaged"),
        (HEAD, "damaged"),
        (HEAD + samples.chunk(b"IEND", b""), "damaged"),
        (HEAD + samples.chunk(b"IHDR", b"12"), "damaged"),
        (HEAD + b"<svg onload=alert(1)></svg>", "damaged"),
        (samples.png()[:33] + struct.pack(">I4s", 2**31, b"IDAT"), "damaged"),
        (samples.png()[:33] + samples.chunk(b"tEXt", b"") * 50_001, "damaged"),
    ],
)
def test_a_hostile_png_is_refused(content, code):
    assert refusal_of(check_png, content) == code


@pytest.mark.parametrize(
    "content",
    [
        samples.jpg(),
        samples.jpg(before=b""),
        samples.jpg(before=b"\xff\xff\xff\xe1\x00\x04ab"),
        samples.jpg(before=b"\xff\x01"),
        samples.jpg(after=b"\xff\xd9" + b"a second picture"),
    ],
)
def test_a_jpeg_passes(content):
    assert check_jpeg(io.BytesIO(content)) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (samples.jpg(20_000, 20_000), "pixels"),
        (samples.jpg(0, 2), "damaged"),
        (samples.jpg(before=b"no marker"), "damaged"),
        (samples.jpg(before=b"\xff" * 300), "damaged"),
        (samples.jpg(before=b"\xff\xe0\x00\x01"), "damaged"),
        (samples.jpg(before=b"\xff\xda\x00\x08" + bytes(6)), "damaged"),
        (samples.jpg(before=b"\xff\x01" * 50_001), "damaged"),
        (b"\xff\xd8\xff", "damaged"),
        (b"\xff\xd8\xff\xe0\xff\xff", "damaged"),
    ],
)
def test_a_hostile_jpeg_is_refused(content, code):
    assert refusal_of(check_jpeg, content) == code
