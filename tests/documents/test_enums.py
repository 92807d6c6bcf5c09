import pytest

from seoul_gov.documents.enums import FORMATS, DocumentKind, extension_of, kind_of_name


def test_every_kind_has_its_facts():
    assert set(FORMATS) == set(DocumentKind)
    endings = [ending for form in FORMATS.values() for ending in form.extensions]
    assert len(endings) == len(set(endings))


def test_no_kind_is_served_as_something_that_runs():
    types = {form.content_type for form in FORMATS.values()}
    assert not {kind for kind in types if "html" in kind or "svg" in kind or "script" in kind}


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("pdf", ""), (".htaccess", ""), ("a.", "")],
)
def test_ending(name, ending):
    assert extension_of(name) == ending


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpeg", DocumentKind.JPG), ("a.pdf.exe", None), ("a", None), ("a.svg", None)]
)
def test_claimed_kind(name, kind):
    assert kind_of_name(name) is kind
