from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import Page
from workflows.driver.selectors import granted_waivers


class GrantedWaivers(Page):
    """Every duty without which a stage may close, and why: open to anybody, no person is named."""

    template_name = "workflows/driver/waivers.html"
    signed_in = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=page_of(self.request, granted_waivers()), **kwargs)
