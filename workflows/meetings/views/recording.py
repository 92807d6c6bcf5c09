from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage
from workflows.meetings import actions, selectors
from workflows.meetings.forms import AttendanceForm, MinutesForm, PublishForm, WithholdForm

from .pages import OfficerPage, RecorderPage


class AttendanceRecord(ShowsPeople, RecorderPage, FormPage):
    shown_as = "회의 출석"
    form_class = AttendanceForm
    template_name = "workflows/meetings/attendance.html"
    title = "출석 기록하기"
    intro = "화상으로 참석한 단원도 출석입니다."
    done = "출석을 기록했습니다."

    def get_form_kwargs(self):
        self.seats = selectors.roster(self.thing)
        return super().get_form_kwargs() | {"seats": self.seats}

    def get_initial(self):
        marks = self.thing.attendances.values_list("membership", "state")
        return {f"seat-{membership}": state for membership, state in marks}

    def act(self, form):
        return actions.record_attendance(by=self.request.user, meeting=self.thing, marks=form.marks)

    def whose(self, context):
        return f"‘{self.thing}’ 회의 단원", [seat.user_id for seat in self.seats]


class MinutesPage:
    """A form that carries the version of the minutes that the person has seen."""

    def minutes(self):
        return selectors.minutes_of(self.thing)

    def get_initial(self):
        minutes = self.minutes()
        return {"version": minutes.version if minutes else 0}

    def refuse(self, form, refusal):
        """What somebody else has saved meanwhile is shown beside what was typed; the next save is about that."""
        minutes = self.minutes()
        seen = form.cleaned_data.get("version") or 0
        if minutes and minutes.version != seen:
            form.data = form.data.copy()
            form.data["version"] = minutes.version
            self.extra_context = {"saved": minutes}
        return super().refuse(form, refusal)


class MinutesWrite(RecorderPage, MinutesPage, FormPage):
    form_class = MinutesForm
    template_name = "workflows/meetings/minutes.html"
    title = "회의록 쓰기"
    done = "회의록을 저장했습니다."

    def get_initial(self):
        minutes = self.minutes()
        written = {"body": minutes.body, "decisions": minutes.decisions} if minutes else {}
        return super().get_initial() | written

    def act(self, form):
        facts = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        actions.write_minutes(by=self.request.user, meeting=self.thing, **facts)


class MinutesDecision(OfficerPage, MinutesPage, FormPage):
    """Publishing or withholding: the minutes are shown above the button."""

    template_name = "workflows/meetings/decide.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(minutes=self.minutes(), **kwargs)


class MinutesPublish(MinutesDecision):
    form_class = PublishForm
    title = "회의록 공개하기"
    intro = "추진단 단원이 회의록을 읽을 수 있게 되고, 알림을 받습니다. 개인정보가 없는지 확인해 주세요."
    submit_label = "공개하기"
    done = "회의록을 공개했습니다."

    def act(self, form):
        version = form.cleaned_data["version"]
        actions.publish_minutes(by=self.request.user, meeting=self.thing, version=version)


class MinutesWithhold(MinutesDecision):
    form_class = WithholdForm
    title = "회의록 공개하지 않기"
    intro = "단원은 회의록을 읽지 못하고 사유만 봅니다."
    submit_label = "공개하지 않기"
    done = "회의록을 공개하지 않기로 했습니다."

    def act(self, form):
        facts = form.cleaned_data
        actions.withhold_minutes(by=self.request.user, meeting=self.thing, **facts)
