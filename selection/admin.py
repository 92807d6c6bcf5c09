"""The criteria for administrators: editions as one sheet, through the actions alone; assessments to look at."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from seoul_gov.ui.admin import ReadOnlyAdmin
from seoul_gov.ui.paging import page_of

from . import actions
from .actions.criteria import PUBLISHED
from .admin_forms import GridForm
from .grid import differences, grid_of
from .impact import shifts
from .models import Approval, Assessment, Edition

CONFLICT = 409


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    """Editions are copied, edited as one sheet, compared with the past and published; no other path writes them."""

    list_display = ["label", "state", "published_at", "version"]
    list_filter = ["state"]
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """A published edition is only looked at."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def get_urls(self):
        view = self.admin_site.admin_view
        pages = [
            path("<int:pk>/clone/", view(self.clone), name="selection_edition_clone"),
            path("<int:pk>/preview/", view(self.preview), name="selection_edition_preview"),
            path("<int:pk>/publish/", view(self.publish), name="selection_edition_publish"),
        ]
        return pages + super().get_urls()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The sheet stands where the admin's own form would."""
        edition = self.edition(request, object_id)
        form = GridForm(request.POST or None, grid=grid_of(edition), version=edition.version)
        if request.method != "POST":
            return self.sheet(request, edition, form)
        if not self.has_change_permission(request, edition):
            raise PermissionDenied(PUBLISHED)
        if not form.is_valid():
            return self.sheet(request, edition, form)
        try:
            actions.save_grid(
                by=request.user, edition=edition, grid=form.sheet, version=form.cleaned_data["version"]
            )
        except ValidationError as refusal:
            return self.refuse(request, edition, form, refusal)
        messages.success(request, "저장했습니다.")
        return redirect(self.page(edition))

    def refuse(self, request, edition, form, refusal):
        """The sheet again with everything typed, and both sides of every place that differs."""
        stored = Edition.objects.get(pk=edition.pk)
        typed = form.sheet
        form.add_error(None, refusal.messages)
        if stored.version != form.cleaned_data["version"]:
            form.show_version(stored.version)
            return self.sheet(request, stored, form, differences(grid_of(stored), typed))
        return self.sheet(request, stored, form)

    def sheet(self, request, edition, form, conflicts=()):
        context = self.context(request, edition, form=form, conflicts=conflicts)
        status = CONFLICT if form.non_field_errors() else 200
        return render(request, "admin/selection/edition/grid.html", context, status=status)

    def clone(self, request, pk):
        edition = self.edition(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            draft = actions.clone_edition(by=request.user, edition=edition)
        except ValidationError as refusal:
            return self.told(request, edition, refusal)
        messages.success(request, f"‘{draft.label}’ 초안을 만들었습니다.")
        return redirect(self.page(draft))

    def preview(self, request, pk):
        """Which confirmed assessments would have come out differently."""
        edition = self.edition(request, pk)
        past = Assessment.objects.confirmed().with_project()
        found = shifts(past, grid_of(edition).matrix)
        context = self.context(request, edition, page=page_of(request, found), past=past.count())
        return render(request, "admin/selection/edition/preview.html", context)

    def publish(self, request, pk):
        edition = self.edition(request, pk)
        if request.method != "POST":
            return render(request, "admin/selection/edition/publish.html", self.context(request, edition))
        try:
            actions.publish_edition(by=request.user, edition=edition, version=version_in(request.POST))
        except ValidationError as refusal:
            return self.told(request, edition, refusal)
        messages.success(
            request, f"‘{edition.label}’ 판을 발행했습니다. 이제 시작하는 유형 선정부터 이 판에 따릅니다."
        )
        return redirect(self.page(edition))

    def told(self, request, edition, refusal):
        """The edition's sheet with the sentence, as of now."""
        stored = Edition.objects.get(pk=edition.pk)
        for sentence in refusal.messages:
            messages.error(request, sentence)
        form = GridForm(grid=grid_of(stored), version=stored.version)
        context = self.context(request, stored, form=form, conflicts=())
        return render(request, "admin/selection/edition/grid.html", context, status=CONFLICT)

    def edition(self, request, pk) -> Edition:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not str(pk).isdecimal():
            raise Http404
        return get_object_or_404(Edition.objects.prefetch_related("rows", "questions"), pk=pk)

    def page(self, edition) -> str:
        return reverse("admin:selection_edition_change", args=[edition.pk])

    def context(self, request, edition, **facts) -> dict:
        usual = {"edition": edition, "title": edition.label, "opts": self.opts}
        return self.admin_site.each_context(request) | usual | facts


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ["project", "state", "status", "governance_type", "chosen_type", "edition"]
    list_filter = ["state", "status", "governance_type", "edition"]
    search_fields = ["project__title", "project__number"]
    list_select_related = ["project", "edition"]


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    list_display = ["assessment", "round", "step", "by", "at"]
    list_filter = ["step"]
    list_select_related = ["assessment__project", "by"]


def version_in(data) -> int:
    """The version that a page was shown with; 0, which is never current, where it is missing."""
    value = data.get("version", "")
    return int(value) if value.isdecimal() else 0
