"""Issues as the administrator sees them: nothing to change."""

from django.contrib import admin

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from .models import Issue, Reply


class OfMembers(PersonalAdmin, ReadOnlyAdmin):
    """Rows that members, officials and the contractor's people wrote: members alone speak as citizens."""

    subject, lists_people = "단원", False

    def people_of(self, rows):
        return tuple(row.membership.user_id for row in rows if row.membership_id)


@admin.register(Issue)
class IssueAdmin(OfMembers):
    list_display = ("__str__", "duty", "side", "raised_at", "reply_due_on", "answered_at", "state")
    list_filter = ("state", "side")
    list_select_related = ("duty",)


@admin.register(Reply)
class ReplyAdmin(OfMembers):
    list_display = ("__str__", "issue", "side", "created_at")
    list_filter = ("side",)
    list_select_related = ("issue",)
