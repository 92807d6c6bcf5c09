import io
import os
import subprocess
import sys
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from seoul_gov.documents import intake
from seoul_gov.documents.enums import DocumentKind
from seoul_gov.documents.intake import CheckedFile, check, kinds_label
from tests.documents import samples

EXE = b"MZ\x90\0\x03\0\0\0" + bytes(100)
HTML = b"<!DOCTYPE html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def refusal_of(name, content, **options):
    with pytest.raises(ValidationError) as refusal:
        check(samples.upload(name, content), **options)
    (sentence,) = refusal.value.messages
    assert sentence.count(".") == 1
    return refusal.value.code


@pytest.mark.parametrize("name", samples.GOOD)
def test_what_cities_work_with_comes_in(name):
    content = samples.GOOD[name]()
    checked = check(samples.upload(name, content))
    assert (checked.name, checked.size) == (name, len(content))
    assert checked.stream.read() == content
    assert checked.kind == {"jpeg": "jpg"}.get(
        name.rpartition(".")[2].lower(), name.rpartition(".")[2].lower()
    )


def appended_zip(content):
    return content + samples.zipped({"a.class": b"x"})


HOSTILE = [
    ("화면.png", SVG, "mismatch"),
    ("화면.svg", SVG, "kind"),
    ("계획.pdf", HTML, "mismatch"),
    ("계획.html", HTML, "kind"),
    ("메모.txt", HTML, "mismatch"),
    ("계획.pdf", EXE, "mismatch"),
    ("계획.hwp", EXE, "mismatch"),
    ("계획.exe", EXE, "kind"),
    ("계획.pdf.exe", EXE, "kind"),
    ("계획.pdf.", samples.PDF, "name"),
    ("계획", samples.PDF, "kind"),
    ("계획.pdf", b" " + samples.PDF, "mismatch"),
    ("계획.pdf", b"%PDF-1.4\n<html><script>alert(1)</script>", "damaged"),
    ("계획.pdf", samples.PDF[:-20], "damaged"),
    ("계획.pdf", appended_zip(samples.PDF), "appended"),
    ("사진.jpg", appended_zip(samples.jpg()), "appended"),
    ("사진.jpg", b"\xff\xd8\xff<?php system($_GET[1]);", "damaged"),
    ("사진.jpg", b"GIF89a\x01\0\x01\0", "mismatch"),
    ("화면.png", appended_zip(samples.png()), "appended"),
    ("화면.png", samples.png(60_000, 60_000), "pixels"),
    ("사진.jpg", samples.jpg(65_000, 65_000), "pixels"),
    ("화면.png", samples.jpg(), "mismatch"),
    ("계획.docx", samples.xlsx(), "mismatch"),
    ("계획.hwpx", samples.docx(), "mismatch"),
    ("계획.docx", samples.zipped({"a": b"x"}), "mismatch"),
    ("계획.zip", samples.docx(), "mismatch"),
    ("계획.docm", samples.docx(), "kind"),
    ("계획.docx", samples.docx(parts={"word/vbaProject.bin": b"x"}), "macro"),
    ("계획.docx", samples.compound("EncryptedPackage"), "encrypted"),
    ("계획.hwp", samples.compound("WordDocument"), "mismatch"),
    ("계획.hwp", samples.hwp(flags=2), "encrypted"),
    ("계획.docx", samples.docx(parts={"word/document.xml": XXE}), "entity"),
    ("계획.hwpx", samples.zipped({"mimetype": "application/hwp+zip"}), "mismatch"),
    ("묶음.zip", samples.zipped({"../../etc/cron.d/x": b"x"}), "inner_name"),
    ("묶음.zip", samples.zipped({"setup.exe": EXE}), "program"),
    ("묶음.zip", samples.zipped({}), "mismatch"),
    ("묶음.zip", b"PK\x03\x04", "damaged"),
    ("묶음.zip", b"Rar!\x1a\x07\0", "mismatch"),
    (".htaccess", b"AddType text/html .pdf", "name"),
    ("web.config", b"<configuration/>", "kind"),
    ("con.pdf", samples.PDF, "name"),
    ("계획\u202efdp.exe", EXE, "name"),
    ("계획.pdf", b"", "empty"),
    ("묶음.zip", samples.zipped({"a": bytes(50_000_000)}), "bomb"),
    ("계획.docx", samples.docx(parts={"word/document.xml": b"<a>" + b" " * 50_000_000 + b"</a>"}), "bomb"),
    ("묶음.zip", samples.zipped({"inner.zip": samples.zipped({"a": bytes(9_000_000)})}), "nested"),
    ("묶음.zip", samples.zipped(dict.fromkeys(map(str, range(5_000)), b"")), "entries"),
]


@pytest.mark.parametrize(("name", "content", "code"), HOSTILE, ids=[f"{n}-{c}" for n, _, c in HOSTILE])
def test_what_is_hostile_stays_out(name, content, code):
    assert refusal_of(name, content) == code


@pytest.mark.parametrize("name", ["../../계획.pdf", "a\\b.pdf", "a\0.pdf", "a\r\n.pdf"])
def test_path_tricks_in_names_stay_out(name):
    with pytest.raises(ValidationError) as refusal:
        check(ContentFile(samples.PDF, name=name))
    assert refusal.value.code == "name"


def test_the_limit_is_the_setting(settings):
    settings.PORTAL_UPLOAD_MAX_BYTES = len(samples.PDF)
    assert check(samples.upload("a.pdf", samples.PDF)).size == len(samples.PDF)
    settings.PORTAL_UPLOAD_MAX_BYTES -= 1
    assert refusal_of("a.pdf", samples.PDF) == "too_large"


def test_a_room_may_narrow_the_kinds():
    kinds = (DocumentKind.PNG, DocumentKind.PDF)
    with pytest.raises(ValidationError) as refusal:
        check(samples.upload("a.docx", samples.docx()), kinds=kinds)
    assert refusal.value.messages == ["PDF, PNG 파일만 올릴 수 있습니다."]
    assert kinds_label(kinds) == "PDF, PNG"


def test_a_checked_file_is_not_checked_again():
    checked = CheckedFile(stream=io.BytesIO(EXE), name="a", kind=DocumentKind.PDF, size=1)
    assert check(checked) is checked


def test_a_bomb_takes_little_memory():
    content = samples.zipped({"a": bytes(90_000_000)})
    tracemalloc.start()
    assert refusal_of("묶음.zip", content) == "bomb"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize(
    "environment", [{"TZ": "America/New_York", "LC_ALL": "C"}, {"TZ": "UTC", "LC_ALL": "POSIX"}]
)
def test_neither_time_zone_nor_locale_of_the_host_matter(environment):
    """A fresh process under another clock and another language tells and names the file alike."""
    script = (
        "import django; django.setup()\n"
        "from seoul_gov.documents.intake import check\n"
        "from tests.documents import samples\n"
        "for name, make in samples.GOOD.items():\n"
        "    found = check(samples.upload(name, make()))\n"
        "    print(ascii((found.name, found.kind.value)))\n"
    )
    here = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=kept | here | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [
        ascii((name, check(samples.upload(name, make())).kind.value)) for name, make in samples.GOOD.items()
    ]
    assert done.stdout.splitlines() == expected


def test_every_kind_is_told_and_looked_into():
    told = {intake.kind_of_name(name) for name in samples.GOOD}
    assert told == set(DocumentKind)
