"""Issues as the administrator sees them: nothing to change."""

from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import Issue, Reply


@admin.register(Issue)
class IssueAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "duty", "side", "raised_at", "reply_due_on", "answered_at", "state")
    list_filter = ("state", "side")
    list_select_related = ("duty",)


@admin.register(Reply)
class ReplyAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "issue", "side", "created_at")
    list_filter = ("side",)
    list_select_related = ("issue",)
