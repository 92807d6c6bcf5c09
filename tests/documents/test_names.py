import unicodedata

import pytest
from django.core.exceptions import ValidationError

from seoul_gov.documents.names import is_safe_path, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("요구사항정의서.hwpx", "요구사항정의서.hwpx"),
        (unicodedata.normalize("NFD", "요구사항.pdf"), "요구사항.pdf"),
        ("  회의록 (2018. 2. 5.).pdf ", "회의록 (2018. 2. 5.).pdf"),
        ('"><img src=x onerror=alert(1)>.png', "___img src=x onerror=alert(1)_.png"),
        ("14:00 회의?.pdf", "14_00 회의_.pdf"),
        ("console.pdf", "console.pdf"),
        ("a.pdf.exe", "a.pdf.exe"),
    ],
)
def test_kept_names(given, kept):
    assert safe_name(given) == kept


@pytest.mark.parametrize(
    "name",
    [
        "", None, " ", ".", "..", ".htaccess", ".pdf", "a.pdf.", "../a.pdf", "a/b.pdf", "a\\b.pdf",
        "C:\\a.pdf",
        "a\0.pdf", "a\n.pdf", "a\r\nSet-Cookie: x.pdf", "a\x7f.pdf", "a\u202efdp.exe", "a\u2066b.pdf",
        "a\u200bb.pdf", "a\ufeff.pdf", "a\u2028b.pdf", "a\ud800.pdf",
        "CON", "con.pdf", "Nul.tar.pdf", "COM1.pdf", "lpt9.hwp", "conin$.pdf",
    ],
)  # fmt: skip
def test_refused_names(name):
    with pytest.raises(ValidationError) as refusal:
        safe_name(name)
    assert refusal.value.code == "name"


def test_a_long_name_keeps_its_ending():
    name = safe_name("가" * 300 + ".hwpx")
    assert len(name) == 200
    assert name.endswith("가.hwpx")


@pytest.mark.parametrize("path", ["a.xml", "word/a.xml", "사진/현장.jpg", "a..b/c", "폴더/"])
def test_safe_paths(path):
    assert is_safe_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../a",
        "a/../../b",
        "a\\..\\b",
        "\\\\host\\a",
        "C:/a",
        "c:a",
        "a\0b",
        "a\u202eb",
        "..",
    ],
)
def test_unsafe_paths(path):
    assert not is_safe_path(path)
