import pytest
from django.core.paginator import Paginator

from seoul_gov.ui import paging


@pytest.mark.parametrize(
    ("number", "numbers", "before", "after"),
    [
        (1, range(1, 11), None, 11),
        (10, range(1, 11), None, 11),
        (13, range(11, 21), 10, 21),
        (27, range(21, 28), 20, None),
    ],
)
def test_page_numbers_come_in_blocks_of_ten(number, numbers, before, after):
    block = paging.block_of(Paginator(range(268), 10).page(number))
    assert block == paging.Block(numbers, before, after)


@pytest.mark.parametrize(
    ("query", "number", "size"),
    [
        ({}, 1, 10),
        ({"page": "3", "size": "20"}, 3, 20),
        ({"page": "x", "size": "1000"}, 1, 10),
        ({"page": "999", "size": "50"}, 6, 50),
    ],
)
def test_nonsense_in_the_address_is_forgiven(rf, query, number, size):
    page = paging.page_of(rf.get("/", query), range(268))
    assert (page.number, page.paginator.per_page) == (number, size)
