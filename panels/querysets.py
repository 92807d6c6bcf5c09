from django.db import models


class MembershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state="active")

    def counted(self):
        """Those who count for size and quorum: everybody in office but the secretary."""
        return self.active().exclude(role="secretary")

    def pending(self):
        return self.filter(state="invited")


class SignedTextQuerySet(models.QuerySet):
    def current(self, now):
        """The newest text of each kind in force at that moment, by kind."""
        texts = {}
        for text in self.filter(effective_from__lte=now).order_by("effective_from", "pk"):
            texts[text.kind] = text
        return texts
