"""An admin that shows and never writes, superusers included."""

from django.contrib import admin


class ReadOnlyAdmin(admin.ModelAdmin):
    """For what only actions write: it can be looked at and searched, nothing else."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
