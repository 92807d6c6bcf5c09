import io

import pytest

from seoul_gov.documents.ranges import Outside, Part, Slice, requested_part


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("", None),
        ("bytes=-", None),
        ("bytes=0-1,4-5", None),
        ("bytes=a-b", None),
        ("items=0-1", None),
        ("bytes=5-2", None),
        ("bytes=" + "9" * 30 + "-", None),
        ("bytes=0-0", Part(0, 1)),
        ("bytes=2-4", Part(2, 3)),
        ("bytes=2-", Part(2, 8)),
        ("bytes=2-999", Part(2, 8)),
        ("bytes=-3", Part(7, 3)),
        ("bytes=-999", Part(0, 10)),
        ("bytes=-0", Outside()),
        ("bytes=10-", Outside()),
        ("bytes=99-100", Outside()),
    ],
)
def test_what_is_asked_for(header, part):
    assert requested_part(header, 10) == part
    assert isinstance(part, Outside) == isinstance(requested_part(header, 10), Outside)


def test_how_it_is_told():
    assert Part(2, 3).header(10) == "bytes 2-4/10"
    assert Outside().header(10) == "bytes */10"


def test_a_slice_reads_its_part_and_closes_the_file():
    stream = io.BytesIO(b"0123456789")
    part = Slice(stream, Part(2, 5))
    assert [part.read(3), part.read(3), part.read(3)] == [b"234", b"56", b""]
    part.close()
    assert stream.closed
