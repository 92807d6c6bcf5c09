from django.shortcuts import get_object_or_404

from projects.models import DeliverableVersion, Project
from seoul_gov.documents.serve import serve
from seoul_gov.ui.lists import ListPage
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import Page
from workflows.record import permissions, story
from workflows.record.entries import entry_of, section_of
from workflows.record.enums import Section
from workflows.record.filters import PublicProjectFilter
from workflows.record.gatherings import gathering_of, meetings_of, minutes_for_page
from workflows.record.sheets import PROJECT_COLUMNS


class PublicList(ListPage):
    signed_in = False
    template_name = "workflows/record/list.html"
    filter_class = PublicProjectFilter
    columns = PROJECT_COLUMNS
    file_name = "공개 정보화사업"

    def rows(self):
        return Project.objects.public().select_related("department").defer("summary")


class FollowPage(Page):
    """A page about one public project."""

    signed_in = False

    def load(self):
        projects = Project.objects.public().select_related("department")
        return get_object_or_404(projects, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_follow(thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(project=self.thing, **kwargs)


class ProjectRecord(FollowPage):
    template_name = "workflows/record/project.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=story.record_of(self.thing), **kwargs)


class ProjectMeetings(FollowPage):
    template_name = "workflows/record/meetings.html"

    def get_context_data(self, **kwargs):
        page = page_of(self.request, meetings_of(self.thing))
        meetings = [gathering_of(meeting) for meeting in page]
        return super().get_context_data(page=page, meetings=meetings, **kwargs)


class ProjectSection(FollowPage):
    """All of one section; which one, the address says."""

    template_name = "workflows/record/section.html"
    section = Section.OPINIONS

    def get_context_data(self, **kwargs):
        page = page_of(self.request, section_of(self.thing, self.section))
        part = story.Part(self.section, [entry_of(row) for row in page], has_more=False)
        return super().get_context_data(page=page, part=part, **kwargs)


class PublishedMinutes(Page):
    signed_in = False
    template_name = "workflows/record/minutes.html"

    def load(self):
        return get_object_or_404(minutes_for_page(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read_minutes(thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(project=self.thing.meeting.panel.project, **kwargs)


class VersionDownload(Page):
    """A published deliverable; the right to it is asked each time."""

    signed_in = False

    def load(self):
        versions = DeliverableVersion.objects.select_related("deliverable__project", "document")
        return get_object_or_404(versions, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_download(thing)

    def get(self, request, *args, **kwargs):
        return serve(self.thing.document, request=request)
