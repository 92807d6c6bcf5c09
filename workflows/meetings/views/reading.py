from django.http import HttpResponse
from django.utils import timezone

from seoul_gov.documents.serve import serve
from seoul_gov.notifications.actions import Recipient
from seoul_gov.notifications.selectors import undelivered
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import Page
from workflows.meetings import ics, permissions, selectors

from .pages import MeetingPage, PartPage

PAST = "past"


class MeetingList(Page):
    """My meetings: those to come, soonest first, or those behind, latest first."""

    template_name = "workflows/meetings/list.html"

    def get_context_data(self, **kwargs):
        now, past = timezone.now(), self.request.GET.get("when") == PAST
        meetings = selectors.meetings_for(self.request.user)
        rows = meetings.behind(now).order_by("-starts_at", "-pk") if past else meetings.ahead(now)
        return super().get_context_data(page=page_of(self.request, rows), past=past, now=now, **kwargs)


class MeetingDetail(ShowsPeople, MeetingPage, Page):
    template_name = "workflows/meetings/detail.html"
    shown_as = "회의"

    def get_context_data(self, **kwargs):
        user, meeting = self.request.user, self.thing
        agenda, minutes = selectors.lines(meeting, user), selectors.minutes_of(meeting)
        can_manage = permissions.can_manage(user, meeting)
        return super().get_context_data(
            agenda=agenda,
            minutes=minutes,
            reads_minutes=minutes and permissions.can_read_minutes(user, meeting, minutes),
            step=selectors.next_step(meeting, user, agenda, minutes),
            roster=[] if meeting.is_held else selectors.roster(meeting),
            attendance=selectors.attendance(meeting) if meeting.is_held else [],
            materials=selectors.materials(meeting, user),
            undelivered=undelivered(meeting.scope) if can_manage else [],
            has_begun=meeting.starts_at <= timezone.now(),
            can_manage=can_manage,
            can_record=permissions.can_record(user, meeting),
            sees_names=permissions.sees_names(user, meeting),
            sees_reasons=permissions.sees_reasons(user, meeting),
            **kwargs,
        )

    def whose(self, context):
        """Whose names and words are on the page: with numbers in their place it is nobody's."""
        if not context["sees_names"]:
            return None
        seats = [*context["roster"], *(row.membership for row in context["attendance"])]
        seats += [one.membership for line in context["agenda"] for one in (*line.notes, *line.recused)]
        people = [seat.user_id for seat in seats]
        people += [notice.recipient_id for notice in context["undelivered"]]
        return f"‘{self.thing}’ 회의 단원", people


class MaterialDownload(PartPage, Page):
    """A paper of a meeting; the right to it is asked each time."""

    def load(self):
        return selectors.material(self.kwargs["pk"])

    def meeting(self, thing):
        return thing.meeting

    def may(self, thing):
        return permissions.can_read_material(self.request.user, thing)

    def get(self, request, *args, **kwargs):
        return serve(self.thing.document, request=request)


class MeetingInvite(MeetingPage, Page):
    """The calendar entry, made out to the person who asks for it."""

    def get(self, request, *args, **kwargs):
        calendar = ics.invitation(self.thing, Recipient.of(request.user))
        return HttpResponse(
            calendar,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="meeting-{self.thing.pk}.ics"'},
        )
