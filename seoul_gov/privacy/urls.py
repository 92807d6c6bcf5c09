from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("", views.EntryList.as_view(), name="list"),
    path("roles/", views.GrantList.as_view(), name="grants"),
    path("<slug:month>/", views.MonthDetail.as_view(), name="month"),
    path("<slug:month>/check/", views.MonthCheck.as_view(), name="check"),
]
