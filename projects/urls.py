from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("", views.ProjectList.as_view(), name="list"),
    path("new/", views.ProjectCreate.as_view(), name="create"),
    path("<int:pk>/", views.ProjectDetail.as_view(), name="detail"),
    path("<int:pk>/edit/", views.ProjectEdit.as_view(), name="edit"),
    path("<int:pk>/submit/", views.ProjectSubmit.as_view(), name="submit"),
    path("<int:pk>/discard/", views.ProjectDiscard.as_view(), name="discard"),
    path("<int:pk>/history/", views.ProjectHistory.as_view(), name="history"),
    path("versions/<int:pk>/", views.VersionDownload.as_view(), name="version"),
]
