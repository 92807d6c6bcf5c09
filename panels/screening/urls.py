from django.urls import path

from . import views

app_name = "screening"
urlpatterns = [
    path("<int:pk>/", views.ScreeningQueue.as_view(), name="queue"),
    path("applications/<int:pk>/", views.ScreeningRead.as_view(), name="read"),
    path("applications/<int:pk>/evidence/", views.ScreeningEvidence.as_view(), name="evidence"),
]
