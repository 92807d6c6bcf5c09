from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page

from panels import norms as panels
from panels import participation
from selection import selectors as selection
from selection.recommend import Answers
from seoul_gov.ui.views import Page
from workflows.record import guide


@method_decorator(gzip_page, name="dispatch")
class Guide(Page):
    """The guideline in pictures, drawn from the definitions that the engine runs; eight of them, so it travels packed."""

    signed_in = False
    template_name = "workflows/record/guide.html"

    def get_context_data(self, **kwargs):
        grid = selection.current_grid()
        sizes, matters = panels.bands_and_scope()
        return super().get_context_data(
            types=guide.types(),
            grid=grid,
            table=selection.read(Answers(), grid).table if grid else None,
            panels=guide.panels(sizes),
            matters=matters,
            kinds=participation.KINDS,
            degrees=participation.Degree,
            note=participation.NOTE,
            **kwargs,
        )
