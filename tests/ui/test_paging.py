import pytest
from django.core.paginator import Paginator
from django.db.models import Count
from django.template.loader import render_to_string

from seoul_gov.accounts.models import User
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
        ({"page": "-1", "size": "-1"}, 1, 10),
        ({"page": "0"}, 1, 10),
        ({"page": "999", "size": "50"}, 6, 50),
    ],
)
def test_nonsense_in_the_address_is_forgiven(rf, query, number, size):
    page = paging.page_of(rf.get("/", query), range(268))
    assert (page.number, page.paginator.per_page) == (number, size)


def test_a_page_ends_where_the_list_does(rf):
    page = paging.page_of(rf.get("/", {"page": "50"}), range(500))
    assert (list(page)[-1], page.paginator.num_pages, page.paginator.is_capped) == (499, 50, False)


def test_only_the_first_five_hundred_rows_have_pages(rf):
    page = paging.page_of(rf.get("/", {"page": "777", "size": "50"}), range(5000))
    assert (page.number, list(page)[-1], page.paginator.count) == (10, 499, 500)
    said = render_to_string("_components/total.html", {"page": page, "word": "건"})
    assert "총 <b>500</b>건 이상" in said


@pytest.mark.django_db
def test_counting_reads_one_row_beyond_them_and_no_more(rf, django_assert_num_queries):
    rows = User.objects.annotate(posts=Count("role_grants")).order_by("name")
    paginator = paging.CappedPaginator(rows, 10)
    with django_assert_num_queries(1) as counted:
        assert (paginator.count, paginator.is_capped) == (0, False)
    sql = counted.captured_queries[0]["sql"]
    assert "LIMIT 501" in sql
    assert "ORDER BY" not in sql


@pytest.mark.django_db
def test_lists_put_together_from_several_are_counted_too():
    both = User.objects.values("pk").union(User.objects.values("pk")).order_by("pk")
    paginator = paging.CappedPaginator(both, 10)
    assert paginator.count == 0
