"""Reviews as the administrator sees them: submitted words only, and nothing to change."""

from django.contrib import admin

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from .models import Comment, Review, ReviewRound


@admin.register(ReviewRound)
class ReviewRoundAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "panel", "due_on", "state", "opened_at", "closed_at")
    list_filter = ("state",)
    list_select_related = ("version__deliverable", "panel")
    search_fields = ("version__deliverable__title", "panel__name")


@admin.register(Review)
class ReviewAdmin(PersonalAdmin, ReadOnlyAdmin):
    """A draft's words are its author's alone."""

    person, subject = "membership.user_id", "단원"

    list_display = ("__str__", "round", "state", "saved_at", "submitted_at")
    list_filter = ("state",)
    list_select_related = ("membership", "round__version__deliverable")
    fields = ("round", "membership", "state", "saved_at", "submitted_at")


@admin.register(Comment)
class CommentAdmin(PersonalAdmin, ReadOnlyAdmin):
    person, subject = "review.membership.user_id", "단원"
    list_display = ("__str__", "review", "place", "outcome", "answered_at")
    list_select_related = ("review__membership",)
    list_filter = ("disposition",)

    def get_queryset(self, request):
        return super().get_queryset(request).submitted()
