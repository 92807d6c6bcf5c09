from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from projects import actions as projects
from projects import publishing
from projects.forms import VersionForm
from projects.models import Deliverable, DeliverableVersion
from seoul_gov.ui.forms import ReasonForm
from seoul_gov.ui.views import FormPage, Page
from workflows.definitions import DutyKind
from workflows.reviews import actions, permissions, selectors
from workflows.reviews.duties import settled
from workflows.reviews.forms import PublishForm, UploadForm
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
            can_publish=permissions.can_publish(user, project),
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
            matter=facts["matter"],
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


class VersionPage(FormPage):
    """A page about one version for who puts it before the public and takes it back."""

    def load(self):
        versions = DeliverableVersion.objects.select_related(
            "deliverable__project__department", "deliverable__project__officer", "document"
        )
        return get_object_or_404(versions, pk=self.kwargs["pk"])

    @property
    def project(self):
        return self.thing.deliverable.project

    def may_read(self, thing):
        return permissions.can_see_deliverables(self.request.user, self.project)

    def may(self, thing):
        return permissions.can_publish(self.request.user, self.project)

    def cancel_url(self):
        page = reverse("reviews:deliverables", args=[self.project.pk])
        return f"{page}#deliverable-{self.thing.deliverable_id}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            version=self.thing, deliverable=self.thing.deliverable, project=self.project, **kwargs
        )


class VersionPublish(VersionPage):
    form_class = PublishForm
    template_name = "workflows/reviews/publish.html"
    title = "산출물 공개하기"
    submit_label = "공개하기"
    done = "산출물을 공개했습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"is_readable": publishing.is_readable(self.thing)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(refusal=publishing.refusal(self.thing), **kwargs)

    def act(self, form):
        checked = form.cleaned_data.get("checked", False)
        projects.publish_version(by=self.request.user, version=self.thing, checked=checked)
        return redirect(self.cancel_url())


class VersionUnpublish(VersionPage):
    form_class = ReasonForm
    template_name = "workflows/reviews/unpublish.html"
    title = "산출물 공개 거두기"
    intro = "거둔 산출물은 공개 기록에서 사라지고, 사유는 이력에 남습니다."
    submit_label = "공개 거두기"
    done = "산출물의 공개를 거두었습니다."

    def act(self, form):
        projects.unpublish_version(by=self.request.user, version=self.thing, **form.cleaned_data)
        return redirect(self.cancel_url())
