from django.urls import URLPattern, path, re_path

from . import operations, projects
from .answering import in_public
from .docs import ApiDocs
from .refusals import api, nowhere

ROOT = "api-root"
OPERATIONS = (operations, projects)  # each has put its own into the API
patterns, _, namespace = api.urls
answering = [URLPattern(p.pattern, in_public(p.callback), name=p.name) for p in patterns if p.name != ROOT]

urlpatterns = [
    path("docs", ApiDocs.as_view(), name="api-docs"),
    path("", ([*answering, path("", nowhere, name=ROOT)], "ninja", namespace)),
    re_path(r"^(?P<rest>.*)$", nowhere),
]
