from django.urls import path

from . import views

app_name = "draws"
urlpatterns = [
    path("call/<int:pk>/commit/", views.DrawCommit.as_view(), name="commit"),
    path("<int:pk>/", views.DrawDetail.as_view(), name="detail"),
    path("<int:pk>/enter/", views.DrawEnter.as_view(), name="enter"),
    path("<int:pk>/package/", views.DrawPackage.as_view(), name="package"),
    path("replacements/<int:pk>/package/", views.ReplacementPackage.as_view(), name="replacement_package"),
]
