"""Whether milestones and recorded tasks are settled: by what an official recorded, and how it came out."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from workflows.processes.outcomes import still_open

from .contract import Missing
from .models import DutyRecord, DutyRun

RECORD = "수행 기록하기"
OR_NOT = "해당하면 결과를 기록하고, 아니면 ‘해당 없음’으로 표시해 주세요."


def with_last_record(duties: QuerySet[DutyRun]) -> QuerySet[DutyRun]:
    """The duties, each with ``last_outcome`` and ``last_recorded_at`` of its newest record (None without one)."""
    newest = DutyRecord.objects.filter(duty=OuterRef("pk")).order_by("-pk")
    return duties.annotate(
        last_outcome=Subquery(newest.values("outcome")[:1]),
        last_recorded_at=Subquery(newest.values("recorded_at")[:1]),
    )


def settled(duties: Iterable[DutyRun]) -> dict[int, Missing | None]:
    """None for each duty whose newest record settles it, else what it lacks.

    Takes duties read by ``with_last_record`` and asks the database nothing. A record made before the duty was
    reopened does not count.
    """
    return {duty.pk: _lacking(duty) for duty in duties}


def _lacking(duty: DutyRun) -> Missing | None:
    if sentence := _sentence(duty):
        return Missing(sentence, reverse("driver:record", args=[duty.pk]), RECORD)
    return None


def _sentence(duty: DutyRun) -> str:
    if duty.last_recorded_at is None:
        return f"{duty.question} {OR_NOT}" if duty.question else "수행한 결과와 근거를 기록해 주세요."
    if duty.reopened_at and duty.last_recorded_at <= duty.reopened_at:
        return "다시 연 과제입니다. 결과를 새로 기록해 주세요."
    return still_open(duty.last_outcome)
