from django.db import models
from django.utils import timezone

from .vocabulary import REGISTER

MEMBER = "단원"
UNCHANGED = "Audit events are never changed."
KEPT = "Audit events are never deleted."


class EventQuerySet(models.QuerySet):
    """Reads, and inserts through the manager; nothing else."""

    def update(self, **kwargs):
        raise TypeError(UNCHANGED)

    def _update(self, values):
        """What saving an event that is there already comes to (``base_manager_name``)."""
        raise TypeError(UNCHANGED)

    def delete(self):
        raise TypeError(KEPT)

    def of(self, chain: str):
        """The history of one thing, newest first."""
        return self.filter(chain=chain).order_by("-pk")


class Event(models.Model):
    """Something that was done. Append-only: what is written is neither changed nor deleted."""

    at = models.DateTimeField("일시", default=timezone.now, db_index=True)
    key = models.CharField("사건", max_length=60, db_index=True)
    sentence = models.CharField("내용", max_length=400)
    actor_id = models.BigIntegerField("행위자 번호", null=True)
    actor = models.CharField("행위자", max_length=100)
    address = models.GenericIPAddressField("접속지", null=True)
    object_type = models.CharField("대상 종류", max_length=40)
    object_id = models.CharField("대상 번호", max_length=40)
    label = models.CharField("대상", max_length=200)
    chain = models.CharField("묶음", max_length=60)
    data = models.JSONField("자세히", default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "감사 기록"
        verbose_name_plural = "감사 기록"
        base_manager_name = "objects"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["chain", "-id"], name="event_chain")]

    def __str__(self):
        return self.sentence

    @property
    def shown_actor(self) -> str:
        """Who did it as readers of the whole record see it: somebody who took part as a citizen has no name."""
        kind = REGISTER.get(self.key)
        return MEMBER if kind and kind.by_member else self.actor

    def delete(self, using=None, keep_parents=False):
        raise TypeError(KEPT)


class Seal(models.Model):
    """One link of the chain: the digest of an event together with the digest of the link before it."""

    number = models.PositiveBigIntegerField("순번", unique=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="seal", verbose_name="감사 기록")
    digest = models.CharField("해시", max_length=64)
    sealed_at = models.DateTimeField("봉인일시", default=timezone.now)

    class Meta:
        verbose_name = "봉인"
        verbose_name_plural = "봉인"
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} {self.digest[:12]}"
