from django.urls import path

from seoul_gov.urls import *  # noqa: F403
from seoul_gov.urls import urlpatterns

from . import plain

urlpatterns = [
    path("bench/empty/", plain.empty, name="bench-empty"),
    path("bench/list/", plain.rows, name="bench-list"),
    path("bench/project/<int:pk>/", plain.project, name="bench-project"),
    *urlpatterns,
]
