from django.db import connections, models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When

from seoul_gov.accounts.enums import Role

from . import search
from .enums import INNER_MATTERS, NAMELESS, PUBLIC_STATUSES, UNDER_CONTRACT, PartyKind


def outer_title(path: str) -> Case:
    """The title of the deliverable at ``path`` as panels and the public read it (``matters.outer_name``)."""
    inner = When(**{f"{path}__matter__in": INNER_MATTERS}, then=Value(NAMELESS))
    return Case(inner, default=F(f"{path}__title"), output_field=CharField())


class ProjectQuerySet(models.QuerySet):
    """Sentences about projects."""

    def for_staff(self, user):
        """What a person may see as city staff: their departments' projects, and whole-city roles all but drafts."""
        own = Q(department__in=user.departments_as(Role.OFFICER, Role.HEAD))
        if user.has_role(Role.GOVERNANCE_OFFICER, Role.AUDITOR):
            return self.filter(own | ~Q(status="draft"))
        return self.filter(own)

    def public(self):
        """What anybody may follow: a type is confirmed, and the project is not found to lie outside the guideline."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def matching(self, words: str):
        """Whose title and summary hold all the words, or whose number is just that; see ``projects.search``."""
        return self.filter(search.condition(words, vendor=connections[self.db].vendor))

    def with_people(self):
        return self.select_related("department", "officer", "channel")


class PaperQuerySet(models.QuerySet):
    def readable(self, *, is_inside: bool):
        """Those that somebody reads who may read the thing around them (``matters.can_read``, for many at once)."""
        return self if is_inside else self.exclude(matter__in=INNER_MATTERS)


class ContractPartyQuerySet(models.QuerySet):
    """Sentences about companies that have to do with a project."""

    def in_force(self):
        return self.filter(ended_at=None)

    def under_contract(self):
        """Those whose people have rights: not who only bids, belongs to one of them or gave advice."""
        return self.in_force().filter(kind__in=UNDER_CONTRACT)

    def related(self):
        """Everybody in whose favour somebody could sit in a panel; a bid is left out once its company has another part."""
        parts = self.model.objects.in_force().filter(project=OuterRef("project"), vendor=OuterRef("vendor"))
        return self.in_force().exclude(
            Q(kind=PartyKind.BIDDER) & Exists(parts.exclude(kind=PartyKind.BIDDER))
        )

    def keeping_out(self):
        """Those whose people and relatives may not sit where stakeholders are kept out (가이드라인 5-2, 원칙 3).

        A bidder counts until a contract is recorded: who lost has nothing to win from the panel any more. One that is
        recorded after a contract has ended bids for the next one.
        """
        contracts = self.model.objects.filter(project=OuterRef("project"), kind=PartyKind.CONTRACTOR)
        settled = contracts.filter(Q(ended_at=None) | Q(pk__gt=OuterRef("pk")))
        return self.related().exclude(Q(kind=PartyKind.BIDDER) & Exists(settled))
