from django.urls import URLPattern, path, re_path

from .docs import ApiDocs
from .operations import api
from .refusals import in_json, nowhere

ROOT = "api-root"
patterns, _, namespace = api.urls
answering = [URLPattern(p.pattern, in_json(p.callback), name=p.name) for p in patterns if p.name != ROOT]

urlpatterns = [
    path("docs", ApiDocs.as_view(), name="api-docs"),
    path("", ([*answering, path("", nowhere, name=ROOT)], "ninja", namespace)),
    re_path(r"^(?P<rest>.*)$", nowhere),
]
