from django.contrib import admin

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from . import actions
from .models import Holiday, Norm, Project, ProposalChannel, Vendor

PARTS_SHOWN = 20


@admin.register(ProposalChannel)
class ProposalChannelAdmin(admin.ModelAdmin):
    list_display = ["name", "is_citizen", "is_active", "order"]


@admin.register(Vendor)
class VendorAdmin(PersonalAdmin):
    """Companies; the page of one names the accounts of its people."""

    list_display = ["name", "business_number"]
    search_fields = ["name", "business_number"]
    autocomplete_fields = ["staff"]
    readonly_fields = ["parts"]

    subject, lists_people = "직원", False

    @admin.display(description="참여한 사업")
    def parts(self, vendor):
        """The newest of the projects in which the company has a part, and which: what its accounts may do hangs on it."""
        rows = vendor.parties.in_force().select_related("project").order_by("-pk")[:PARTS_SHOWN]
        return "\n".join(f"{row.project} – {row.get_kind_display()}" for row in rows) or "없음"

    def save_model(self, request, obj, form, change):
        """The people with it: who they are has consequences, as the name has."""
        actions.keep_vendor(by=request.user, vendor=obj, staff=form.cleaned_data["staff"])

    def people_of(self, rows):
        return tuple(person for vendor in rows for person in vendor.staff.values_list("pk", flat=True))


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    list_display = ["day", "name", "is_off"]
    date_hierarchy = "day"


@admin.register(Norm)
class NormAdmin(admin.ModelAdmin):
    """The number can be edited; what it is and where it comes from cannot."""

    list_display = ["label", "value", "unit", "default", "source"]
    search_fields = ["label", "key", "source"]
    readonly_fields = ["key", "label", "default", "unit", "source"]
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Project)
class ProjectAdmin(ReadOnlyAdmin):
    list_display = ["number", "title", "department", "status", "governance_type"]
    list_filter = ["status", "governance_type", "kind"]
    search_fields = ["title", "number"]
