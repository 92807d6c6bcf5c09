from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.Profile.as_view(), name="profile"),
    path("name/", views.Rename.as_view(), name="rename"),
    path("extend/", views.SessionExtend.as_view(), name="extend"),
    path("agreement/<slug:version>/", views.Agreement.as_view(), name="agreement"),
    path("unsent/", views.Unsent.as_view(), name="unsent"),
    path("unsent/forget/", views.UnsentForget.as_view(), name="forget-unsent"),
]
