"""Long lists, cut into pages of 10, 20 or 50 with page numbers in blocks of ten.

Who looks for something in hundreds of rows narrows the list; nobody leafs through them. So only the first 500
have pages, and counting never reads more than one row beyond them, however long the list is.
"""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

SIZES = (10, 20, 50)
BLOCK = 10
MOST = 500


class CappedPaginator(Paginator):
    """Pages of the first ``MOST`` rows; ``is_capped`` tells that there are more."""

    @cached_property
    def found(self) -> int:
        """How many rows there are, or ``MOST + 1`` where there are more than ``MOST``."""
        rows = self.object_list
        if isinstance(rows, QuerySet):
            keys = rows if rows.query.combinator else rows.order_by().values("pk")
            return keys[: MOST + 1].count()
        return len(rows[: MOST + 1])

    @cached_property
    def count(self) -> int:
        return min(self.found, MOST)

    @property
    def is_capped(self) -> bool:
        return self.found > MOST


@dataclass(frozen=True)
class Block:
    """The page numbers shown at once, and where the blocks before and after begin (None at the ends)."""

    numbers: range
    before: int | None
    after: int | None


def page_of(request, rows, size: int = SIZES[0]) -> Page:
    """The page of `rows` that ``?page=`` and ``?size=`` ask for: nonsense is the first page, and beyond the end is the last."""
    wanted = request.GET.get("size", "")
    chosen = int(wanted) if wanted in map(str, SIZES) else size
    number = request.GET.get("page", "")
    return CappedPaginator(rows, chosen).get_page(number if number.strip("0").isdecimal() else 1)


def block_of(page: Page) -> Block:
    """The block of ten that `page` lies in."""
    last = page.paginator.num_pages
    first = (page.number - 1) // BLOCK * BLOCK + 1
    end = min(first + BLOCK - 1, last)
    return Block(range(first, end + 1), first - 1 or None, end + 1 if end < last else None)
