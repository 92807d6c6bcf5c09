from django.urls import path
from django.views import View

app_name = "issues"
urlpatterns = [
    path("project/<int:project_pk>/", View.as_view(), name="list"),
    path("stage/<int:stage_pk>/raise/", View.as_view(), name="raise"),
    path("<int:pk>/", View.as_view(), name="detail"),
    path("<int:pk>/reply/", View.as_view(), name="reply"),
    path("<int:pk>/settle/", View.as_view(), name="settle"),
    path("<int:pk>/withdraw/", View.as_view(), name="withdraw"),
]
