from django.contrib import admin

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from .models import Event


@admin.register(Event)
class EventAdmin(PersonalAdmin, ReadOnlyAdmin):
    """What was done, as the auditors read it: without the names of those who took part as citizens."""

    person, subject = "actor_id", "행위자"
    list_display = ["at", "doer", "sentence", "address"]
    search_fields = ["sentence", "key"]
    fields = [
        "at",
        "doer",
        "sentence",
        "key",
        "address",
        "object_type",
        "object_id",
        "label",
        "chain",
        "data",
    ]

    @admin.display(description="행위자")
    def doer(self, event):
        return event.shown_actor
