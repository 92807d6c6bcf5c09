import pytest
from django.core.exceptions import ValidationError

from workflows.reviews.anchors import LAST_PAGE, anchor_of, placed


@pytest.mark.parametrize(
    ("page", "section", "anchor"),
    [(3, "", "page"), (3, "문단 2", "page"), (None, "문단 2", "section"), (None, "", "whole")],
)
def test_the_place_given_tells_what_kind_it_is(page, section, anchor):
    assert anchor_of(page, section) == anchor


@pytest.mark.parametrize(
    ("given", "columns"),
    [
        (("whole", 3, "2장"), {"anchor": "whole", "page": None, "section": ""}),
        (("page", 3, " 2장 "), {"anchor": "page", "page": 3, "section": "2장"}),
        (("page", LAST_PAGE, ""), {"anchor": "page", "page": LAST_PAGE, "section": ""}),
        (("section", 3, " 문단 2 "), {"anchor": "section", "page": None, "section": "문단 2"}),
    ],
)
def test_a_place_keeps_what_belongs_to_it(given, columns):
    assert placed(*given) == columns


@pytest.mark.parametrize(
    "given",
    [
        ("line", 1, ""),
        ("", None, ""),
        ("page", None, ""),
        ("page", 0, ""),
        ("page", -1, ""),
        ("page", LAST_PAGE + 1, ""),
    ]
    + [("section", 3, "  "), ("section", None, ""), ("section", None, "가" * 101), ("page", 1, "가" * 101)],
)
def test_a_place_that_does_not_say_where_is_refused(given):
    with pytest.raises(ValidationError):
        placed(*given)
