import re

import pytest

from seoul_gov.documents import previews
from seoul_gov.documents.previews import TooHeavy, docx_html, finished, hwpx_html
from tests.documents import samples


@pytest.fixture
def write(tmp_path):
    def written(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return str(path)

    return written


def table(*rows):
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_a_docx_keeps_its_shape(write):
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + samples.paragraph("넓은 칸")
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>굵은 글</w:t></w:r><w:r><w:br/><w:t>둘째 줄</w:t></w:r></w:p>"
    html = docx_html(
        write(
            samples.docx(
                samples.paragraph("제1장 &lt;개요&gt;", "1"),
                bold,
                table([wide], [samples.paragraph("가"), samples.paragraph("나")]),
            )
        )
    )
    assert html.split("\n") == [
        '<h3 id="s1" data-section="1">제1장 &lt;개요&gt;</h3>',
        '<p id="s2" data-section="2"><strong>굵은 글</strong><br>둘째 줄</p>',
        '<table id="s3" data-section="3"><tbody><tr><td colspan="2"><p>넓은 칸</p></td></tr>'
        "<tr><td><p>가</p></td><td><p>나</p></td></tr></tbody></table>",
    ]


def test_pictures_become_words_and_are_counted(write):
    html = docx_html(write(samples.docx(samples.picture("조직도"), samples.picture(""))))
    assert html.split("\n") == [
        '<p class="preview-note">그림 2개는 미리보기에 나오지 않으니 내려받아 확인해 주세요.</p>',
        '<p id="s1" data-section="1">[그림: 조직도]</p>',
        '<p id="s2" data-section="2">[그림]</p>',
    ]


def test_nothing_is_fetched_for_a_picture_elsewhere(write):
    linked = samples.PICTURE_RELS.replace(
        'Target="media/image1.png"', 'Target="http://127.0.0.1:9/x.png" TargetMode="External"'
    )
    html = docx_html(
        write(samples.docx(samples.picture("바깥"), parts={"word/_rels/document.xml.rels": linked}))
    )
    assert "127.0.0.1" not in html
    assert "[그림: 바깥]" in html


def test_links_lose_their_target_and_keep_their_words(write):
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "javascript:alert(1)" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>누리집</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert docx_html(write(samples.docx(field))) == '<p id="s1" data-section="1">누리집</p>'


def hwpx_with_tables(document):
    outer = document.add_table(3, 3)
    outer.set_cell_text(0, 0, "가\n나")
    outer.merge_cells(0, 0, 1, 1)
    outer.set_cell_text(2, 2, "<다>")
    document.add_paragraph("표 사이")
    document.add_table(2, 2).merge_cells(0, 0, 0, 1)


def test_an_hwpx_keeps_its_shape(write):
    html = hwpx_html(write(samples.hwpx("첫째 <문단>", change=hwpx_with_tables)))
    assert re.sub(r">\s+<", "><", html) == (
        '<p id="s1" data-section="1">첫째 &lt;문단&gt;</p>'
        '<table id="s2" data-section="2"><tbody>'
        '<tr><td colspan="2" rowspan="2">가<br>나</td><td></td></tr><tr><td></td></tr>'
        "<tr><td></td><td></td><td>&lt;다&gt;</td></tr></tbody></table>"
        '<p id="s3" data-section="3">표 사이</p>'
        '<table id="s4" data-section="4"><tbody><tr><td colspan="2"></td></tr>'
        "<tr><td></td><td></td></tr></tbody></table>"
    )


def hwpx_with_a_table_in_a_cell(document):
    outer = document.add_table(2, 2)
    outer.merge_cells(0, 0, 0, 1)
    outer.cell(1, 0).add_table(1, 2).set_cell_text(0, 1, "안쪽")


def test_a_table_in_a_cell_becomes_its_text(write):
    html = hwpx_html(write(samples.hwpx("본문", change=hwpx_with_a_table_in_a_cell)))
    assert html.count("<table") == 1
    assert re.sub(r">\s+<", "><", html).endswith(
        '<tr><td colspan="2"></td></tr><tr><td>안쪽</td><td></td></tr></tbody></table>'
    )


def test_an_hwpx_counts_its_pictures(write):
    html = hwpx_html(
        write(samples.hwpx("본문", change=lambda document: document.add_picture(samples.png(), "png")))
    )
    assert "그림 1개는 미리보기에 나오지 않으니" in html


def test_the_title_of_an_hwpx_does_not_leak_in(write):
    assert hwpx_html(write(samples.hwpx("본문"))) == '<p id="s1" data-section="1">본문</p>'


def test_tables_that_do_not_match_stay_as_they_are():
    body = "<table><tr><td>가</td></tr></table>"
    assert previews._with_merged_cells(body, []) == body


def test_cells_without_a_span_stay_as_they_are():
    cell = previews.markup.fragment_fromstring("<td>가</td>")
    previews._span(cell, None)
    assert dict(cell.attrib) == {}


@pytest.mark.parametrize(("kind", "content"), [(docx_html, samples.docx()), (hwpx_html, samples.hwpx())])
def test_a_heavy_document_is_not_begun(write, monkeypatch, kind, content):
    monkeypatch.setattr(previews, "MAX_XML_BYTES", 1_000)
    with pytest.raises(TooHeavy):
        kind(write(content))


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<script>alert(1)</script><p>가</p>", '<p id="s1" data-section="1">가</p>'),
        (
            '<p onclick="a()" style="x" class="preview-note" id="s9">가</p>',
            '<p id="s1" data-section="1">가</p>',
        ),
        ('<p><a href="javascript:a()">가</a></p>', '<p id="s1" data-section="1">가</p>'),
        ('<p><img src="x" onerror="a()">가</p>', '<p id="s1" data-section="1">가</p>'),
        ("<p><iframe src='//x'></iframe><svg onload=a()></svg>가</p>", '<p id="s1" data-section="1">가</p>'),
        ("<h1>가</h1>", '<h3 id="s1" data-section="1">가</h3>'),
        ("<h5>가</h5>", '<h6 id="s1" data-section="1">가</h6>'),
        ("<hr><p>가</p>", '<hr>\n<p id="s1" data-section="1">가</p>'),
        (
            "<ul><li>가</li><li>나<ol><li>다</li></ol></li></ul>",
            '<ul><li id="s1" data-section="1">가</li><li id="s2" data-section="2">나<ol><li>다</li></ol></li></ul>',
        ),
        (
            '<table><tr><td colspan="1000" rowspan="3">가</td><td colspan="x">나</td></tr></table>',
            '<table id="s1" data-section="1"><tbody><tr><td rowspan="3">가</td><td>나</td></tr></tbody></table>',
        ),
    ],
)
def test_only_what_is_listed_comes_out(html, clean):
    assert finished(html) == clean


def test_numbers_are_the_same_each_time():
    html = "<h1>가</h1><ul><li>나</li></ul><p>다</p>"
    assert finished(html) == finished(html)
    assert re.findall(r'id="s(\d+)" data-section="(\d+)"', finished(html)) == [
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
    ]


def test_a_long_document_is_cut_between_blocks_and_says_so():
    html = finished(
        "<p>" + "가" * 1_000 + "</p>" * 1 + "".join(f"<p>{n} {'나' * 1000}</p>" for n in range(1_000))
    )
    assert len(html.encode()) < previews.MAX_HTML_BYTES + 50_000
    assert html.startswith(f'<p class="preview-note">{previews.CUT_NOTE}</p>\n<p id="s1"')
    assert html.endswith("</p>")


def test_one_block_larger_than_everything_leaves_the_sentence():
    assert finished("<p>" + "가" * 1_000_000 + "</p>") == f'<p class="preview-note">{previews.CUT_NOTE}</p>'


def test_an_empty_document_says_so():
    assert finished("") == f'<p class="preview-note">{previews.EMPTY_NOTE}</p>'
