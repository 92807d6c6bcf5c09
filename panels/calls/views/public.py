from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from panels.calls import ics, permissions, rubric, selectors, state
from panels.calls.filters import CallFilter
from panels.calls.models import RecruitmentCall
from panels.calls.passages import history_of
from panels.composition import PRINCIPLES
from seoul_gov.ui.lists import ListPage
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import Page

from .pages import CallPage


class CallList(ListPage):
    signed_in = False
    template_name = "panels/calls/list.html"
    filter_class = CallFilter

    def rows(self):
        return selectors.calls()

    def get(self, request, *args, **kwargs):
        """The list alone: it is no file to take along."""
        now = timezone.now()
        page = page_of(request, self.narrowed())
        lines = [(call, state.phase(call, now)) for call in page]
        return self.render_to_response(self.get_context_data(page=page, lines=lines, filter=self.filter))


class CallDetail(CallPage, Page):
    """The call for everybody, and for its officers what to do with it."""

    template_name = "panels/calls/detail.html"

    def calls(self):
        return RecruitmentCall.objects.with_outcome()

    def get_context_data(self, **kwargs):
        user, call = self.request.user, self.call
        can_write = permissions.can_write(user, call.panel)
        rules, criteria = selectors.rules_of(call), selectors.criteria_by_side(call)
        return super().get_context_data(
            criteria=criteria,
            sides=selectors.named_seats(call),
            levels=rubric.levels_in_words(),
            counting=rubric.counting_in_words(one.weight for _, rows in criteria for one in rows),
            readings=rubric.readings_in_words(rules),
            tiers=rubric.tiers_in_words(rules),
            departures=selectors.departures(call) if can_write else (),
            dates=call.dates.all(),
            history=history_of(call),
            principles=PRINCIPLES.get(call.panel.kind, ()),
            can_write=can_write,
            lottery=getattr(call, "lottery", None),
            can_cancel=can_write and state.can_be_cancelled(call),
            can_edit=can_write and not selectors.has_applicants(call),
            takes=state.takes_applications(call),
            can_apply=permissions.can_apply(user, call),
            application=selectors.application_of(user, call),
            address=settings.PORTAL_BASE_URL + call.get_absolute_url(),
            **kwargs,
        )


class CallCalendar(CallPage, Page):
    """The call's last moment and its days, for a calendar."""

    def get(self, request, *args, **kwargs):
        text = ics.calendar_of(self.call, self.call.dates.all())
        response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="call-{self.call.pk}.ics"'
        return response
