from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects import permissions as projects
from workflows.meetings import permissions
from workflows.meetings.models import Meeting


class MeetingPage:
    """What the pages about one meeting share."""

    def load(self):
        return get_object_or_404(Meeting.objects.with_facts(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing)

    def get_context_data(self, **kwargs):
        is_staff = projects.can_read(self.request.user, self.thing.panel.project)
        return super().get_context_data(meeting=self.thing, is_staff=is_staff, **kwargs)


class OfficerPage(MeetingPage):
    """A page for the officers of the project's department."""

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing)


class RecorderPage(MeetingPage):
    """A page for the officers and the panel's secretary."""

    def may(self, thing):
        return permissions.can_record(self.request.user, thing)


class PartPage:
    """A page about something of a meeting, which ``meeting`` finds from the thing."""

    def meeting(self, thing) -> Meeting:
        raise NotImplementedError

    def may_read(self, thing):
        return permissions.can_read(self.request.user, self.meeting(thing))

    def cancel_url(self):
        return reverse("meetings:detail", args=[self.meeting(self.thing).pk])

    def get_context_data(self, **kwargs):
        meeting = self.meeting(self.thing)
        is_staff = projects.can_read(self.request.user, meeting.panel.project)
        return super().get_context_data(meeting=meeting, is_staff=is_staff, **kwargs)
