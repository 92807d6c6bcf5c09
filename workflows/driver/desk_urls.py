from django.urls import path

from .views.desk import Desk

urlpatterns = [path("", Desk.as_view(), name="desk")]
