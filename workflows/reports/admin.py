"""Reports and surveys as the administrator sees them: nothing to change, and nobody's answer by name."""

from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import Paper, ResultReport, Satisfaction, Survey


@admin.register(ResultReport)
class ResultReportAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "state", "version", "written_at", "published_at")
    list_filter = ("state",)
    list_select_related = ("run__project",)
    search_fields = ("run__project__title", "run__project__number")


@admin.register(Paper)
class PaperAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "state", "attempts", "started_at", "error")
    list_filter = ("state", "format")
    list_select_related = ("report__run__project",)


@admin.register(Survey)
class SurveyAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "closes_on", "opened_at")
    list_select_related = ("run__project",)
    search_fields = ("run__project__title",)


@admin.register(Satisfaction)
class SatisfactionAdmin(ReadOnlyAdmin):
    """Who answered is nobody's business."""

    list_display = ("__str__", "survey", "score", "answered_at")
    list_select_related = ("survey__run__project",)
    fields = ("survey", "score", "comment", "answered_at")
