"""Every write to appointments that has a rule, by noun: the appointment, the term, the papers, the name."""

from .appointing import appoint, appoint_missing
from .names import give_name, withdraw_name
from .papers import claim_paper, make_paper, order_certificate, order_letter, order_letters
from .terms import dissolve_outlived, end_term, renew, renew_all, set_term, warn_of_end

__all__ = [
    "appoint",
    "appoint_missing",
    "claim_paper",
    "dissolve_outlived",
    "end_term",
    "give_name",
    "make_paper",
    "order_certificate",
    "order_letter",
    "order_letters",
    "renew",
    "renew_all",
    "set_term",
    "warn_of_end",
    "withdraw_name",
]
