"""How many tickets each panel gets: whole numbers in place of weights, so that the worst placed lose least."""

import numpy as np

from .lotteries import Lottery, least_share

SIZES = (1_000, 10_000, 100_000)
"""The numbers of tickets to choose from: three, four or five ten-sided dice."""

KEPT = 0.99
"""What tickets must leave of the proved greatest least chance."""

EAGERNESS = 100.0
PATIENCE = 60
"""After so many tickets moved without help to anybody, no more are moved."""


def share_out(lottery: Lottery, tickets: int | None = None) -> np.ndarray:
    """Tickets for each panel of the lottery.

    Their sum is ``tickets``, or the smallest power of ten from 1,000 to 100,000 that is at least 200 for a seat's share
    of volunteers (n/k); a larger one where fewer would leave less than 0.99 of the greatest least chance.

    Source: largest remainders (Hamilton, 1792), then own derivation; 200 n/k and 0.99 are the portal's own targets.
    """
    if tickets is not None:
        return _shared(lottery, tickets)
    usual = 200 * len(lottery.space.volunteers) / lottery.space.seats
    for size in SIZES[:-1]:
        if size < usual:
            continue
        counts = _shared(lottery, size)
        if least_share(lottery, fewest_tickets(lottery, counts) / size) >= KEPT * lottery.bound:
            return counts
    return _shared(lottery, SIZES[-1])


def fewest_tickets(lottery: Lottery, counts: np.ndarray) -> np.ndarray:
    """How many tickets every member of a kind has at least, when the kind's are dealt out evenly."""
    return _evenly(lottery, counts @ lottery.panels)


def _evenly(lottery: Lottery, seats: np.ndarray) -> np.ndarray:
    return seats // lottery.space.people


def _shared(lottery: Lottery, size: int) -> np.ndarray:
    """Largest remainders, then tickets moved between panels one by one while that helps somebody who is badly off."""
    panels = lottery.panels.astype(float)
    counts = _by_largest_remainder(lottery.weights, size)
    seats = counts @ panels
    best, best_worth = counts.copy(), _worth(lottery, seats, size)
    wanted = np.where(lottery.chances > 0, size * lottery.chances * lottery.space.people, np.inf)
    moved = 0
    while moved < PATIENCE:
        worth = panels @ (lottery.space.people / wanted * np.exp(EAGERNESS * (1.0 - seats / wanted)))
        gainer, loser = int(np.argmax(worth)), int(np.argmin(np.where(counts > 0, worth, np.inf)))
        if gainer == loser:
            break
        counts[gainer] += 1
        counts[loser] -= 1
        seats += panels[gainer] - panels[loser]
        new = _worth(lottery, seats, size)
        moved += 1
        if new > best_worth:
            best, best_worth, moved = counts.copy(), new, 0
    return best


def _by_largest_remainder(weights: np.ndarray, size: int) -> np.ndarray:
    exact = weights * size
    counts = np.floor(exact + 1e-9).astype(np.int64)
    short = size - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:short]] += 1
    return counts


def _worth(lottery: Lottery, seats: np.ndarray, size: int) -> tuple[float, float]:
    """The least chance left, then the least that anybody keeps of their chance; rounded so that noise decides nothing."""
    chances = _evenly(lottery, seats) / size
    kept = chances[lottery.chances > 0] / lottery.chances[lottery.chances > 0]
    return round(least_share(lottery, chances) / lottery.bound, 9), round(float(kept.min()), 9)
