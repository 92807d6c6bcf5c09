from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from panels.calls import state
from panels.calls.enums import CallPhase, District
from panels.calls.models import Application, RecruitmentCall
from panels.calls.questions import ASKED
from panels.calls.views.pages import WriterPage
from seoul_gov.documents.serve import serve
from seoul_gov.ui.shown import Shown, tell
from seoul_gov.ui.views import FormPage, Page

from . import actions, permissions, selectors
from .doubts import doubts_of
from .forms import ReadForm, facts_of


class ScreeningQueue(WriterPage, Page):
    """The applications of a call by number, with what is still to be read and, for who has read, what it came to."""

    template_name = "panels/screening/queue.html"

    def get_context_data(self, **kwargs):
        lines = selectors.queue(self.request.user, self.call)
        phase = state.phase(self.call)
        is_over = phase == CallPhase.OVER
        return super().get_context_data(
            lines=lines,
            sides=selectors.by_side(self.call, lines),
            next=next((line for line in lines if line.wants_me), None) if is_over else None,
            settled=sum(line.result.is_settled for line in lines),
            is_over=is_over,
            takes=phase == CallPhase.TAKING,
            lottery=getattr(self.call, "lottery", None),
            disputed=sum(line.wants_third for line in lines),
            readers=selectors.readers(self.call),
            **kwargs,
        )


class ApplicationPage:
    """A page about an application for the officials who read it: its name is not on it, and in its address is the number
    that was drawn at random, for any other would tell in which order people applied."""

    def load(self):
        handed_in = Application.objects.submitted().select_related("evidence")
        application = get_object_or_404(handed_in, number=self.kwargs["number"])
        application.call = get_object_or_404(RecruitmentCall.objects.with_facts(), pk=application.call_id)
        return application

    def may_read(self, thing):
        return permissions.can_screen(self.request.user, thing.call)


class ScreeningRead(ApplicationPage, FormPage):
    form_class = ReadForm
    template_name = "panels/screening/read.html"
    submit_label = "심사 결과 내기"
    done = "심사 결과를 냈습니다."

    def cancel_url(self):
        return reverse("screening:queue", args=[self.thing.call_id])

    @property
    def mine(self):
        return self.thing.readings.filter(reader=self.request.user).prefetch_related("marks").first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"weights": selectors.weights_of(self.thing)}

    def get_initial(self):
        mine = self.mine
        return facts_of(mine) if mine else {}

    def get_context_data(self, **kwargs):
        application, mine = self.thing, self.mine
        call = application.call
        said = [
            (application._meta.get_field(name).verbose_name, value_of(application, name))
            for name in ASKED[call.panel.kind]
            if value_of(application, name)
        ]
        others = application.readings.exclude(reader=self.request.user).prefetch_related("marks")
        return super().get_context_data(
            application=application,
            call=call,
            said=said,
            dates=application.available.all(),
            lives="서울 밖" if application.district == District.ELSEWHERE else "서울",
            doubts=doubts_of(call, list(call.applications.submitted()))[application.pk],
            mine=mine,
            others=others if mine else (),
            is_final=bool(mine and others) or hasattr(call, "lottery") or hasattr(call, "selection"),
            is_over=state.phase(call) == CallPhase.OVER,
            page_title=f"지원서 {application.number} 심사",
            **kwargs,
        )

    def act(self, form):
        actions.read(by=self.request.user, application=self.thing, **form.facts)
        lines = selectors.queue(self.request.user, self.thing.call)
        following = next((line.application for line in lines if line.wants_me), None)
        if following:
            return redirect("screening:read", following.number)
        return redirect("screening:queue", self.thing.call_id)


def value_of(application: Application, name: str) -> str:
    """An answer as a person reads it."""
    display = getattr(application, f"get_{name}_display", None)
    return str(display() if display else getattr(application, name))


class ScreeningEvidence(ApplicationPage, Page):
    """The paper that proves what was said; it may name the applicant, so that the access is noted."""

    def may_read(self, thing):
        return bool(thing.evidence_id) and super().may_read(thing)

    def get(self, request, *args, **kwargs):
        people = (self.thing.applicant_id,)
        tell(request, Shown("지원서 증빙", f"지원서 {self.thing.number}", people))
        return serve(self.thing.evidence, request=request)
