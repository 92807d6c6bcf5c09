"""Reads about calls that pages share."""

from django.utils import timezone

from .models import RecruitmentCall
from .querysets import CallQuerySet


def calls() -> CallQuerySet:
    """Every published call with its project, what ends last first; anybody may read them."""
    return RecruitmentCall.objects.public().with_facts().order_by("-closes_at", "-pk")


def open_calls() -> CallQuerySet:
    """What takes applications now, what ends first first."""
    return RecruitmentCall.objects.taking(timezone.now()).with_facts().order_by("closes_at", "pk")
