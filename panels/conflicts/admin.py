"""Suspensions as the administrator sees them: that there is one, not what was declared; nothing to change."""

from django.contrib import admin

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from .models import Suspension


@admin.register(Suspension)
class SuspensionAdmin(PersonalAdmin, ReadOnlyAdmin):
    """What matched, what the member said and why it was decided are the department's business."""

    person, subject, lists_people = "membership.user_id", "단원", False
    list_display = ["__str__", "panel", "ground", "suspended_at", "decide_by", "result", "decided_at"]
    list_filter = ["ground", "outcome"]
    list_select_related = ["membership__panel"]
    search_fields = ["membership__panel__name", "membership__panel__project__title"]
    fields = ["seat", "panel", "ground", "suspended_at", "decide_by", "stated_at", "result", "decided_at"]
    readonly_fields = fields

    @admin.display(description="추진단")
    def panel(self, row):
        return row.membership.panel

    @admin.display(description="단원")
    def seat(self, row):
        return f"{row.membership_id}번"

    @admin.display(description="상태")
    def result(self, row):
        return row.state_label
