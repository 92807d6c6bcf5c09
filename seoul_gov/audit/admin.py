from django.contrib import admin

from seoul_gov.ui.admin import ReadOnlyAdmin

from .models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor", "sentence", "address"]
    search_fields = ["sentence", "actor", "key"]
