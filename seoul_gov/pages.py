"""Pages that belong to no room."""

from django.utils import timezone

from panels.calls.selectors import open_calls
from projects.enums import GovernanceType
from seoul_gov.ui.korean import today
from seoul_gov.ui.views import Page
from workflows.record import front, shares


class Home(Page):
    """The start page: what is open to everybody now, what became of what citizens said, and the city's own figure."""

    signed_in = False
    template_name = "home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            rounds=front.rounds_now(today()),
            calls=open_calls()[: front.SHOWN],
            meetings=front.meetings_to_come(timezone.now()),
            answers=front.answers(),
            share=shares.newest(),
            goal=shares.GOAL,
            types=list(GovernanceType),
            **kwargs,
        )


class Privacy(Page):
    signed_in = False
    template_name = "privacy.html"
