"""What the pages about one call share."""

from django.shortcuts import get_object_or_404

from panels.calls import permissions, state
from panels.calls.models import RecruitmentCall
from panels.enums import PanelKind


class CallPage:
    """A page about a call; anybody may read one that was published."""

    signed_in = False

    def calls(self):
        return RecruitmentCall.objects.with_facts()

    def load(self):
        return get_object_or_404(self.calls(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing)

    @property
    def call(self) -> RecruitmentCall:
        return self.thing

    def get_context_data(self, **kwargs):
        call = self.call
        return super().get_context_data(
            call=call,
            panel=call.panel,
            project=call.panel.project,
            kind=PanelKind(call.panel.kind),
            phase=state.phase(call),
            **kwargs,
        )


class WriterPage(CallPage):
    """A page about a call for the officers who answer for it."""

    signed_in = True

    def may(self, thing):
        return permissions.can_write(self.request.user, thing.panel)
