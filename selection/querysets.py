from django.db import models


class EditionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state="published")

    def current(self):
        """The edition in force, None before the first one is published."""
        return self.published().order_by("-published_at", "-pk").first()


class AssessmentQuerySet(models.QuerySet):
    def open(self):
        """Not yet confirmed and not given up."""
        return self.filter(state__in=["drafting", "submitted", "returned"])

    def with_project(self):
        return self.select_related("project__department", "project__officer", "edition", "drafted_by")

    def for_page(self):
        """With the line of approval and the whole edition, for a page about one assessment."""
        return self.with_project().prefetch_related("approvals__by", "edition__rows", "edition__questions")

    def confirmed(self):
        return self.filter(state="confirmed")
