"""How many pages a PDF has: told where it is certain, and never too few."""

import zlib

import pytest
from weasyprint import HTML

from seoul_gov.documents import pages
from seoul_gov.documents.models import Document
from seoul_gov.documents.pages import count_pages, page_count
from tests import factories
from tests.documents import samples

TREE = b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count %b>>endobj\n"
LEAF = b"3 0 obj<</Type /Page /Parent 2 0 R>>endobj\n"


def packed(*objects: bytes, facts: bytes = b"/Filter/FlateDecode", close: bytes = b"endstream") -> bytes:
    """The objects in a compressed stream."""
    body = b" ".join(objects)
    places = [body.index(one) for one in objects]
    table = b" ".join(b"%d %d" % (number, place) for number, place in enumerate(places, 2)) + b" "
    stream = zlib.compress(table + body)
    head = b"9 0 obj<</Type/ObjStm/N %d/First %d%b>>" % (len(objects), len(table), facts)
    return b"%PDF-1.7\n" + head + b"stream\r\n" + stream + b"\n" + close + b" endobj\n%%EOF\n"


NODE, PAGE = b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", b"<</Type/Page/Parent 2 0 R>>"


@pytest.mark.parametrize("number", [1, 4, 250])
def test_a_plain_tree_is_counted(number):
    assert count_pages(samples.paged_pdf(number)) == number


@pytest.mark.parametrize("version", ["1.4", "1.7"])
def test_a_real_writer_is_understood(version):
    text = "".join(f"<h1 style='break-before: page'>{number}</h1>" for number in range(3))
    assert count_pages(HTML(string=text).write_pdf(pdf_version=version)) == 3


def test_the_largest_node_counts_and_older_ones_do_not_make_it_smaller():
    nodes = samples.paged_pdf(4) + b"7 0 obj<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>endobj\n"
    assert count_pages(nodes) == 4
    assert count_pages(samples.paged_pdf(4) + samples.paged_pdf(9)) is None


def test_packed_objects_are_counted():
    assert count_pages(packed(NODE, PAGE, PAGE + b" ")) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.4\n%%EOF\n",
        LEAF,
        TREE % b"1",
        TREE % b"0" + LEAF,
        TREE % b"8 0 R" + LEAF,
        TREE % b"x" + LEAF,
        b"/Type/Pages/Count 3 " + LEAF,
        LEAF + b"obj<</Type/Pages/Count 3>>",
        TREE % b"1" + LEAF + LEAF,
        packed(NODE, PAGE, facts=b""),
        packed(NODE, PAGE, facts=b"/Filter/LZWDecode"),
        packed(NODE, PAGE, facts=b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>"),
        packed(NODE, PAGE, close=b""),
        packed(NODE, PAGE).replace(b"/First", b"/Last"),
        packed(NODE, PAGE).replace(b"\x78\x9c", b"\x00\x00"),
        packed(NODE, PAGE)[:-45] + b"endstream",
        packed(b"<</Type/Pages/Kids[3 0 R]/Count 2/Count 1>>", PAGE),
        b"/Type/ObjStm stream",
    ],
)
def test_what_is_not_certain_is_not_known(data):
    assert count_pages(data) is None


def test_bounds(monkeypatch):
    tree = samples.paged_pdf(2)
    monkeypatch.setattr(pages, "MOST_NODES", 1)
    assert count_pages(tree) == 2
    assert count_pages(tree + tree) is None
    monkeypatch.setattr(pages, "MOST_UNPACKED", 20)
    assert count_pages(packed(NODE, PAGE, PAGE + b" ")) is None
    monkeypatch.setattr(pages, "MOST_UNPACKED", 0)
    assert count_pages(packed(NODE, PAGE, PAGE + b" ")) is None


def test_a_document_knows_its_pages(db):
    upload = factories.make_document(content=samples.paged_pdf(3))
    assert page_count(upload) == 3
    upload.file.storage.delete(upload.file.name)
    assert page_count(upload) == 3, "its bytes never change"
    assert page_count(factories.make_document(name="계획.hwpx", content=samples.hwpx("하나"))) is None
    assert page_count(Document(kind="pdf", file="documents/00/gone")) is None
