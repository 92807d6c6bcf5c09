"""Pages about a duty and a stage's dates: each form is a small page of its own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from projects import permissions as projects
from seoul_gov.documents.serve import serve
from seoul_gov.ui.forms import ReasonForm
from seoul_gov.ui.korean import korean_period, today
from seoul_gov.ui.views import FormPage, Page
from workflows.decisions.selectors import readable_votes
from workflows.driver import actions, permissions, selectors
from workflows.driver.forms import (
    AddDutyForm,
    DueForm,
    RecordForm,
    StageDatesForm,
    WaiverDecisionForm,
    WaiverForm,
)
from workflows.driver.schedule import Span
from workflows.runs.models import DutyRecord, StageRun, Waiver

from .course import warn_of_days_off, warn_of_doubts


class DutyPage:
    """What the pages about one duty share."""

    def load(self):
        return get_object_or_404(selectors.readable_duties(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing.stage.run.project)

    def get_context_data(self, **kwargs):
        run = self.thing.stage.run
        return super().get_context_data(
            duty=self.thing, stage=self.thing.stage, run=run, project=run.project, **kwargs
        )


class DutyDetail(DutyPage, Page):
    template_name = "workflows/driver/duty.html"

    def get_context_data(self, **kwargs):
        duty, user = self.thing, self.request.user
        project = duty.stage.run.project
        is_staff = projects.can_read(user, project)
        return super().get_context_data(
            page=selectors.duty_page(duty, user),
            records=selectors.records_of(duty),
            waivers=selectors.waivers_of(duty, for_staff=bool(is_staff)),
            sees_evidence=permissions.can_read_evidence(user, project),
            votes=readable_votes(duty, user),
            is_staff=is_staff,
            **kwargs,
        )


class DutyForm(DutyPage, FormPage):
    """A form about a duty, for who moves the process; its intro names the duty."""

    template_name = "workflows/driver/duty_form.html"

    def may(self, thing):
        return permissions.can_drive(self.request.user, thing.stage.run.project)

    def get_success_url(self):
        return self.thing.stage.run.get_absolute_url()


class Record(DutyForm):
    template_name = "workflows/driver/record.html"
    form_class = RecordForm
    title = "수행 기록"
    submit_label = "기록"
    done = "기록했습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"duty": self.thing}

    def get_initial(self):
        project = self.thing.stage.run.project
        return {"occurred_on": today(), "person": f"{project.department.name} {self.request.user}"}

    def act(self, form):
        facts = dict(form.cleaned_data)
        upload = facts.pop("file")
        actions.record(by=self.request.user, duty=self.thing, upload=upload, **facts)


class ReasonDutyForm(DutyForm):
    """A form that asks for nothing but a reason; ``action`` is what it is given to."""

    form_class = ReasonForm

    def act(self, form):
        self.action(by=self.request.user, duty=self.thing, reason=form.cleaned_data["reason"])


class NotCase(ReasonDutyForm):
    title = "해당 없음으로 표시"
    intro = "이 사업에 해당하지 않는 과제이면 사유를 적어 주세요. 사유와 표시한 사람이 기록되고 절차 화면에 보입니다."
    submit_label = "해당 없음"
    done = "해당 없음으로 표시했습니다."
    action = staticmethod(actions.mark_not_case)


class Skip(ReasonDutyForm):
    title = "선택 과제 건너뛰기"
    submit_label = "건너뛰기"
    action = staticmethod(actions.skip)

    @property
    def done(self):
        return "더한 과제를 뺐습니다." if self.thing.is_added else "건너뛰었습니다."

    def get_context_data(self, **kwargs):
        added = {"page_title": "더한 과제 빼기", "submit_label": "빼기"} if self.thing.is_added else {}
        return super().get_context_data(**added | kwargs)


class Reopen(ReasonDutyForm):
    title = "과제 다시 열기"
    intro = "다시 열면 이 과제를 새로 처리해야 단계를 마칠 수 있습니다. 지금까지의 기록은 남습니다."
    submit_label = "다시 열기"
    done = "과제를 다시 열었습니다."
    action = staticmethod(actions.reopen_duty)


class RequestWaiver(ReasonDutyForm):
    form_class = WaiverForm
    title = "면제 요청"
    submit_label = "면제 요청"
    done = "면제를 요청했습니다. 다른 사람이 결정하면 알려 드립니다."
    action = staticmethod(actions.request_waiver)

    def get_context_data(self, **kwargs):
        who = "거버넌스 담당이" if self.thing.is_seed else "부서장이"
        intro = f"이 과제를 하지 않고 단계를 마칠 수 있게 해 달라고 요청합니다. {who} 결정합니다."
        return super().get_context_data(**{"page_intro": intro} | kwargs)


class MoveDue(DutyForm):
    form_class = DueForm
    title = "기한 바꾸기"
    done = "기한을 바꿨습니다."

    def get_initial(self):
        return {"due_on": self.thing.due_on}

    def act(self, form):
        facts = form.cleaned_data
        duty = actions.move_duty(by=self.request.user, duty=self.thing, **facts)
        warn_of_days_off(self.request, [facts["due_on"]])
        stage = duty.stage
        if not stage.planned_start <= facts["due_on"] <= stage.planned_end:
            period = korean_period(stage.planned_start, stage.planned_end)
            messages.warning(self.request, f"새 기한이 ‘{stage.title}’ 단계의 일정({period}) 밖에 있습니다.")


class WaiverDecide(FormPage):
    template_name = "workflows/driver/waiver.html"
    form_class = WaiverDecisionForm
    title = "면제 결정"
    submit_label = "결정"
    done = "면제 요청을 결정했습니다."

    def load(self):
        waivers = Waiver.objects.select_related("requested_by", "decided_by")
        waivers = waivers.select_related("duty__stage__run__project__department")
        return get_object_or_404(waivers, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing.duty.stage.run.project)

    def may(self, thing):
        return permissions.can_decide_waiver(self.request.user, thing)

    def cancel_url(self):
        return self.thing.duty.get_absolute_url()

    def get_context_data(self, **kwargs):
        duty = self.thing.duty
        return super().get_context_data(
            waiver=self.thing, duty=duty, run=duty.stage.run, project=duty.stage.run.project, **kwargs
        )

    def act(self, form):
        facts = form.cleaned_data
        grant = facts["decision"] == "grant"
        actions.decide_waiver(by=self.request.user, waiver=self.thing, grant=grant, comment=facts["comment"])


class StagePage(FormPage):
    """A form about a stage, for who moves the process."""

    template_name = "workflows/driver/stage_form.html"

    def load(self):
        stages = StageRun.objects.select_related("run__project__department")
        return get_object_or_404(stages, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing.run.project)

    def may(self, thing):
        return permissions.can_drive(self.request.user, thing.run.project)

    def get_context_data(self, **kwargs):
        run = self.thing.run
        return super().get_context_data(stage=self.thing, run=run, project=run.project, **kwargs)


class MoveStage(StagePage):
    form_class = StageDatesForm
    title = "단계 일정 바꾸기"
    done = "단계 일정을 바꿨습니다."

    def get_initial(self):
        return {"start": self.thing.planned_start, "end": self.thing.planned_end}

    def act(self, form):
        facts = form.cleaned_data
        stage = actions.move_stage(by=self.request.user, stage=self.thing, **facts)
        warn_of_days_off(self.request, [facts["start"], facts["end"]])
        spans = [Span(row.title, row.planned_start, row.planned_end) for row in stage.run.stages.all()]
        warn_of_doubts(self.request, spans, stage.run.project)


class AddDuty(StagePage):
    form_class = AddDutyForm
    title = "과제 더하기"
    intro = (
        "절차에 없는 회의나 산출물 검토를 이 단계에 더합니다. 더한 과제는 마쳐야 단계를 마칠 수 있습니다. "
        "잘못 더했으면 시작하기 전에 사유를 적어 뺄 수 있습니다."
    )
    submit_label = "더하기"
    done = "과제를 더했습니다."

    def act(self, form):
        facts = form.cleaned_data
        duty = actions.add_duty(by=self.request.user, stage=self.thing, **facts)
        warn_of_days_off(self.request, [facts["due_on"]])
        return duty


class RecordFile(Page):
    """The evidence of a record, for city staff."""

    def load(self):
        records = DutyRecord.objects.select_related("duty__stage__run__project", "document")
        return get_object_or_404(records, pk=self.kwargs["pk"], document__isnull=False)

    def may_read(self, thing):
        return permissions.can_read_evidence(self.request.user, thing.duty.stage.run.project)

    def get(self, request, *args, **kwargs):
        return serve(self.thing.document, request=request)
