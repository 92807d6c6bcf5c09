import pytest

from seoul_gov.documents.previews import finished
from workflows.reviews.marks import marked, section_label


def test_every_paragraph_gets_its_number_as_a_link_to_the_form():
    html = marked(finished("<p>하나</p><ul><li>둘</li></ul>"), links=True)
    assert '<p id="s1" data-section="1"><a class="section-mark" href="?section=1#write"' in html
    assert '<li id="s2" data-section="2"><a class="section-mark" href="?section=2#write"' in html
    assert html.count("이 문단에 의견 쓰기") == 2


def test_the_number_of_a_table_stands_before_it():
    html = marked(finished("<table><tbody><tr><td>칸</td></tr></tbody></table>"), links=True)
    assert html.index("section-mark") < html.index("<table")


def test_who_cannot_write_sees_the_number_only():
    html = marked(finished("<p>하나</p>"), links=False)
    assert "section-mark" in html
    assert "<a " not in html


@pytest.mark.parametrize(
    "evil", ["<p><script>alert(1)</script>글</p>", '<p id="s9" onclick="alert(1)">글</p>']
)
def test_nothing_active_comes_through(evil):
    html = marked(finished(evil), links=True)
    assert "script" not in html
    assert "onclick" not in html
    assert html.count("section-mark") == 1


def test_an_empty_preview_stays_empty():
    assert marked("", links=True) == ""


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("12", "문단 12"),
        (None, ""),
        ("", ""),
        ("0", ""),
        ("x", ""),
        ("1<b>", ""),
        ("1234567", ""),
        ("１２", ""),
    ],
)
def test_only_a_number_becomes_a_section(number, label):
    assert section_label(number) == label
