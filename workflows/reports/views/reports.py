from django.shortcuts import get_object_or_404

from seoul_gov.documents.serve import serve
from seoul_gov.papers.enums import PaperState
from seoul_gov.ui.views import ActionButton, FormPage, Page, Versioned
from workflows.reports import actions, permissions, selectors, state
from workflows.reports.actions.publishing import lacking
from workflows.reports.actions.writing import report_of
from workflows.reports.forms import PublishForm, ReportForm


class ReportPage:
    """What the pages about one report share."""

    def load(self):
        return get_object_or_404(selectors.reports(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing)

    def get_context_data(self, **kwargs):
        project = self.thing.run.project
        is_staff = permissions.can_read_project(self.request.user, project)
        return super().get_context_data(
            report=self.thing, run=self.thing.run, project=project, is_staff=is_staff, **kwargs
        )


class ReportDetail(ReportPage, Page):
    """The report as a paper, with its files; open to everybody once it is published."""

    signed_in = False
    template_name = "workflows/reports/detail.html"

    def get_context_data(self, **kwargs):
        user, run = self.request.user, self.thing.run
        papers = selectors.papers_of(self.thing) if self.thing.is_published else []
        return super().get_context_data(
            paper=selectors.outline(self.thing),
            papers=papers,
            is_making=selectors.is_making(papers),
            has_failed=selectors.has_failed(papers),
            can_write=permissions.can_write(user, run.project),
            can_publish=permissions.can_publish(user, run.project),
            **kwargs,
        )


class ReportWrite(Versioned, FormPage):
    """The officials' words beside what the record says by itself."""

    form_class = ReportForm
    template_name = "workflows/reports/write.html"
    title = "결과보고서 쓰기"
    done = "결과보고서를 저장했습니다."

    def load(self):
        run = get_object_or_404(selectors.runs(), pk=self.kwargs["run_pk"])
        return report_of(run)

    def may_read(self, thing):
        return permissions.can_read_project(self.request.user, thing.run.project)

    def may(self, thing):
        return permissions.can_write(self.request.user, thing.run.project)

    def cancel_url(self):
        return self.thing.get_absolute_url() if self.thing.pk else self.thing.run.get_absolute_url()

    def get_initial(self):
        return {name: getattr(self.thing, name) for name in ("summary", "lessons", "version")}

    def get_context_data(self, **kwargs):
        run = self.thing.run
        return super().get_context_data(
            report=self.thing,
            run=run,
            project=run.project,
            paper=selectors.outline(self.thing),
            survey=selectors.survey_of(run),
            **kwargs,
        )

    def act(self, form):
        facts = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        return actions.write(by=self.request.user, run=self.thing.run, **facts)


class ReportPublish(ReportPage, Versioned, FormPage):
    """What is published, above the button, and what still stands against it."""

    form_class = PublishForm
    template_name = "workflows/reports/publish.html"
    title = "결과보고서 공개하기"
    intro = (
        "공개하면 누구나 읽고 내려받을 수 있고, 참여한 모든 사람에게 알립니다. 공개한 내용은 바뀌지 않습니다."
    )
    submit_label = "공개하기"
    done = "결과보고서를 공개했습니다. PDF와 HWPX 파일을 만들고 있습니다."

    def may(self, thing):
        return permissions.can_publish(self.request.user, thing.run.project)

    def get_initial(self):
        return {"version": self.thing.version}

    def get_context_data(self, **kwargs):
        run = self.thing.run
        survey = selectors.survey_of(run)
        return super().get_context_data(
            paper=selectors.outline(self.thing),
            lacking=[] if self.thing.is_published else lacking(run, self.thing),
            survey=survey,
            survey_runs=survey is not None and not state.is_over(survey),
            **kwargs,
        )

    def act(self, form):
        version = form.cleaned_data["version"] or 0
        return actions.publish(by=self.request.user, report=self.thing, version=version)


class PaperOrder(ReportPage, ActionButton):
    """The files that failed once more."""

    done = "파일을 다시 만들고 있습니다."

    def may(self, thing):
        return permissions.can_publish(self.request.user, thing.run.project)

    def act(self):
        actions.order_papers(by=self.request.user, report=self.thing)


class PaperFile(ReportPage, Page):
    """A file of a published report; ``?view`` shows the PDF in the browser."""

    signed_in = False

    def get(self, request, *args, **kwargs):
        ready = self.thing.papers.select_related("document").filter(state=PaperState.READY)
        paper = get_object_or_404(ready, format=self.kwargs["format"])
        return serve(paper.document, inline="view" in request.GET, request=request)
