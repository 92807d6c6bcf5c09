from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from panels.calls import actions, permissions, selectors, state
from panels.calls.forms import ApplyForm, OpenListForm, answers_of
from panels.calls.models import Application, RecruitmentCall
from panels.calls.querysets import DRAW_FILES
from panels.selectors import officials
from seoul_gov.documents.serve import serve
from seoul_gov.ui.shown import Shown, tell
from seoul_gov.ui.views import ActionButton, FormPage, Page, Versioned

from .pages import CallPage, WriterPage

SAVED = "임시로 저장했습니다. 아직 신청하지 않았으니 기간 안에 신청해 주세요."
CHANGED = "고친 내용을 저장했습니다."


@method_decorator(never_cache, name="dispatch")
class Apply(CallPage, Versioned, FormPage):
    """The application: kept as a draft by one button, handed in by the other, changed until the last moment."""

    signed_in = True
    form_class = ApplyForm
    template_name = "panels/calls/apply.html"
    title = "신청하기"

    def may(self, thing):
        return permissions.can_apply(self.request.user, thing)

    def load(self):
        call = super().load()
        self.application = selectors.application_of(self.request.user, call)
        call.version = self.application.version if self.application else 0
        return call

    def get_form_kwargs(self):
        texts = () if self.application and self.application.is_submitted else selectors.applicant_texts()
        asked = {"call": self.call, "dates": self.call.dates.all(), "texts": list(texts)}
        return super().get_form_kwargs() | asked

    def get_initial(self):
        if self.application:
            return answers_of(self.application)
        return {"version": 0, "name": self.request.user.name}

    def get_context_data(self, **kwargs):
        takes = state.takes_applications(self.call)
        return super().get_context_data(
            application=self.application,
            takes=takes,
            officials=() if takes else officials(self.call.panel.project),
            **kwargs,
        )

    def act(self, form):
        self.application = actions.save(
            by=self.request.user,
            call=self.call,
            answers=form.answers,
            dates=form.dates,
            upload=form.cleaned_data.get("upload"),
            version=form.cleaned_data["version"] or 0,
        )
        form.show_version(self.application.version)
        # The form knows what it has just saved: what is refused now was not saved by somebody else meanwhile.
        form.cleaned_data["version"] = self.application.version
        if self.application.is_submitted:
            messages.success(self.request, CHANGED)
            return self.application
        if "submit" not in self.request.POST:
            messages.success(self.request, SAVED)
            return self.application
        if form.point_at_gaps(self.application):
            return self.form_invalid(form)
        application = actions.submit(by=self.request.user, application=self.application, texts=form.signed)
        messages.success(self.request, f"신청했습니다. 접수번호는 {application.number}입니다.")
        return application


class OwnApplication:
    """A page about somebody's own application; it exists for nobody else."""

    def load(self):
        applications = Application.objects.select_related(
            "call__panel__project__department",
            "call__panel__project__officer",
            "call__lottery",
            "evidence",
            "choice__membership",
            "choice__selection",
        ).defer(*(f"call__lottery__{name}" for name in DRAW_FILES))
        return get_object_or_404(applications, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.is_own(self.request.user, thing)


@method_decorator(never_cache, name="dispatch")
class ApplicationDetail(OwnApplication, Page):
    template_name = "panels/calls/application.html"

    def get_context_data(self, **kwargs):
        application = self.thing
        return super().get_context_data(
            application=application,
            call=application.call,
            project=application.call.panel.project,
            phase=state.phase(application.call),
            officials=officials(application.call.panel.project),
            dates=application.available.all(),
            ties=selectors.ties_told(application),
            signatures=application.signatures.select_related("text"),
            takes=state.takes_applications(application.call),
            news=application.signatures.filter(pk__in=selectors.news_agreements(self.request.user)).exists(),
            **kwargs,
        )


class ApplicationWithdraw(OwnApplication, ActionButton):
    @property
    def done(self):
        return "쓰던 지원서를 지웠습니다." if self.thing.is_draft else "신청을 철회했습니다."

    def act(self):
        actions.withdraw(by=self.request.user, application=self.thing)


class NewsStop(OwnApplication, ActionButton):
    done = "다음 모집 안내 동의를 거두었습니다. 이제 보내지 않습니다."

    def act(self):
        actions.stop_news(by=self.request.user, application=self.thing)


class ApplicationEvidence(OwnApplication, Page):
    """The paper that the applicant put in, for themselves."""

    def may_read(self, thing):
        return bool(thing.evidence_id) and super().may_read(thing)

    def get(self, request, *args, **kwargs):
        return serve(self.thing.evidence, request=request)


class ApplicationList(Page):
    """내 신청: everything that the person has written."""

    template_name = "panels/calls/mine.html"

    def get_context_data(self, **kwargs):
        applications = list(selectors.applications_of(self.request.user))
        calls = {one.call_id: state.phase(one.call) for one in applications}
        lines = [(one, calls[one.call_id]) for one in applications]
        return super().get_context_data(lines=lines, **kwargs)


class Applicants(WriterPage, FormPage):
    """Who has applied; the list opens for a reason alone, which is kept beside the access."""

    form_class = OpenListForm
    template_name = "panels/calls/applicants.html"
    title = "신청자 보기"
    submit_label = "신청자 명단 보기"

    def get_context_data(self, **kwargs):
        counted = RecruitmentCall.objects.get(pk=self.call.pk).applications
        return super().get_context_data(
            submitted=counted.submitted().count(), drafts=counted.filter(state="draft").count(), **kwargs
        )

    def form_valid(self, form):
        lines = selectors.applicant_lines(self.call)
        people = tuple(line.application.applicant_id for line in lines)
        reason = form.cleaned_data["reason"]
        tell(self.request, Shown("신청자 명단", f"‘{self.call}’ 신청자", people, reason=reason))
        return self.render_to_response(self.get_context_data(form=None, lines=lines, reason=reason))
