from projects import permissions as projects
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import Page
from workflows.driver.desk import desk_of

LINES_A_PAGE = 20


def about_projects(user) -> str:
    """What the list of projects is for this person, in one sentence; empty for whom it holds nothing."""
    if projects.can_register(user):
        return "우리 부서의 사업을 보고 새 사업을 등록합니다."
    if user.departments_as(Role.HEAD):
        return "우리 부서의 사업을 봅니다."
    return "시의 모든 사업을 봅니다." if user.has_role(*projects.WHOLE_CITY) else ""


class Desk(Page):
    """Where everybody lands: what waits for them, each line with its one action."""

    template_name = "workflows/driver/desk.html"

    def get_context_data(self, **kwargs):
        desk = desk_of(self.request.user)
        about = self.request.GET.get("about", "")
        page = page_of(self.request, desk.about(about), size=LINES_A_PAGE)
        return super().get_context_data(
            desk=desk, about=about, page=page, about_projects=about_projects(self.request.user), **kwargs
        )
