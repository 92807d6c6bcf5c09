"""What happens with it when a company gets another name or other people. Rooms above hand it in at start-up, so that it is
one transaction."""

from collections.abc import Callable

from .models import Vendor

Watcher = Callable[..., object]
_watchers: list[Watcher] = []


def register(watcher: Watcher) -> None:
    """Have ``watcher(by=administrator, vendor=vendor)`` called when a company was changed; once, at start-up."""
    _watchers.append(watcher)


def changed(*, by, vendor: Vendor) -> None:
    """Do everything that follows from it, in the transaction in which the company is written."""
    for watcher in _watchers:
        watcher(by=by, vendor=vendor)
