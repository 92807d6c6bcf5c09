from django.http import JsonResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from seoul_gov.ui.views import Page

from . import own

FIRST = 20
"""How many things of a kind the page shows; the file holds them all."""


@method_decorator(never_cache, name="dispatch")
class OwnData(Page):
    """내 정보 내려받기: what the portal holds on the person, to be read."""

    template_name = "privacy/own.html"

    def get_context_data(self, **kwargs):
        sections = [
            (section, section.count, section.first(FIRST)) for section in own.sections(self.request.user)
        ]
        return super().get_context_data(sections=sections, first=FIRST, **kwargs)


@method_decorator(never_cache, name="dispatch")
class OwnFile(Page):
    """The same, whole, as a JSON file."""

    def get(self, request, *args, **kwargs):
        told = {"만든 일시": timezone.localtime().isoformat(timespec="seconds")} | own.whole(request.user)
        response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = 'attachment; filename="my-data.json"'
        return response
