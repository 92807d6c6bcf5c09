"""Lotteries that compose citizen panels fairly (가이드라인 5-2): everybody's chance is as equal as the quotas allow, the
proof is published, and anybody can check the draw.

Pure: plain data in, plain data out; no Django, no clock, no randomness of its own. Equal input gives equal bytes, in
whatever order the volunteers come. Linear and integer programs are solved by HiGHS, the draw needs a hash function.

- ``check``      is there a panel, and if not: which quotas give way, which clash, whom to recruit
- ``solve``      the fairest lottery over whole panels, with its bound; ``price`` compares ways to treat tiers
- ``tickets``    the lottery in 1,000 to 100,000 equal tickets; ``examine`` counts everything again
- ``commit``     the four files that are fixed before the draw; ``draw`` the panel from dice, beacon or lotto
- ``refill``     replacing members who leave, ``foresee`` what it would break; ``alternates`` a list of those who can step in
- ``verify``     a published package, file by file; ``verify_draw.py`` does it with nothing but Python
- ``tie_break``  the same lottery among equals at a cut line

How it is done is told in ``lotteries`` (the fairest lottery), ``ticketing`` (tickets) and ``record`` (the bytes).
"""

from .cut_lines import CutLine, cut_line, tie_break
from .draws import Draw, draw
from .entry import Request, read_request
from .feasibility import Feasible, Infeasible, check
from .leximin import NoPanel
from .lotteries import Lottery, solve
from .packages import Package, Result, package_files, read_package
from .pool import Pool, Volunteer, gather
from .prices import Price, Spread, gini, price, priced, spread
from .priority import Shares, Strict, Tiers, Unweighted, Weights, read_priority
from .reasons import Fixed, certain, shut_out
from .record import Commitment, commit
from .recruiting import Recruits
from .relaxation import Limit, Relaxation
from .replacement import LeastBreach, foresee, refill
from .rules import Change, Quota, Refill, Rules, ordered
from .soundness import Unsound, examine
from .stand_ins import Alternates, alternates
from .tables import Fault, Refused
from .ticketing import TicketFile, tickets
from .verification import verify
from .watch import Cancelled, OutOfTime, Watch

__all__ = [
    "Alternates",
    "Cancelled",
    "Change",
    "Commitment",
    "CutLine",
    "Draw",
    "Fault",
    "Feasible",
    "Fixed",
    "Infeasible",
    "LeastBreach",
    "Limit",
    "Lottery",
    "NoPanel",
    "OutOfTime",
    "Package",
    "Pool",
    "Price",
    "Quota",
    "Recruits",
    "Refill",
    "Refused",
    "Relaxation",
    "Request",
    "Result",
    "Rules",
    "Shares",
    "Spread",
    "Strict",
    "TicketFile",
    "Tiers",
    "Unsound",
    "Unweighted",
    "Volunteer",
    "Watch",
    "Weights",
    "alternates",
    "certain",
    "check",
    "commit",
    "cut_line",
    "draw",
    "examine",
    "foresee",
    "gather",
    "gini",
    "ordered",
    "package_files",
    "price",
    "priced",
    "read_package",
    "read_priority",
    "read_request",
    "refill",
    "shut_out",
    "solve",
    "spread",
    "tickets",
    "tie_break",
    "verify",
]
