from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from seoul_gov.accounts.enums import Role
from seoul_gov.documents.serve import serve
from seoul_gov.ui.forms import ConfirmForm
from seoul_gov.ui.lists import ListPage
from seoul_gov.ui.views import FormPage, Page, Versioned

from . import actions, permissions, selectors
from .filters import ProjectFilter
from .forms import SUBMIT, ProjectForm
from .models import DeliverableVersion, Project
from .sheets import PROJECT_COLUMNS


class ProjectPage:
    """What the pages about one project share."""

    def load(self):
        return get_object_or_404(Project.objects.with_people(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing)


def warn_of_doubts(request, project: Project) -> None:
    """Say what is odd about the project; nothing is blocked."""
    for sentence in selectors.doubts(project):
        messages.warning(request, sentence)


class ProjectList(ListPage):
    template_name = "projects/project/list.html"
    filter_class = ProjectFilter
    columns = PROJECT_COLUMNS
    file_name = "정보화사업"

    def may(self, thing):
        return permissions.can_list(self.request.user)

    def rows(self):
        return Project.objects.for_staff(self.request.user).with_people()

    def get_context_data(self, **kwargs):
        return super().get_context_data(can_register=permissions.can_register(self.request.user), **kwargs)


class ProjectForms:
    """The form of a project: kept as a draft with one button, registered with the other."""

    template_name = "projects/project/edit.html"
    form_class = ProjectForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "project": self.thing}

    def submit_if_asked(self, project: Project):
        """Register the draft when that button was pressed; a draft with gaps stays saved and says what it lacks."""
        if SUBMIT not in self.request.POST or not project.is_draft:
            messages.success(self.request, "저장했습니다.")
            if not project.is_draft:
                warn_of_doubts(self.request, project)
            return project
        try:
            project = actions.submit(by=self.request.user, project=project)
        except ValidationError as refusal:
            messages.warning(self.request, f"초안으로 저장했습니다. {' '.join(refusal.messages)}")
            return redirect("projects:edit", project.pk)
        messages.success(self.request, f"사업을 등록했습니다. 사업번호는 {project.number}입니다.")
        warn_of_doubts(self.request, project)
        return project


class ProjectCreate(ProjectForms, FormPage):
    title = "사업 등록"

    def may(self, thing):
        return permissions.can_register(self.request.user)

    def get_initial(self):
        departments = self.request.user.departments_as(Role.OFFICER)
        return {"officer": self.request.user.pk, "department": min(departments)}

    def cancel_url(self):
        return reverse("projects:list")

    def act(self, form):
        project = actions.draft(by=self.request.user, facts=form.facts)
        return self.submit_if_asked(project)


class ProjectEdit(ProjectForms, ProjectPage, Versioned, FormPage):
    title = "사업 고치기"

    def may(self, thing):
        return permissions.can_edit(self.request.user, thing)

    def get_initial(self):
        return {name: getattr(self.thing, name) for name in (*actions.FACTS, "version")}

    def act(self, form):
        version = form.cleaned_data["version"] or 0
        project = actions.edit(by=self.request.user, project=self.thing, facts=form.facts, version=version)
        return self.submit_if_asked(project)


class ProjectDetail(ProjectPage, Page):
    template_name = "projects/project/detail.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            project=self.thing,
            parties=self.thing.parties.in_force().select_related("vendor"),
            deliverables=selectors.deliverables_of(self.thing),
            can_edit=permissions.can_edit(user, self.thing),
            gaps=actions.gaps(self.thing) if self.thing.is_draft else [],
            **kwargs,
        )


class ProjectHistory(ProjectPage, Page):
    template_name = "projects/project/history.html"

    def get_context_data(self, **kwargs):
        events = selectors.history_of(self.thing, self.request)
        return super().get_context_data(project=self.thing, page=events, **kwargs)


class ProjectSubmit(ProjectPage, FormPage):
    form_class = ConfirmForm
    template_name = "projects/project/submit.html"
    title = "사업 등록하기"
    submit_label = "등록"
    done = "사업을 등록했습니다."

    def may(self, thing):
        return permissions.can_submit(self.request.user, thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(project=self.thing, gaps=actions.gaps(self.thing), **kwargs)

    def act(self, form):
        project = actions.submit(by=self.request.user, project=self.thing)
        warn_of_doubts(self.request, project)
        return project


class ProjectDiscard(ProjectPage, FormPage):
    form_class = ConfirmForm
    title = "초안 지우기"
    intro = "지운 초안은 되돌릴 수 없습니다."
    submit_label = "지우기"
    done = "초안을 지웠습니다."

    def may(self, thing):
        return permissions.can_edit(self.request.user, thing)

    def act(self, form):
        actions.discard(by=self.request.user, project=self.thing)
        return redirect("projects:list")


class VersionDownload(Page):
    """A deliverable's file, for the staff who may read its project; panels have a door of their own."""

    def load(self):
        versions = DeliverableVersion.objects.select_related("deliverable__project", "document")
        return get_object_or_404(versions, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_download(self.request.user, thing.deliverable.project)

    def get(self, request, *args, **kwargs):
        return serve(self.thing.document, request=request)
