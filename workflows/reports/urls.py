from django.urls import path
from django.views import View

app_name = "reports"
urlpatterns = [
    path("run/<int:run_pk>/write/", View.as_view(), name="write"),
    path("<int:pk>/", View.as_view(), name="detail"),
    path("<int:pk>/publish/", View.as_view(), name="publish"),
    path("<int:pk>/paper/<str:format>/", View.as_view(), name="paper"),
    path("run/<int:run_pk>/survey/", View.as_view(), name="open_survey"),
    path("survey/<int:pk>/", View.as_view(), name="survey"),
]
