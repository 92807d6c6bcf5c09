from django.urls import path

from . import contrast

app_name = "ui"

urlpatterns = [
    path("contrast/", contrast.switch, name="contrast"),
]
