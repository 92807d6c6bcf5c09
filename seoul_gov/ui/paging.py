"""Long lists, cut into pages of 10, 20 or 50 with page numbers in blocks of ten."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

SIZES = (10, 20, 50)
BLOCK = 10


@dataclass(frozen=True)
class Block:
    """The page numbers shown at once, and where the blocks before and after begin (None at the ends)."""

    numbers: range
    before: int | None
    after: int | None


def page_of(request, rows, size: int = SIZES[0]) -> Page:
    """The page of `rows` that ``?page=`` and ``?size=`` ask for; nonsense falls back to the first page."""
    wanted = request.GET.get("size", "")
    chosen = int(wanted) if wanted in map(str, SIZES) else size
    return Paginator(rows, chosen).get_page(request.GET.get("page"))


def block_of(page: Page) -> Block:
    """The block of ten that `page` lies in."""
    last = page.paginator.num_pages
    first = (page.number - 1) // BLOCK * BLOCK + 1
    end = min(first + BLOCK - 1, last)
    return Block(range(first, end + 1), first - 1 or None, end + 1 if end < last else None)
