"""Joint decisions as the administrator sees them: that somebody voted, never how; nothing to change."""

from django.contrib import admin

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from .models import Ballot, Resolution


@admin.register(Resolution)
class ResolutionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "category", "motion", "state", "opened_at", "closes_at", "closed_at")
    list_filter = ("state", "motion", "category")
    list_select_related = ("item",)
    search_fields = ("item__title",)


@admin.register(Ballot)
class BallotAdmin(PersonalAdmin, ReadOnlyAdmin):
    subject, lists_people = "단원", False
    list_display = ("__str__", "resolution", "cast_at")
    list_select_related = ("resolution__item",)
    fields = ("resolution", "membership", "cast_at", "recorded_by", "recused_at", "recused_by")

    def people_of(self, rows):
        """The department's own vote is nobody's."""
        return tuple(row.membership.user_id for row in rows if row.membership_id)
