from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from projects.models import Project
from seoul_gov.ui.forms import ConfirmForm
from seoul_gov.ui.views import ActionButton, FormPage, Page, Versioned

from .. import actions, permissions, selectors
from ..approval_line import ApprovalLine
from ..forms import AnswersForm
from ..grid import grid_of
from ..models import Assessment
from ..records import answers_of

PREVIEW, SUBMIT_NEXT = "preview", "submit"


class ProjectPage:
    """What the pages about one project's assessments share."""

    def load(self):
        projects = Project.objects.select_related("department", "officer")
        return get_object_or_404(projects, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read_project(self.request.user, thing)

    def get_context_data(self, **kwargs):
        refusal = actions.refusal_to_begin(self.thing)
        return super().get_context_data(project=self.thing, refusal=refusal, **kwargs)


class ProjectAssessments(ProjectPage, Page):
    template_name = "selection/assessment/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            assessments=self.thing.assessments.select_related("edition", "drafted_by"),
            can_begin=permissions.can_begin(self.request.user, self.thing),
            **kwargs,
        )


class AssessmentBegin(ProjectPage, FormPage):
    form_class = ConfirmForm
    template_name = "selection/assessment/begin.html"
    title = "유형 선정 시작"
    submit_label = "시작"

    def may(self, thing):
        return permissions.can_begin(self.request.user, thing)

    def cancel_url(self):
        return reverse("selection:project", args=[self.thing.pk])

    def act(self, form):
        assessment = actions.begin(by=self.request.user, project=self.thing)
        return redirect("selection:answer", assessment.pk)


class AssessmentPage:
    """What the pages about one assessment share."""

    def load(self):
        return get_object_or_404(Assessment.objects.for_page(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing)

    @property
    def line(self) -> ApprovalLine:
        return ApprovalLine(self.thing)

    @property
    def reading(self) -> selectors.Reading:
        return selectors.read(answers_of(self.thing), grid_of(self.thing.edition))

    def get_context_data(self, **kwargs):
        facts = {"assessment": self.thing, "project": self.thing.project, "line": self.line}
        return super().get_context_data(**facts | kwargs)


class AssessmentDetail(AssessmentPage, Page):
    template_name = "selection/assessment/detail.html"

    def get_context_data(self, **kwargs):
        user, line = self.request.user, self.line
        return super().get_context_data(
            reading=self.reading,
            line=line,
            doors=selectors.doors(user, line),
            next_step=selectors.next_step(line),
            hindrance=selectors.hindrance(user, line),
            newer=selectors.newer_edition(self.thing),
            can_restart=self.thing.is_editable and permissions.can_restart(user, self.thing),
            stages=selectors.stages(line),
            earlier=selectors.earlier_rounds(line),
            **kwargs,
        )


class AssessmentForm(AssessmentPage, FormPage):
    """A form about an assessment. At a wrong moment its page sends on to the assessment and says why."""

    def get(self, request, *args, **kwargs):
        if sentence := self.refusal():
            messages.warning(request, sentence)
            return redirect(self.thing)
        return super().get(request, *args, **kwargs)

    def refusal(self) -> str:
        """Why the page makes no sense now; empty when it does."""
        return self.line.refusal_to_change()


class VersionedAssessment(Versioned, AssessmentForm):
    """Who comes too late sees the answers that are stored by now: what is chosen rests on them.

    Where they can be saved no more, the sentence that says so stands alone.
    """

    def stored_beside(self, form):
        if self.refusal():
            return []
        answered = self.reading.answered
        return [{"label": item.label, "value": item.answer or "답하지 않음"} for item in answered]


class AssessmentAnswer(VersionedAssessment):
    form_class = AnswersForm
    template_name = "selection/assessment/answer.html"
    title = "유형 선정 물음"

    def may(self, thing):
        return permissions.can_answer(self.request.user, thing)

    def get_form_kwargs(self):
        facts = {"grid": grid_of(self.thing.edition), "answers": answers_of(self.thing)}
        return super().get_form_kwargs() | facts | {"initial": {"version": self.thing.version}}

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or self.get_form()
        reading = selectors.read(form.answers, form.grid) if form.is_bound else self.reading
        newer = selectors.newer_edition(self.thing)
        return super().get_context_data(form=form, reading=reading, newer=newer, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if form.is_valid() and PREVIEW not in request.POST:
            return self.form_valid(form)
        return self.render_to_response(self.get_context_data(form=form))

    def act(self, form):
        assessment = actions.answer(
            by=self.request.user,
            assessment=self.thing,
            answers=form.answers,
            version=form.cleaned_data["version"] or 0,
        )
        messages.success(self.request, "답을 저장했습니다.")
        return redirect("selection:submit", assessment.pk) if SUBMIT_NEXT in self.request.POST else assessment


class AssessmentResult(AssessmentPage, Page):
    """Only the result, while the questions are being answered; nothing is stored."""

    http_method_names = ["post"]
    template_name = "selection/_result.html"

    def may(self, thing):
        return permissions.can_answer(self.request.user, thing)

    def post(self, request, *args, **kwargs):
        form = AnswersForm(request.POST, grid=grid_of(self.thing.edition))
        form.is_valid()
        return self.render_to_response({"reading": selectors.read(form.answers, form.grid), "form": form})


class AssessmentRestart(AssessmentPage, ActionButton):
    done = "새 기준표에 맞추었습니다. 물음이 바뀌었을 수 있으니 답을 다시 확인해 주세요."

    def may(self, thing):
        return permissions.can_restart(self.request.user, thing)

    def act(self):
        return redirect("selection:answer", actions.restart(by=self.request.user, assessment=self.thing).pk)
