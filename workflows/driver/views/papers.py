from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from projects import permissions as projects
from projects.forms import MatterForm
from projects.models import Deliverable
from seoul_gov.ui.views import FormPage
from workflows.driver import actions


class DeliverableMatter(FormPage):
    """Where an official says what a deliverable is about, and so who may read it."""

    form_class = MatterForm
    template_name = "workflows/driver/matter.html"
    title = "산출물 분류 바꾸기"
    submit_label = "분류 바꾸기"
    done = "분류를 바꾸었습니다."

    def load(self):
        deliverables = Deliverable.objects.select_related("project__department", "project__officer")
        return get_object_or_404(deliverables, pk=self.kwargs["pk"])

    @property
    def project(self):
        return self.thing.project

    def may_read(self, thing):
        return projects.can_download(self.request.user, thing.project)

    def may(self, thing):
        return projects.can_publish(self.request.user, thing.project)

    def get_initial(self):
        return {"matter": self.thing.matter}

    def cancel_url(self):
        return f"{reverse('reviews:deliverables', args=[self.project.pk])}#deliverable-{self.thing.pk}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(project=self.project, deliverable=self.thing, **kwargs)

    def act(self, form):
        actions.set_matter(by=self.request.user, deliverable=self.thing, **form.cleaned_data)
        return redirect(self.cancel_url())
