from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import Page
from workflows.driver.desk import desk_of

LINES_A_PAGE = 20


class Desk(Page):
    """Where everybody lands: what waits for them, each line with its one action."""

    template_name = "workflows/driver/desk.html"

    def get_context_data(self, **kwargs):
        desk = desk_of(self.request.user)
        about = self.request.GET.get("about", "")
        page = page_of(self.request, desk.about(about), size=LINES_A_PAGE)
        return super().get_context_data(desk=desk, about=about, page=page, **kwargs)
