from django.urls import path
from django.views import View

app_name = "decisions"
urlpatterns = [
    path("duty/<int:duty_pk>/open/", View.as_view(), name="open"),
    path("<int:pk>/", View.as_view(), name="detail"),
    path("<int:pk>/vote/", View.as_view(), name="vote"),
    path("<int:pk>/record/", View.as_view(), name="record"),
    path("<int:pk>/close/", View.as_view(), name="close"),
    path("<int:pk>/cancel/", View.as_view(), name="cancel"),
]
