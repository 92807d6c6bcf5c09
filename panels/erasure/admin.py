from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import Destruction


@admin.register(Destruction)
class DestructionAdmin(ReadOnlyAdmin):
    """What was destroyed, when and by what rule; nothing to change."""

    list_display = ["what", "place", "count", "basis", "due_on", "destroyed_at", "doer"]
    list_filter = ["what"]
    list_select_related = ["call", "panel", "destroyed_by"]

    @admin.display(description="모집·추진단")
    def place(self, record):
        return record.place

    @admin.display(description="처리자")
    def doer(self, record):
        return record.doer
