import pytest

from panels.lottery.tables import Fault, Refused, read_table


def read(data: bytes, columns=()):
    faults = []
    return read_table("t.csv", data, faults, columns), [(fault.line, fault.reason) for fault in faults]


ROWS = ((2, {"id": "a", "age": "20"}), (3, {"id": "b", "age": "30"}))


@pytest.mark.parametrize(
    "data",
    [
        b"id,age\na,20\nb,30\n",
        b"id,age\na,20\nb,30",
        b"\xef\xbb\xbfid,age\r\na,20\r\nb,30\r\n",
        b'id,age\n a ,"20"\nb,30\n\n,\n',
    ],
)
def test_the_ways_in_which_tables_are_sent(data):
    table, faults = read(data)
    assert (table.header, table.rows, faults) == (("id", "age"), ROWS, [])


def test_letters_in_pieces_are_put_together():
    assert read("id,나이\na,ᄋ".encode())[0].header == ("id", "나이")


def test_lines_are_counted_as_in_an_editor():
    table, _ = read(b'id,age\n"a\nb",20\n\nc,30\n')
    assert [line for line, _ in table.rows] == [2, 5]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" , \n"])
def test_an_empty_table(data):
    assert read(data) == (read(data)[0], [(1, "파일이 비어 있습니다.")])
    assert read(data)[0].rows == ()


def test_bytes_that_are_no_text_are_named_line_by_line():
    assert read(b"id\n\xff\na\n\xb0\xa1\n")[1] == [
        (2, "UTF-8로 읽을 수 없습니다."),
        (4, "UTF-8로 읽을 수 없습니다."),
    ]


def test_every_bad_row_is_named_and_the_others_are_kept():
    table, faults = read(b"id,age\na\nb,30\nc,1,2\n")
    assert [cells["id"] for _, cells in table.rows] == ["b"]
    assert faults == [(2, "칸이 2개여야 하는데 1개입니다."), (4, "칸이 2개여야 하는데 3개입니다.")]


def test_columns_that_are_missing_or_double():
    table, faults = read(b"id,id,x\na,b,c\n", ("id", "age"))
    assert table.rows == ()
    assert faults == [(1, "열 이름 'id'이(가) 두 번 이상 나옵니다."), (1, "'age' 열이 없습니다.")]


def test_a_quotation_mark_too_few():
    assert read(b'id\na\n"b\n')[1] == [(3, "따옴표가 맞지 않아 CSV로 읽을 수 없습니다.")]
    assert read(b'"id')[1] == [(1, "따옴표가 맞지 않아 CSV로 읽을 수 없습니다.")]


def test_a_refusal_says_everything():
    refused = Refused([Fault("a.csv", 3, "나쁩니다."), Fault("--size", 0, "없습니다.")])
    assert str(refused) == "a.csv 3행: 나쁩니다.\n--size: 없습니다."
