from django.contrib import admin

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from .appointments.admin import AppointmentAdmin  # noqa: F401  Django looks here
from .conflicts.admin import SuspensionAdmin  # noqa: F401
from .erasure.admin import DestructionAdmin  # noqa: F401
from .models import Membership, Panel, SignedText


@admin.register(Panel)
class PanelAdmin(ReadOnlyAdmin):
    list_display = ["name", "project", "kind", "state", "created_at"]
    list_filter = ["kind", "state"]
    search_fields = ["name", "project__title"]


@admin.register(Membership)
class MembershipAdmin(PersonalAdmin, ReadOnlyAdmin):
    """Who sits where; addresses and reasons are the department's business."""

    list_display = ["name", "panel", "role", "state", "accepted_at", "ended_at"]
    list_filter = ["role", "state"]
    search_fields = ["name", "panel__name"]
    fields = ["panel", "name", "role", "side", "state", "invited_at", "accepted_at", "ended_at"]


@admin.register(SignedText)
class SignedTextAdmin(admin.ModelAdmin):
    """What members sign. Once somebody has signed it, a text stays as it is and a new version follows."""

    list_display = ["kind", "version", "effective_from"]
    list_filter = ["kind"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_signed(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_signed(obj)


def is_signed(text: SignedText | None) -> bool:
    return text is not None and (text.signatures.exists() or text.applicant_signatures.exists())
