from django.urls import path

from . import views

app_name = "replacements"
urlpatterns = [path("<int:pk>/", views.Refill.as_view(), name="refill")]
