from django.contrib import admin, messages

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from . import actions
from .models import Notice


@admin.register(Notice)
class NoticeAdmin(PersonalAdmin, ReadOnlyAdmin):
    """The outbox as it stands: what is to be sent, what was, and what could not be; never what a mail says or opens."""

    person, subject = "recipient_id", "받는 사람"
    exclude = ["body", "url", "calendar"]
    list_display = ["subject", "email", "mail_state", "attempts", "send_after", "sent_at", "error"]
    list_filter = ["mail_state", "kind"]
    search_fields = ["email", "subject"]
    actions = ["resend"]

    @admin.action(description="보내지 못한 메일 다시 보내기")
    def resend(self, request, queryset):
        count = actions.resend(notices=queryset)
        messages.success(request, f"{count}건을 다시 보냅니다.")
