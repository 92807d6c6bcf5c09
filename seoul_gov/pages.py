"""Pages that belong to no room."""

from projects.enums import GovernanceType
from seoul_gov.ui.views import Page


class Home(Page):
    signed_in = False
    template_name = "home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(types=list(GovernanceType), **kwargs)


class Privacy(Page):
    signed_in = False
    template_name = "privacy.html"
