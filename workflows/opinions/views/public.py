from seoul_gov.documents.serve import serve
from seoul_gov.ui.lists import ListPage
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import Page
from workflows.opinions import permissions, selectors, state
from workflows.opinions.filters import RoundFilter

from .pages import AboutRound, OpinionPage, RoundPage


class RoundList(ListPage):
    signed_in = False
    template_name = "workflows/opinions/list.html"
    filter_class = RoundFilter

    def rows(self):
        return selectors.rounds_listed()

    def get(self, request, *args, **kwargs):
        """The list alone: it is no file to take along."""
        page = page_of(request, self.narrowed())
        lines = [(round, state.phase(round)) for round in page]
        return self.render_to_response(self.get_context_data(page=page, lines=lines, filter=self.filter))


class RoundDetail(RoundPage, Page):
    """The call, its material and everything that was said, for everybody."""

    signed_in = False
    template_name = "workflows/opinions/detail.html"

    def get_context_data(self, **kwargs):
        user, round = self.request.user, self.round
        return super().get_context_data(
            takes_words=state.takes_words(round),
            is_over=state.is_over(round),
            can_give=permissions.can_give(user, round),
            can_manage=permissions.can_manage(user, permissions.project_of(round)),
            tally=selectors.tally(round),
            materials=selectors.materials(round, user),
            mine=selectors.opinions_of(user, round),
            page=page_of(self.request, selectors.opinions_in(round)),
            **kwargs,
        )


class MaterialRead(AboutRound, Page):
    """A file to read before speaking: as a page with ``?view``, else as itself."""

    signed_in = False
    template_name = "workflows/opinions/material.html"

    def load(self):
        return selectors.material(self.kwargs["pk"])

    @property
    def round(self):
        return self.thing.round

    def may_read(self, thing):
        return permissions.can_read_material(self.request.user, thing)

    def get(self, request, *args, **kwargs):
        document = self.thing.document
        if "view" in request.GET and document.can_preview:
            return self.render_to_response(self.get_context_data(document=document))
        return serve(document, inline="download" not in request.GET, request=request)


class OpinionFile(OpinionPage, Page):
    """The file of an opinion; always to be saved, for anybody may have uploaded it."""

    signed_in = False

    def may_read(self, thing):
        return thing.document is not None and permissions.can_read_file(self.request.user, thing)

    def get(self, request, *args, **kwargs):
        return serve(self.thing.document, request=request)
