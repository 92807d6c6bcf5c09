"""Opinion rounds as the administrator sees them: nobody's name, and nothing to change."""

from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import Opinion, OpinionRound


@admin.register(OpinionRound)
class OpinionRoundAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "number", "opens_on", "closes_on", "state", "closed_at")
    list_filter = ("state",)
    search_fields = ("topic", "duty__stage__run__project__title")


@admin.register(Opinion)
class OpinionAdmin(ReadOnlyAdmin):
    """What an author took back is nobody's to read any more."""

    list_display = ("__str__", "round", "outcome", "created_at", "answered_at", "hidden_at")
    list_select_related = ("round",)
    list_filter = ("disposition",)
    fields = (
        "round",
        "body",
        "document",
        "created_at",
        "disposition",
        "answer",
        "answered_by",
        "answered_at",
        "hidden_reason",
        "hidden_by",
        "hidden_at",
    )

    def get_queryset(self, request):
        return super().get_queryset(request).standing()
