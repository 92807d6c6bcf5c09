from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.Profile.as_view(), name="profile"),
    path("extend/", views.SessionExtend.as_view(), name="extend"),
]
