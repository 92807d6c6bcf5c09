"""Processes as the administrator sees them: to be looked at, never changed."""

from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import DutyRecord, DutyRun, ProcessRun, StageRun, Waiver


@admin.register(ProcessRun)
class ProcessRunAdmin(ReadOnlyAdmin):
    list_display = ("project", "governance_type", "kind", "edition", "status", "started_at", "ended_at")
    list_filter = ("status", "governance_type", "kind")
    list_select_related = ("project",)
    search_fields = ("project__title", "project__number")


@admin.register(StageRun)
class StageRunAdmin(ReadOnlyAdmin):
    list_display = ("run", "order", "key", "state", "planned_start", "planned_end", "closed_by")
    list_filter = ("state", "phase", "key")
    list_select_related = ("run__project", "closed_by")
    search_fields = ("run__project__title",)


@admin.register(DutyRun)
class DutyRunAdmin(ReadOnlyAdmin):
    list_display = ("title", "stage", "kind", "actor", "necessity", "due_on", "state")
    list_filter = ("state", "kind", "necessity", "actor")
    list_select_related = ("stage",)
    search_fields = ("title", "stage__run__project__title")


@admin.register(DutyRecord)
class DutyRecordAdmin(ReadOnlyAdmin):
    """That something was done and when; the evidence is for those who may read the project."""

    exclude = ("evidence", "document", "person")
    list_display = ("duty", "outcome", "occurred_on", "recorded_by", "recorded_at")
    list_select_related = ("duty", "recorded_by")
    search_fields = ("duty__title", "duty__stage__run__project__title")


@admin.register(Waiver)
class WaiverAdmin(ReadOnlyAdmin):
    list_display = ("duty", "decision", "requested_by", "requested_at", "decided_by", "decided_at")
    list_filter = ("decision",)
    list_select_related = ("duty", "requested_by", "decided_by")
    search_fields = ("duty__title", "duty__stage__run__project__title")
