from django.urls import path
from django.views import View

app_name = "record"
urlpatterns = [
    path("", View.as_view(), name="list"),
    path("<int:pk>/", View.as_view(), name="project"),
]
