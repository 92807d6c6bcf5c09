"""Sentences that narrow documents."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from .enums import PreviewState

MAX_ATTEMPTS = 2
CLAIM_HOLDS = timedelta(minutes=2)


class DocumentQuerySet(models.QuerySet):
    def awaiting_preview(self, now: datetime):
        """Documents whose preview nobody is making at `now`, oldest first.

        A claim older than ``CLAIM_HOLDS`` counts as given up: its worker was stopped or killed.
        """
        free = Q(preview_started_at=None) | Q(preview_started_at__lt=now - CLAIM_HOLDS)
        return self.filter(free, preview_state=PreviewState.PENDING).order_by("created_at", "pk")
