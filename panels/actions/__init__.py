"""Every write to panels that has a rule.

All of them hold the project's row until the end of their transaction: one person sits in one panel of a project, so
the project is the aggregate.
"""

from .adoption import adopt
from .answers import Declaration, Guardian, accept, decline
from .contracts import end_contract_party, record_contract_party
from .invitations import cancel_invitation, invite, invite_chosen, resend
from .members import appoint_chair, release, release_official, withdraw
from .panels import activate, create, dissolve

__all__ = [
    "Declaration",
    "Guardian",
    "accept",
    "activate",
    "adopt",
    "appoint_chair",
    "cancel_invitation",
    "create",
    "decline",
    "dissolve",
    "end_contract_party",
    "invite",
    "invite_chosen",
    "record_contract_party",
    "release",
    "release_official",
    "resend",
    "withdraw",
]
