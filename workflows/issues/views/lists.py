from django.shortcuts import get_object_or_404

from projects.models import Project
from seoul_gov.ui.lists import ListPage
from seoul_gov.ui.shown import ShowsPeople
from workflows.issues import permissions, selectors, state
from workflows.issues.filters import IssueFilter
from workflows.issues.sheets import ISSUE_COLUMNS
from workflows.runs.enums import RunStatus, StageState
from workflows.runs.models import StageRun


class IssueList(ShowsPeople, ListPage):
    shown_as = "수시 협의"
    template_name = "workflows/issues/list.html"
    filter_class = IssueFilter
    columns = ISSUE_COLUMNS
    file_name = "수시 협의"

    def load(self):
        return get_object_or_404(Project.objects.with_people(), pk=self.kwargs["project_pk"])

    def may_read(self, thing):
        self.stand = permissions.standing(self.request.user, thing)
        return permissions.can_read(self.stand)

    def rows(self):
        return selectors.issues_of(self.thing)

    def whose(self, context):
        """Members who raised something, as far as this person reads their names."""
        people = selectors.members_known(self.stand, context["page"]) if context else []
        return (f"‘{self.thing}’ 단원", people) if people else None

    def stage(self) -> StageRun | None:
        """The stage in which something can be raised now, for who may speak."""
        if not permissions.can_speak(self.stand):
            return None
        opened = StageRun.objects.filter(
            run__project=self.thing, run__status=RunStatus.RUNNING, state=StageState.OPEN
        )
        stage = opened.select_related("run__project").first()
        return None if state.why_raising_is_refused(stage) else stage

    def get_context_data(self, **kwargs):
        page = kwargs["page"]
        return super().get_context_data(
            project=self.thing,
            stand=self.stand,
            stage=self.stage(),
            lines=[(issue, selectors.raiser(self.stand, issue)) for issue in page],
            **kwargs,
        )
