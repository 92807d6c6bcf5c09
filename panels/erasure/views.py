from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse

from panels.calls.models import Application
from panels.models import Membership
from seoul_gov.ui.forms import ConfirmForm
from seoul_gov.ui.korean import today
from seoul_gov.ui.lists import ListPage
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage, Page

from . import actions, permissions, selectors
from .filters import DestructionFilter
from .forms import AskForm, DecideForm
from .models import Destruction, ErasureRequest
from .sheets import COLUMNS

AHEAD = timedelta(days=30)


class RecordPage:
    """What the pages about destruction share; they count and name no citizen."""

    def may(self, thing):
        return permissions.can_read_records(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(can_decide=permissions.can_decide(self.request.user), **kwargs)


class RecordList(RecordPage, ListPage):
    template_name = "panels/erasure/list.html"
    filter_class = DestructionFilter
    columns = COLUMNS
    file_name = "파기 기록"

    def rows(self):
        return Destruction.objects.with_places()


class ComingList(RecordPage, Page):
    """What is past its period and what is to come in the next thirty days."""

    template_name = "panels/erasure/coming.html"

    def get_context_data(self, **kwargs):
        coming = selectors.batches(today() + AHEAD + timedelta(days=1))
        return super().get_context_data(
            page=page_of(self.request, coming),
            persons=sum(batch.count for batch in coming),
            day=today(),
            **kwargs,
        )


class RequestPage(ShowsPeople):
    """What the pages about requests share."""

    shown_as = "개인정보 삭제 요청"

    def may(self, thing):
        return permissions.can_decide(self.request.user)


class RequestList(RequestPage, RecordPage, Page):
    template_name = "panels/erasure/requests.html"

    def get_context_data(self, **kwargs):
        page = page_of(self.request, selectors.requests())
        return super().get_context_data(page=page, **kwargs)

    def whose(self, context):
        people = [request.requested_by_id for request in context["page"] if request.requested_by_id]
        return ("삭제를 요청한 사람", people) if people else None


class RequestDecide(RequestPage, FormPage):
    form_class = DecideForm
    template_name = "panels/erasure/decide.html"
    title = "개인정보 삭제 요청 처리하기"
    submit_label = "처리 마치기"
    done = "처리를 마치고 요청한 사람에게 알렸습니다."

    def load(self):
        return get_object_or_404(ErasureRequest.objects.with_facts(), pk=self.kwargs["pk"])

    def cancel_url(self):
        return reverse("erasure:requests")

    def whose(self, context):
        asked_by = self.thing.requested_by_id
        return ("삭제를 요청한 사람", [asked_by]) if asked_by else None

    def act(self, form):
        if form.grants:
            actions.approve(by=self.request.user, request=self.thing)
        else:
            answer = form.cleaned_data["answer"]
            actions.refuse(by=self.request.user, request=self.thing, answer=answer)


class OwnErase(FormPage):
    """Somebody's own application, before it is gone for good; it exists for nobody else."""

    form_class = ConfirmForm
    template_name = "panels/erasure/own.html"
    title = "지원서 지우기"
    submit_label = "모두 지우기"
    done = "지원서를 지웠습니다."

    def load(self):
        applications = Application.objects.select_related(
            "call__panel__project", "call__selection", "evidence"
        )
        return get_object_or_404(applications, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_erase(self.request.user, thing)

    def get_context_data(self, **kwargs):
        blocked = actions.why_not_erase(self.thing)
        return super().get_context_data(application=self.thing, blocked=blocked, **kwargs)

    def get_success_url(self):
        return reverse("calls:mine")

    def act(self, form):
        actions.erase_own(by=self.request.user, application=self.thing)


class SeatAsk(FormPage):
    """The request about a seat that somebody had; it exists for nobody else."""

    form_class = AskForm
    template_name = "panels/erasure/ask.html"
    title = "활동 정보 삭제 요청"
    submit_label = "삭제 요청하기"
    done = "요청을 받았습니다. 처리하면 알려 드립니다."

    def load(self):
        return get_object_or_404(Membership.objects.select_related("panel__project"), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_ask(self.request.user, thing)

    def cancel_url(self):
        return reverse("own:data")

    def get_context_data(self, **kwargs):
        seat = self.thing
        return super().get_context_data(
            seat=seat,
            is_over=selectors.is_over(seat),
            request_=seat.erasure_requests.open().first(),
            refused=seat.erasure_requests.filter(state="refused").last(),
            **kwargs,
        )

    def act(self, form):
        actions.ask(by=self.request.user, membership=self.thing, wish=form.cleaned_data["wish"])
