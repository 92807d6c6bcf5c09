from django.urls import path

from .views import reports, surveys

app_name = "reports"
urlpatterns = [
    path("run/<int:run_pk>/write/", reports.ReportWrite.as_view(), name="write"),
    path("<int:pk>/", reports.ReportDetail.as_view(), name="detail"),
    path("<int:pk>/publish/", reports.ReportPublish.as_view(), name="publish"),
    path("<int:pk>/papers/", reports.PaperOrder.as_view(), name="order_papers"),
    path("<int:pk>/paper/<slug:format>/", reports.PaperFile.as_view(), name="paper"),
    path("run/<int:run_pk>/survey/", surveys.SurveyOpen.as_view(), name="open_survey"),
    path("survey/<int:pk>/", surveys.SurveyAnswer.as_view(), name="survey"),
]
