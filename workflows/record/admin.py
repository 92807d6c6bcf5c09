"""The counted figures as the administrator sees them: nothing to change."""

from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import GovernanceShare


@admin.register(GovernanceShare)
class GovernanceShareAdmin(ReadOnlyAdmin):
    list_display = ("year", "department", "projects", "governed", "counted_at")
    list_filter = ("year",)
    list_select_related = ("department",)
    search_fields = ("department__name",)
