"""Pages about a run: reading it, starting it, closing a stage, going back, ending it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from projects import permissions as projects
from projects.calendar import work_calendar
from projects.models import Project
from seoul_gov.ui.forms import ConfirmForm
from seoul_gov.ui.korean import korean_date
from seoul_gov.ui.views import CONFLICT, FormPage, Page
from workflows.driver import actions, gates, permissions, selectors
from workflows.driver.actions.course import refuse_unstartable
from workflows.driver.forms import AdvanceForm, SendBackForm, StartForm
from workflows.driver.schedule import days_off, doubts, moved, propose
from workflows.reports import permissions as reports
from workflows.runs.enums import StageState
from workflows.runs.models import ProcessRun


def warn_of_days_off(request, days) -> None:
    """Say which of the chosen days are not worked; nothing is blocked."""
    off = days_off(days, work_calendar())
    if off:
        named = ", ".join(map(korean_date, off))
        messages.warning(request, f"쉬는 날이 들어 있습니다: {named}. 필요하면 고쳐 주세요.")


def warn_of_doubts(request, spans, project) -> None:
    """Say what is odd about the days chosen; nothing is blocked."""
    for sentence in doubts(spans, project):
        messages.warning(request, sentence)


class ProjectPage:
    """What the pages about a project's process share."""

    def load(self):
        projects_ = Project.objects.select_related("department")
        return get_object_or_404(projects_, pk=self.kwargs["project_pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing)


class ProjectProcess(ProjectPage, Page):
    """The project's process: the newest one, or what has to come before there is one."""

    template_name = "workflows/driver/none.html"

    def get(self, request, *args, **kwargs):
        run = self.thing.runs.first()
        return redirect(run) if run else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            project=self.thing,
            is_staff=projects.can_read(user, self.thing),
            may_drive=permissions.can_drive(user, self.thing),
            **kwargs,
        )


class Start(ProjectPage, FormPage):
    template_name = "workflows/driver/start.html"
    form_class = StartForm
    title = "절차 시작"
    submit_label = "절차 시작"
    done = "절차를 시작했습니다."

    def may(self, thing):
        return permissions.can_drive(self.request.user, thing)

    def get(self, request, *args, **kwargs):
        try:
            refuse_unstartable(self.thing)
        except ValidationError as refusal:
            return self.refuse_page(refusal)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            refuse_unstartable(self.thing)
        except ValidationError as refusal:
            return self.refuse_page(refusal)
        if "recalculate" in request.POST or self.first_day_changed():
            return self.recalculated()
        return super().post(request, *args, **kwargs)

    def refuse_page(self, refusal):
        """There is nothing to fill in yet: why, and the way back."""
        self.template_name = "_layouts/refusal.html"
        context = Page.get_context_data(self, sentences=refusal.messages, back_url=self.cancel_url())
        return self.render_to_response(context, status=CONFLICT)

    def first_day(self):
        """The first day that was typed, None where it makes no sense."""
        field = StartForm.base_fields["first_day"]
        try:
            return field.clean(self.request.POST.get("first_day", ""))
        except ValidationError:
            return None

    def first_day_changed(self) -> bool:
        day = self.first_day()
        return bool(day) and self.request.POST.get("planned_from", "") != day.isoformat()

    def recalculated(self):
        """The page with all dates proposed anew from the first day."""
        form = StartForm(plan=self.plan) if self.first_day() else self.get_form()
        if self.first_day():
            messages.info(self.request, "시작일에 맞추어 일정을 다시 계산했습니다. 확인하고 시작해 주세요.")
        return self.render_to_response(self.get_context_data(form=form))

    @cached_property
    def plan(self):
        return propose(self.thing, self.first_day() if self.request.method == "POST" else None)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            project=self.thing,
            plan=self.plan,
            doubts=doubts(self.plan.spans, self.thing),
            running=self.thing.runs.running().first(),
            **kwargs,
        )

    def act(self, form):
        plan = moved(self.plan, form.dates, work_calendar())
        run = actions.start(by=self.request.user, project=self.thing, plan=plan)
        warn_of_days_off(self.request, [day for span in plan.spans for day in (span.start, span.end)])
        warn_of_doubts(self.request, plan.spans, self.thing)
        return run


class RunPage:
    """What the pages about one run share."""

    def load(self):
        runs = ProcessRun.objects.select_related("project__department")
        return get_object_or_404(runs, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing.project)


class ProcessDetail(RunPage, Page):
    template_name = "workflows/driver/process.html"

    def load(self):
        """The run with its report; the project's other runs come in the same query."""
        rows = ProcessRun.objects.filter(project__runs=self.kwargs["pk"])
        by_pk = {run.pk: run for run in rows.select_related("project__department", "report")}
        run = by_pk.pop(self.kwargs["pk"], None)
        if run is None:
            raise Http404
        self.others = by_pk.values()
        return run

    def get_context_data(self, **kwargs):
        user = self.request.user
        page = selectors.process_page(self.thing, user, self.others)
        report = getattr(self.thing, "report", None)
        return super().get_context_data(
            process=page,
            report=report if report and reports.can_read(user, report) else None,
            run=self.thing,
            project=self.thing.project,
            is_staff=projects.can_read(user, self.thing.project),
            **kwargs,
        )


class DrivenRunPage(RunPage, FormPage):
    """A form about a run, for who moves it."""

    def may(self, thing):
        return permissions.can_drive(self.request.user, thing.project)

    def get_context_data(self, **kwargs):
        return super().get_context_data(run=self.thing, project=self.thing.project, **kwargs)


class Advance(DrivenRunPage):
    template_name = "workflows/driver/advance.html"
    form_class = AdvanceForm
    title = "단계 마치기"
    submit_label = "단계 마치기"

    @cached_property
    def stage(self):
        """The stage that is open now, None in a process that has ended."""
        return self.thing.stages.filter(state=StageState.OPEN).first() if self.thing.is_running else None

    @cached_property
    def gate(self):
        return gates.read(self.stage) if self.stage else gates.Gate()

    def get_initial(self):
        return {"stage": self.stage}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"run": self.thing, "has_optional": bool(self.gate.optional)}

    def get_context_data(self, **kwargs):
        following = self.stage and self.thing.stages.filter(order__gt=self.stage.order).first()
        return super().get_context_data(stage=self.stage, gate=self.gate, following=following, **kwargs)

    def act(self, form):
        facts = form.cleaned_data
        actions.advance(
            by=self.request.user, run=self.thing, stage=facts["stage"], skip_reason=facts["skip_reason"]
        )
        messages.success(self.request, f"‘{facts['stage'].title}’ 단계를 마쳤습니다.")
        return self.thing


class SendBack(DrivenRunPage):
    template_name = "workflows/driver/send_back.html"
    form_class = SendBackForm
    title = "앞 단계로 되돌리기"
    submit_label = "되돌리기"
    done = "앞 단계로 되돌렸습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"run": self.thing}

    def act(self, form):
        facts = form.cleaned_data
        actions.send_back(by=self.request.user, run=self.thing, stage=facts["stage"], reason=facts["reason"])
        return self.thing


class End(DrivenRunPage):
    template_name = "workflows/driver/end.html"
    form_class = ConfirmForm
    title = "절차 끝내기"
    submit_label = "절차 끝내기"
    done = "절차를 끝냈습니다. 지금까지의 기록은 남아 있습니다."

    def act(self, form):
        return actions.end_superseded(by=self.request.user, project=self.thing.project)
