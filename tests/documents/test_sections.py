from seoul_gov.documents.previews import finished
from seoul_gov.documents.sections import Section, sections, words_of


def test_sections_are_read_back_as_they_were_numbered():
    html = finished(
        "<h1>개요 &amp; 범위</h1><ul><li>하나</li><li><p>둘</p></li></ul><p>가<br>나</p>", pictures=2
    )
    assert sections(html) == [
        Section(1, "개요 & 범위"),
        Section(2, "하나"),
        Section(3, "둘"),
        Section(4, "가 나"),
    ]


def test_how_a_section_is_called():
    section = Section(12, "본문")
    assert (section.anchor, section.label) == ("s12", "문단 12")


def test_no_preview_has_no_sections():
    assert sections("") == []


def test_what_a_document_says_is_not_taken_for_a_number():
    html = finished('<p>&lt;p id="s7"&gt;</p>')
    assert sections(html) == [Section(1, '<p id="s7">')]


def test_the_words_of_a_preview_are_those_a_person_reads():
    html = "<p>010-<strong>12</strong>34-5678</p><table><tr><td>1</td><td>2 &amp; 3</td></tr></table>"
    assert words_of(html) == "010-1234-5678 1 2 & 3"
    assert words_of("") == ""
