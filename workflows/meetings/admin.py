from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import Meeting


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    """Meetings as they stand; advice and minutes are read on their own pages by those who may."""

    list_display = ["title", "panel", "starts_at", "state", "sequence", "called_by"]
    list_filter = ["state"]
    search_fields = ["title"]
