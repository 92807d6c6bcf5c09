"""Every write to selections that has a rule.

All of them hold the rows of project and call until the end of their transaction, so that nothing is read, drawn, given or
declined meanwhile.
"""

from .deciding import Departure, decide
from .filling import next_in_order, seat
from .inquiring import look_into
from .waiting import decline_waiting, resume_waiting

__all__ = ["Departure", "decide", "decline_waiting", "look_into", "next_in_order", "resume_waiting", "seat"]
