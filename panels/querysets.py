from django.db import models

from .enums import OPEN, SEATED


class MembershipQuerySet(models.QuerySet):
    """Sentences about seats."""

    def active(self):
        """In office as the row says; whether the person may still hold the seat, ``panels.selectors.seats`` asks."""
        return self.filter(state="active")

    def seated(self):
        """In office or suspended: the seat is taken."""
        return self.filter(state__in=SEATED)

    def open(self):
        """Invited or seated in a panel that still exists: nobody is asked to a second seat beside it."""
        return self.filter(state__in=OPEN).exclude(panel__state="dissolved")

    def counted(self):
        """Those who count for size and quorum: everybody in office but the secretary."""
        return self.active().exclude(role="secretary")

    def pending(self):
        """Invited and not answered, in time or not."""
        return self.filter(state="invited")


class SignedTextQuerySet(models.QuerySet):
    """Sentences about pledges and consents."""

    def current(self, now):
        """The newest text of each kind in force at that moment, by kind."""
        texts = {}
        for text in self.filter(effective_from__lte=now).order_by("effective_from", "pk"):
            texts[text.kind] = text
        return texts
