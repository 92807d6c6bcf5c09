"""Appointments as the administrator sees them: by their numbers, nothing to change."""

from django.contrib import admin

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from .models import Appointment


@admin.register(Appointment)
class AppointmentAdmin(PersonalAdmin, ReadOnlyAdmin):
    """Who was appointed to which seat, for how long; the seat is named by its number."""

    person, subject, lists_people = "membership.user_id", "단원", False
    list_display = ["called", "panel", "seat", "state", "starts_on", "ends_on", "renewals"]
    list_filter = ["membership__state"]
    list_select_related = ["membership__panel"]
    search_fields = ["membership__panel__name", "membership__panel__project__title"]
    fields = [
        "called",
        "panel",
        "seat",
        "state",
        "starts_on",
        "ends_on",
        "renewals",
        "renewed_at",
        "issuer",
        "issued_at",
        "certificate",
        "certified_at",
    ]
    readonly_fields = fields

    @admin.display(description="위촉 번호")
    def called(self, row):
        return row.number

    @admin.display(description="활동확인서 번호")
    def certificate(self, row):
        return row.certificate_number

    @admin.display(description="추진단")
    def panel(self, row):
        return row.membership.panel

    @admin.display(description="단원")
    def seat(self, row):
        return f"{row.membership_id}번"

    @admin.display(description="상태")
    def state(self, row):
        return row.membership.get_state_display()
