from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from projects import norms
from projects import permissions as projects
from projects.calendar import work_calendar
from projects.forms import MatterForm
from seoul_gov.ui.forms import ReasonForm
from seoul_gov.ui.korean import SEOUL, korean_date
from seoul_gov.ui.lines import LinesPage
from seoul_gov.ui.views import FormPage
from workflows.definitions import DutyKind
from workflows.meetings import actions, permissions, selectors
from workflows.meetings.forms import (
    AGENDA_PREFIX,
    EMPTY_LINE,
    AgendaFormSet,
    MaterialForm,
    PlaceForm,
    ScheduleForm,
)
from workflows.meetings.norms import NOTICE_DAYS
from workflows.runs.models import DutyRun
from workflows.runs.state import refuse_done

from .pages import OfficerPage, PartPage


def warn_of_day_off(request, day) -> None:
    """Say that the meeting is on a day that is not worked; nothing is blocked."""
    if not work_calendar().is_working_day(day):
        messages.warning(
            request, f"{korean_date(day)}은 쉬는 날입니다. 맞는 날짜인지 확인하고, 아니면 회의를 옮겨 주세요."
        )


class MeetingSchedule(LinesPage):
    """The call: a form and, below it, the lines of the agenda."""

    form_class = ScheduleForm
    template_name = "workflows/meetings/schedule.html"
    lines_class = AgendaFormSet
    lines_prefix = AGENDA_PREFIX
    lines_at_first = lines_more = 5
    empty_line = EMPTY_LINE
    title = "회의 소집하기"
    done = "회의를 소집하고 단원에게 알렸습니다."

    def load(self):
        duties = DutyRun.objects.filter(kind=DutyKind.MEETING)
        return get_object_or_404(duties.select_related("stage__run__project"), pk=self.kwargs["pk"])

    @property
    def project(self):
        return self.thing.stage.run.project

    def may_read(self, thing):
        return projects.can_read(self.request.user, self.project)

    def may(self, thing):
        return permissions.can_schedule(self.request.user, self.project)

    def get_form_kwargs(self):
        days = norms.value(NOTICE_DAYS)
        return super().get_form_kwargs() | {"project": self.project, "notice_days": days}

    def get_initial(self):
        panels = list(self.project.panels.filter(state="active")[:2])
        only = panels[0].pk if len(panels) == 1 else None
        return {"title": self.thing.title[:100], "panel": only}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            duty=self.thing, project=self.project, blocked=self.blocked(), **kwargs
        )

    def blocked(self) -> str:
        """Why no meeting can be called now; empty when it can."""
        try:
            refuse_done(self.thing)
        except ValidationError as refusal:
            return refusal.messages[0]
        return ""

    def act(self, form):
        data = form.cleaned_data
        meeting = actions.schedule(
            by=self.request.user,
            duty=self.thing,
            panel=data["panel"],
            title=data["title"],
            note=data["note"],
            files=data["files"],
            matter=data["matter"],
            items=self.formset.items,
            **form.when_and_where,
        )
        warn_of_day_off(self.request, data["day"])
        return meeting


class MeetingMove(OfficerPage, FormPage):
    form_class = PlaceForm
    template_name = "workflows/meetings/move.html"
    title = "회의 옮기기"
    intro = "바뀐 일정을 단원에게 다시 알리고, 달력의 일정도 옮겨 달라고 보냅니다."
    submit_label = "옮기기"
    done = "회의를 옮기고 단원에게 알렸습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"notice_days": norms.value(NOTICE_DAYS)}

    def get_initial(self):
        starts, ends = self.thing.starts_at.astimezone(SEOUL), self.thing.ends_at.astimezone(SEOUL)
        return {
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "place": self.thing.place,
            "video_link": self.thing.video_link,
        }

    def act(self, form):
        meeting = actions.move(by=self.request.user, meeting=self.thing, **form.when_and_where)
        warn_of_day_off(self.request, form.cleaned_data["day"])
        return meeting


class MeetingCancel(OfficerPage, FormPage):
    form_class = ReasonForm
    template_name = "workflows/meetings/form.html"
    title = "회의 취소"
    intro = "취소한 회의는 되살릴 수 없습니다. 사유를 단원에게 알립니다."
    submit_label = "회의 취소"
    done = "회의를 취소하고 단원에게 알렸습니다."

    def act(self, form):
        return actions.cancel(by=self.request.user, meeting=self.thing, reason=form.cleaned_data["reason"])


class MaterialAdd(OfficerPage, FormPage):
    form_class = MaterialForm
    template_name = "workflows/meetings/add_material.html"
    title = "회의 자료 올리기"
    intro = "올린 자료는 단원에게 알려집니다."
    submit_label = "올리기"
    done = "자료를 올리고 단원에게 알렸습니다."

    def act(self, form):
        actions.add_material(by=self.request.user, meeting=self.thing, **form.cleaned_data)


class MaterialMatter(PartPage, FormPage):
    """Where an official says what a paper is about, and so who may read it."""

    form_class = MatterForm
    template_name = "workflows/meetings/matter.html"
    title = "자료 분류 바꾸기"
    submit_label = "분류 바꾸기"
    done = "분류를 바꾸었습니다."

    def load(self):
        return selectors.material(self.kwargs["pk"])

    def meeting(self, thing):
        return thing.meeting

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing.meeting)

    def get_initial(self):
        return {"matter": self.thing.matter}

    def get_success_url(self):
        return f"{self.cancel_url()}#materials"

    def act(self, form):
        actions.set_matter(by=self.request.user, material=self.thing, **form.cleaned_data)
