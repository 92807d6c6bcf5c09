import pytest

from seoul_gov.ui.prose import render


def test_minutes_are_written_in_markdown():
    text = "# 논의\n\n- 하나\n- 둘\n\n~~지움~~ **중요**\n다음 줄\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |\n"
    html = render(text)
    assert "<h3>논의</h3>" in html
    assert "<li>하나</li>" in html
    assert "<s>지움</s> <strong>중요</strong><br>" in html
    assert "<td>1</td>" in html


def test_headings_stay_below_the_pages_own():
    assert render("# 가\n\n###### 나") == "<h3>가</h3>\n<h6>나</h6>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[누르기](javascript:alert(1))",
        "[누르기](data:text/html;base64,PHNjcmlwdD4=)",
        "![그림](https://example.test/track.png)",
        "<a href='https://example.test' onclick='alert(1)'>누르기</a>",
        "<style>body{display:none}</style>",
    ],
)
def test_nothing_written_runs_or_loads(text):
    html = render(text)
    for bad in ("<script", "<img", "<style", 'href="javascript', 'href="data', "<a href='"):
        assert bad not in html


def test_web_links_are_links():
    assert render("[시청](https://www.seoul.go.kr)") == (
        '<p><a href="https://www.seoul.go.kr" rel="noopener noreferrer">시청</a></p>\n'
    )
