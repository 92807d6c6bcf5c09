from django.urls import path

from . import views

app_name = "draws"
urlpatterns = [
    path("call/<int:pk>/trials/", views.Trials.as_view(), name="trials"),
    path("call/<int:pk>/commit/", views.TieCommit.as_view(), name="commit"),
    path("trials/<int:pk>/", views.TrialDetail.as_view(), name="trial"),
    path("trials/<int:pk>/cancel/", views.TrialCancel.as_view(), name="trial-cancel"),
    path("trials/<int:pk>/commit/", views.TrialCommit.as_view(), name="trial-commit"),
    path("<int:pk>/", views.DrawDetail.as_view(), name="detail"),
    path("<int:pk>/enter/", views.DrawEnter.as_view(), name="enter"),
    path("<int:pk>/package/", views.DrawPackage.as_view(), name="package"),
    path("replacements/<int:pk>/package/", views.ReplacementPackage.as_view(), name="replacement-package"),
]
