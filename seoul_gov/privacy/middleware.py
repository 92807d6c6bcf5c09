"""Writes down, once a request, whose personal data an office saw, searched, took out or changed."""

from . import actions
from .enums import Deed

SHOWN_AGAIN = (200, 409)
"""A page came: as it was asked for, or again because the moment was wrong."""


class AccessLog:
    """Stands innermost, so that the person and the address are known; nothing is answered that was not noted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        shown = getattr(request, "shown", None)
        if shown is not None and request.user.is_official:
            deed = deed_of(request, response, shown)
            if deed:
                write(request.user, deed, shown)
        return response


def deed_of(request, response, shown) -> Deed | None:
    """What was done; None where nothing was shown or changed in the end."""
    if request.method == "POST" and response.status_code == 302:
        return Deed.CHANGE
    if request.method == "HEAD" or response.status_code not in SHOWN_AGAIN:
        return None
    if shown.taken:
        return Deed.DOWNLOAD
    return Deed.SEARCH if shown.searched else Deed.VIEW


def write(user, deed: Deed, shown) -> None:
    persons = shown.count_for(user)
    many = f" {persons}명"
    subject = shown.subject[: 200 - len(many)] + many if persons > 1 else shown.subject
    actions.note(
        by=user,
        deed=deed,
        page=shown.page,
        subject=subject,
        subject_ids=shown.others(user),
        count=persons,
        reason=shown.reason,
    )
