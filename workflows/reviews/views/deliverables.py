from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from projects.forms import VersionForm
from projects.models import Deliverable
from seoul_gov.ui.views import FormPage, Page
from workflows.definitions import DutyKind
from workflows.reviews import actions, permissions, selectors
from workflows.reviews.duties import settled
from workflows.reviews.forms import UploadForm
from workflows.runs.contract import Missing
from workflows.runs.models import DutyRun

from .pages import ProjectPage


def reviews_to_run(project) -> list[tuple[DutyRun, Missing | None]]:
    """The reviews that the project's present stage asks for, each with what it still lacks."""
    duties = DutyRun.objects.open().filter(stage__run__project=project, kind=DutyKind.REVIEW)
    duties = list(duties.select_related("stage"))
    lacking = settled(duties)
    return [(duty, lacking[duty.pk]) for duty in duties]


class DeliverableList(ProjectPage, Page):
    template_name = "workflows/reviews/deliverables.html"

    def get_context_data(self, **kwargs):
        user, project = self.request.user, self.project
        can_manage = permissions.can_manage(user, project)
        return super().get_context_data(
            project=project,
            deliverables=selectors.deliverables_of(project),
            can_upload=permissions.can_upload(user, project),
            can_manage=can_manage,
            is_staff=permissions.is_staff(user, project),
            duties=reviews_to_run(project) if can_manage else [],
            **kwargs,
        )


class UploadPage(ProjectPage, FormPage):
    """What bringing a first and a further version have in common."""

    template_name = "workflows/reviews/upload.html"
    submit_label = "올리기"
    done = "산출물을 올렸습니다."

    def may(self, thing):
        return permissions.can_upload(self.request.user, self.project)

    def get_context_data(self, **kwargs):
        is_staff = permissions.is_staff(self.request.user, self.project)
        return super().get_context_data(project=self.project, is_staff=is_staff, **kwargs)

    def act(self, form):
        version = self.upload(form.cleaned_data)
        return redirect(f"{self.cancel_url()}#deliverable-{version.deliverable_id}")


class Upload(UploadPage):
    form_class = UploadForm
    title = "산출물 올리기"

    def get_form_kwargs(self):
        self.run = self.project.runs.running().first()
        return super().get_form_kwargs() | {"run": self.run}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"run": self.run}

    def upload(self, facts):
        return actions.upload(
            by=self.request.user,
            project=self.project,
            stage_key=facts["stage_key"],
            title=facts["title"],
            file=facts["file"],
            note=facts["note"],
        )


class UploadVersion(UploadPage):
    form_class = VersionForm
    title = "새 버전 올리기"

    def load(self):
        deliverables = Deliverable.objects.select_related("project__department", "project__officer")
        return get_object_or_404(deliverables, pk=self.kwargs["pk"])

    @property
    def project(self):
        return self.thing.project

    def may_read(self, thing):
        return permissions.can_see_deliverables(self.request.user, thing.project)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"deliverable": self.thing}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"deliverable": self.thing, "run": self.project.runs.running().first()}

    def upload(self, facts):
        return actions.upload(
            by=self.request.user,
            project=self.project,
            deliverable=self.thing,
            file=facts["file"],
            note=facts["note"],
        )

    def cancel_url(self):
        return reverse("reviews:deliverables", args=[self.project.pk])
