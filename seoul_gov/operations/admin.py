from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import Backup


@admin.register(Backup)
class BackupAdmin(ReadOnlyAdmin):
    list_display = ["name", "made_at", "files", "size"]
