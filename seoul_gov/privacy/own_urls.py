"""A person's own data, under their account."""

from django.urls import path

from . import own_views

app_name = "own"
urlpatterns = [
    path("", own_views.OwnData.as_view(), name="data"),
    path("file/", own_views.OwnFile.as_view(), name="file"),
]
