import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError

from seoul_gov.documents import archives
from seoul_gov.documents.archives import Archive, ends_as_zip
from tests.documents import samples

END = struct.Struct("<4s4H2LH")
FIELDS = ("magic", "disk", "start", "here", "all", "length", "offset", "comment")


class Stream:
    """Cannot go back: sizes are written behind each member."""

    def __init__(self):
        self.content = b""

    def write(self, data):
        self.content += data
        return len(data)

    def flush(self):
        pass


def unpacked(content):
    archive = Archive(io.BytesIO(content))
    return {member.filename: b"".join(archive.chunks(member)) for member in archive.members}


def refusal_of(content):
    with pytest.raises(ValidationError) as refusal:
        unpacked(content)
    return refusal.value.code


def info(name="a.txt", **facts):
    member = zipfile.ZipInfo(name)
    for fact, value in facts.items():
        setattr(member, fact, value)
    return member


def with_end(content, **changes):
    """The zip with fields of its end record changed."""
    fields = dict(zip(FIELDS, END.unpack(content[-22:]), strict=True))
    return content[:-22] + END.pack(*(fields | changes).values())


def patched(content, at_directory=None, at_local=None):
    """The zip of one member with bytes of its directory entry or local header replaced: {offset: bytes}."""
    changed = bytearray(content)
    directory = END.unpack(content[-22:])[6]
    for start, changes in ((directory, at_directory), (0, at_local)):
        for offset, value in (changes or {}).items():
            changed[start + offset : start + offset + len(value)] = value
    return bytes(changed)


def test_members_come_out_as_they_went_in():
    members = {"a.txt": b"a" * 200_000, "사진/b.txt": b"", "c.bin": bytes(range(256)) * 700}
    assert unpacked(samples.zipped(members)) == members
    assert unpacked(samples.zipped(members, zipfile.ZIP_STORED)) == members


@pytest.mark.parametrize("over", [-1, 0, 1, 97, 258])
def test_the_last_bytes_of_a_well_packed_member_come_out(over):
    """A packer may say a whole piece and a little more with its last byte."""
    member = bytes(archives.PIECE + over)
    assert unpacked(samples.zipped({"a": member})) == {"a": member}


def test_names_of_old_korean_programs_are_read():
    # Old programs write CP949 without saying so; the library reads it as CP437.
    content = samples.zipped({"AAAA.txt": b"x"}).replace(b"AAAA", "한글".encode("cp949"))
    assert list(unpacked(content).values()) == [b"x"]


def test_folders_and_data_descriptors_are_let_be():
    made = Stream()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", b"")
        archive.writestr("folder/a.txt", b"abc" * 100)
    assert unpacked(made.content) == {"folder/a.txt": b"abc" * 100}


def test_members_come_in_the_order_of_their_data():
    content = samples.zipped({"b": b"1", "a": b"2"})
    assert Archive(io.BytesIO(content)).names == ["b", "a"]


@pytest.mark.parametrize(
    "name", ["../a", "/etc/passwd", "a/../../b", "..\\a", "C:/a", "a\x01b", "a\u202eb", "\\\\host\\a"]
)
def test_path_tricks_are_refused(name):
    assert refusal_of(samples.zipped({info(name): b"x"})) == "inner_name"


def test_a_name_with_nul_is_refused():
    assert refusal_of(samples.zipped({"aXb.txt": b"x"}).replace(b"aXb", b"a\0b")) == "inner_name"


def test_a_link_is_refused():
    assert refusal_of(samples.zipped({info(external_attr=0o120777 << 16): b"/etc/passwd"})) == "inner_name"


def test_two_members_of_one_name_are_refused():
    assert refusal_of(samples.zipped({"ab": b"1", "ac": b"2"}).replace(b"ac", b"ab")) == "inner_name"


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_passwords_are_refused(flag):
    content = samples.zipped({"a": b"x"})
    assert refusal_of(patched(content, at_directory={8: struct.pack("<H", flag)})) in ("encrypted", "damaged")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_refused(method):
    assert refusal_of(samples.zipped({"a": b"x" * 1000}, method)) == "damaged"


def test_an_empty_archive_is_refused():
    assert refusal_of(samples.zipped({})) == "empty"


def test_too_many_members_are_refused():
    content = samples.zipped(dict.fromkeys(map(str, range(archives.MAX_ENTRIES + 1)), b""))
    assert refusal_of(content) == "entries"


def test_a_huge_directory_is_refused_before_it_is_read():
    content = samples.zipped({f"{n}".zfill(4000): b"" for n in range(300)})
    assert refusal_of(content) == "entries"


@pytest.mark.parametrize("size", [0, 10, 21])
def test_no_end_is_refused(size):
    assert refusal_of(b"PK\x03\x04" + bytes(size)) == "damaged"


def test_a_cut_archive_is_refused():
    content = samples.zipped({"a.txt": b"abc" * 100, "b.txt": b"xyz" * 100})
    for length in range(4, len(content)):
        assert refusal_of(content[:length]) in ("damaged", "appended")


def test_bytes_in_front_or_behind_are_refused():
    content = samples.zipped({"a": b"x"})
    assert refusal_of(content + b"<script>") == "appended"
    assert refusal_of(samples.PDF + content) == "appended"


def test_a_comment_that_fills_the_file_is_no_tail():
    content = samples.zipped({"a": b"x"})
    assert unpacked(content[:-2] + b"\x05\x00hello") == {"a": b"x"}


def with_long_end(content, place=None, meant=None, rest=44, magic=b"PK\x06\x06", **short):
    """The zip with the second, longer end record that some writers add to every archive."""
    fields = dict(zip(FIELDS, END.unpack(content[-22:]), strict=True))
    meant = fields["length"] if meant is None else meant
    at = len(content) - 22
    long = struct.pack("<4sQ2H2L4Q", magic, rest, 45, 45, 0, 0, 1, 1, meant, fields["offset"])
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at if place is None else place, 1)
    return with_end(content[:-22] + long + locator + content[-22:], **short)


@pytest.mark.parametrize("short", [{}, {"length": 0xFFFFFFFF, "offset": 0xFFFFFFFF}])
def test_archives_with_a_long_end_are_read(short):
    """Spreadsheets that Java systems write have one, however small they are."""
    assert unpacked(with_long_end(samples.zipped({"a": b"x"}), **short)) == {"a": b"x"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"place": 0}, "damaged"),
        ({"rest": 50}, "damaged"),
        ({"magic": b"PK\x01\x02"}, "damaged"),
        ({"meant": 46}, "damaged"),
        ({"meant": 46, "length": 46}, "appended"),
        ({"offset": 3}, "damaged"),
    ],
)
def test_a_long_end_that_says_something_else_is_refused(changes, code):
    content = samples.zipped({"a": b"x"})
    assert refusal_of(with_long_end(content, **changes)) == code


def test_a_long_end_before_the_beginning_is_refused():
    content = samples.zipped({"a": b"x"})
    assert refusal_of(b"PK\x03\x04PK\x06\x07" + bytes(16) + content[-22:]) == "damaged"


def test_a_directory_that_cannot_be_read_is_refused():
    content = samples.zipped({"a": b"x"})
    assert refusal_of(patched(content, at_directory={0: b"XXXX"})) == "damaged"


def test_a_member_larger_than_it_says_is_refused():
    """The library would stop at the declared size and never see the rest."""
    honest = samples.zipped({"a": b"\0" * 5000})
    checksum = struct.pack("<L", zlib.crc32(bytes(10)))
    lying = patched(honest, at_directory={16: checksum, 24: struct.pack("<L", 10)})
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.read("a") == bytes(10)
    assert refusal_of(lying) == "damaged"


@pytest.mark.parametrize(
    ("at_directory", "at_local", "code"),
    [
        ({16: b"\0\0\0\0"}, None, "damaged"),
        ({20: b"\x02\0\0\0"}, None, "damaged"),
        ({20: b"\xff\xff\x00\0"}, None, "damaged"),
        ({24: b"\x01\0\0\0"}, None, "damaged"),
        ({42: b"\x05\0\0\0"}, None, "damaged"),
        ({42: b"\xff\xff\x00\0"}, None, "damaged"),
        (None, {0: b"PK\x01\x02"}, "damaged"),
        (None, {30: b"b"}, "damaged"),
        (None, {26: b"\x05"}, "damaged"),
        (None, {31: b"\xff\xff\xff\xff"}, "damaged"),
        ({10: b"\0\0"}, None, "damaged"),
        ({6: b"\xff\0"}, None, "damaged"),
    ],
)
def test_what_does_not_add_up_is_refused(at_directory, at_local, code):
    content = samples.zipped({"a": b"abc" * 200})
    assert refusal_of(patched(content, at_directory, at_local)) == code


def test_a_name_that_is_no_text_is_refused():
    content = samples.zipped({"가": b"x"}).replace("가".encode(), b"\xff\xff\xff")
    assert refusal_of(content) == "damaged"


def test_bytes_behind_a_packed_member_are_refused():
    content = samples.zipped({"a": b"abc" * 200})
    length = struct.unpack("<L", content[18:22])[0]
    grown = content[: 31 + length] + b"hidden" + content[31 + length :]
    grown = with_end(grown, offset=31 + length + 6)
    assert refusal_of(patched(grown, at_directory={20: struct.pack("<L", length + 6)})) == "damaged"


def test_members_that_share_their_data_are_refused():
    """As in the bombs that need no nesting: many names for one packed block."""
    content = bytearray(samples.zipped({"a": b"\0" * 10_000, "b": b"\0" * 10_000}))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = b"\0\0\0\0"
    assert refusal_of(bytes(content)) in ("bomb", "damaged")


def test_overlapping_names_are_found_too():
    content = samples.zipped({"a": b"\0" * 10_000})
    directory = END.unpack(content[-22:])[6]
    entry = content[directory:-22]
    twice = content[:-22] + entry.replace(b"a", b"a") + content[-22:]
    twice = with_end(twice, here=2, all=2, length=2 * len(entry))
    assert refusal_of(twice) == "inner_name"
    archive = Archive(io.BytesIO(content))
    list(archive.chunks(archive.members[0]))
    with pytest.raises(ValidationError) as refusal:
        list(archive.chunks(archive.members[0]))
    assert refusal.value.code == "bomb"


def test_a_folder_with_content_is_refused():
    content = samples.zipped({"ab": b"x" * 50}, zipfile.ZIP_STORED).replace(b"ab", b"a/")
    assert refusal_of(content) == "damaged"


def test_a_bomb_is_stopped_while_it_unpacks():
    archive = Archive(io.BytesIO(samples.zipped({"a": bytes(100_000_000)})))
    lengths = []
    with pytest.raises(ValidationError) as refusal:
        lengths.extend(len(chunk) for chunk in archive.chunks(archive.members[0]))
    assert refusal.value.code == "bomb"
    assert sum(lengths) <= archives.RATIO_COUNTS_FROM
    assert max(lengths) == archives.PIECE


def test_many_members_are_counted_together(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 5_000)
    content = samples.zipped({name: name.encode() * 1_000 for name in "abcdef"})
    assert refusal_of(content) == "bomb"


def test_small_repetitive_files_are_no_bombs():
    assert len(unpacked(samples.zipped({"a": bytes(5_000_000)}))["a"]) == 5_000_000


def test_where_an_archive_hides_behind_another_file():
    content = samples.zipped({"a": b"x"})
    assert ends_as_zip(io.BytesIO(samples.PDF + content))
    assert ends_as_zip(io.BytesIO(samples.PDF + content[:-2] + b"\x06\x00%%EOF\n"))
    assert not ends_as_zip(io.BytesIO(samples.PDF))
    assert not ends_as_zip(io.BytesIO(samples.PDF + content + samples.PDF))
    assert not ends_as_zip(io.BytesIO(b"PK\x05\x06"))
