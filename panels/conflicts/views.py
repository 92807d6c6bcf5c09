from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from panels.models import Panel
from panels.views.member import SeatManagement
from panels.views.panel import PanelPage
from seoul_gov.ui.forms import ReasonForm
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage, Page

from . import actions, permissions, selectors
from .enums import Outcome
from .forms import NOTHING, DecideForm, OpinionForm
from .models import Suspension


class SuspensionList(ShowsPeople, PanelPage, Page):
    """A panel's suspensions, what is to be decided first."""

    template_name = "panels/conflicts/list.html"
    shown_as = "이해관계 확인"

    def may_read(self, thing):
        return permissions.can_list(self.request.user, thing)

    def get_context_data(self, **kwargs):
        page = page_of(self.request, selectors.of_panel(self.thing))
        return super().get_context_data(page=page, **kwargs)

    def whose(self, context):
        people = [row.membership.user_id for row in context["page"]]
        return people and (f"‘{self.thing}’ 단원", people) or None


class SuspensionPage:
    """What the pages about one suspension share."""

    def load(self):
        return get_object_or_404(Suspension.objects.with_facts(), pk=self.kwargs["pk"])

    @property
    def panel(self) -> Panel:
        return self.thing.membership.panel

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            suspension=self.thing,
            membership=self.thing.membership,
            panel=self.panel,
            project=self.panel.project,
            page_title="이해관계 확인",
            **kwargs,
        )


class SuspensionDetail(ShowsPeople, SuspensionPage, FormPage):
    """What matched, what the member says about it, and the decision."""

    template_name = "panels/conflicts/detail.html"
    form_class = DecideForm
    shown_as = "이해관계 확인"
    submit_label = "결정하고 본인에게 알림"
    done = "결정하고 본인에게 알렸습니다."

    def may_read(self, thing):
        return permissions.can_list(self.request.user, self.panel)

    def cancel_url(self):
        return reverse("conflicts:list", args=[self.panel.pk])

    def get_context_data(self, **kwargs):
        verdict = permissions.can_decide(self.request.user, self.thing)
        decides = verdict and self.thing.is_open and self.thing.is_heard
        return super().get_context_data(verdict=verdict, decides=decides, **kwargs)

    def act(self, form):
        outcome, reason = form.cleaned_data["outcome"], form.cleaned_data["reason"]
        decide = actions.restore if outcome == Outcome.RESTORED else actions.exclude
        return decide(by=self.request.user, suspension=self.thing, reason=reason)

    def whose(self, context):
        return f"‘{self.panel}’ 단원 {self.thing.membership_id}번", [self.thing.membership.user_id]


@method_decorator(never_cache, name="dispatch")
class OpinionState(SuspensionPage, FormPage):
    """The suspended member's own page: what matched, until when, what they said, and what came of it."""

    template_name = "panels/conflicts/opinion.html"
    form_class = OpinionForm
    submit_label = "의견 내기"
    done = "의견을 냈습니다. 정하기 전까지 고칠 수 있습니다."

    def may_read(self, thing):
        return permissions.can_state(self.request.user, thing)

    def cancel_url(self):
        return reverse("panels:list")

    def get_success_url(self):
        return reverse("conflicts:opinion", args=[self.thing.pk])

    def get_initial(self):
        said = self.thing.statement
        return {"nothing": True} if said == NOTHING else {"statement": said}

    def get_context_data(self, **kwargs):
        speaks = self.thing.is_open and not self.thing.is_term_over
        return super().get_context_data(speaks=speaks, **kwargs)

    def act(self, form):
        actions.state_opinion(by=self.request.user, suspension=self.thing, statement=form.said)


class MemberSuspend(SeatManagement, FormPage):
    """An official reports a tie."""

    template_name = "panels/conflicts/suspend.html"
    form_class = ReasonForm
    title = "이해관계로 직무 정지하기"
    submit_label = "직무 정지"
    done = "직무를 정지하고 본인에게 알렸습니다. 다른 담당자나 부서장이 정합니다."

    def may(self, thing):
        return permissions.can_suspend(self.request.user, thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(membership=self.thing, **kwargs)

    def act(self, form):
        reason = form.cleaned_data["reason"]
        return actions.suspend_by_hand(by=self.request.user, membership=self.thing, reason=reason)
