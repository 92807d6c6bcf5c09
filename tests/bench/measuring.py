"""Asking for pages and writing down what they cost."""

import time
from dataclasses import dataclass, field
from statistics import quantiles

from django.urls import NoReverseMatch, reverse

from tests.bench.pages import Page

WARM_UP = 3
ROUNDS = 6
REQUESTS_A_ROUND = 8
NOT_BUILT = 405


@dataclass
class Cost:
    """What one page costs in one portal; times in milliseconds."""

    queries: int = 0
    computed: float = 0.0
    times: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        return self.computed / len(self.times)

    @property
    def p50(self) -> float:
        return quantiles(self.times, n=20, method="inclusive")[9]

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20, method="inclusive")[18]


class Failed(Exception):
    """A page did not answer as it should."""


def address(page: Page, scene: dict) -> str | None:
    """Where the page is; None where this portal has none of that name."""
    try:
        path = reverse(page.url, args=[scene[name] for name in page.args])
    except NoReverseMatch:
        return None
    return f"{path}?{page.query}" if page.query else path


def asker(server, scene: dict, page: Page):
    """A function that asks once; None where the page is not there."""
    path = address(page, scene)
    if path is None:
        return None
    cookies = {"sessionid": scene[page.person]} if page.person else {}
    once = page.post(server, path, cookies) if page.post else lambda: server.ask("GET", path, cookies=cookies)
    answer = once()
    if answer.status == NOT_BUILT:
        return None
    if answer.status != (302 if page.post else 200):
        raise Failed(f"{page.label}: {path} answered {answer.status}\n{answer.text[:500]}")
    return once


def measure(portals: dict, page: Page) -> dict[int, Cost] | None:
    """The page's cost in every portal, by size; None where it is not built. ``portals`` has a server and its scene.

    The sizes take turns, so that a machine that is slow for a while is slow for all of them.
    """
    asked = {size: asker(*portal, page) for size, portal in portals.items()}
    if None in asked.values():
        return None
    costs = {size: Cost() for size in portals}
    for once in asked.values():
        for _ in range(WARM_UP):
            once()
    for _ in range(ROUNDS):
        for size, once in asked.items():
            one_round(portals[size][0], once, costs[size])
    return costs


def one_round(server, once, cost: Cost) -> None:
    before = server.cpu()
    for _ in range(REQUESTS_A_ROUND):
        started = time.perf_counter()
        answer = once()
        cost.times.append((time.perf_counter() - started) * 1000)
        cost.queries = max(cost.queries, answer.queries)
    cost.computed += (server.cpu() - before) * 1000
