from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from panels import actions, attendance, permissions
from panels.enums import MemberState
from panels.forms import OptionalReasonForm, ReleaseForm
from panels.models import Membership
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.verdicts import YES
from seoul_gov.ui.views import ActionButton, FormPage

SUSPENDED_INSTEAD = "관련 업체와 이해관계가 있는 것으로 보여 직무를 정지했습니다. 단장을 정하지 않았습니다."


class SeatPage:
    """What the pages about one seat share; the seat exists for whom may read its panel."""

    def load(self):
        seats = Membership.objects.select_related("panel__project")
        return get_object_or_404(seats, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing.panel)

    def cancel_url(self):
        return self.thing.panel.get_absolute_url()

    def success_url(self):
        return self.cancel_url()


class SeatManagement(ShowsPeople, SeatPage):
    """A page on which the department's officers do something with a seat."""

    shown_as = "추진단 자리"

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing.panel)

    def whose(self, context):
        return f"‘{self.thing.panel}’ 단원 {self.thing.pk}번", [self.thing.user_id]


class SeatButton(SeatManagement, ActionButton):
    """A button beside a seat; where it refuses, it names nobody."""

    def whose(self, context):
        return None if context else super().whose(context)


class ChairAppoint(SeatButton):
    def act(self):
        seat = actions.appoint_chair(by=self.request.user, membership=self.thing)
        if seat.is_active:
            messages.success(self.request, "단장을 정했습니다.")
        else:
            messages.warning(self.request, SUSPENDED_INSTEAD)


class MemberRelease(SeatManagement, FormPage):
    template_name = "panels/member/release.html"
    form_class = ReleaseForm
    title = "위촉 해제하기"
    submit_label = "위촉 해제"
    done = "위촉을 해제하고 본인에게 알렸습니다."

    def get_context_data(self, **kwargs):
        attended = attendance.of_last_year([self.thing])[self.thing.pk]
        return super().get_context_data(membership=self.thing, attended=attended, **kwargs)

    def act(self, form):
        return actions.release(by=self.request.user, membership=self.thing, **form.cleaned_data).panel


class MemberWithdraw(SeatPage, FormPage):
    form_class = OptionalReasonForm
    title = "활동 그만두기"
    intro = "그만두면 추진단의 자료와 회의를 더 볼 수 없습니다. 지금까지 낸 의견은 남습니다. 사유를 적지 않아도 됩니다."
    submit_label = "그만두기"
    done = "추진단 활동을 그만두었습니다. 그동안 함께해 주셔서 고맙습니다."

    def may_read(self, thing):
        """A suspended member reads nothing else of the panel, and still may leave."""
        if thing.state == MemberState.SUSPENDED and permissions.can_withdraw(self.request.user, thing):
            return YES
        return super().may_read(thing)

    def cancel_url(self):
        return super().cancel_url() if self.thing.is_active else reverse("panels:list")

    def may(self, thing):
        return permissions.can_withdraw(self.request.user, thing)

    def get_success_url(self):
        return reverse("panels:list")

    def act(self, form):
        reason = form.cleaned_data["reason"]
        actions.withdraw(by=self.request.user, membership=self.thing, reason=reason)
