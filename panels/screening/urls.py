from django.urls import path

from . import views

app_name = "screening"
urlpatterns = [
    path("<int:pk>/", views.ScreeningQueue.as_view(), name="queue"),
    path("applications/<str:number>/", views.ScreeningRead.as_view(), name="read"),
    path("applications/<str:number>/evidence/", views.ScreeningEvidence.as_view(), name="evidence"),
]
