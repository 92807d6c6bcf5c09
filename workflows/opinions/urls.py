from django.urls import path
from django.views import View

app_name = "opinions"
urlpatterns = [
    path("", View.as_view(), name="list"),
    path("duty/<int:duty_pk>/open/", View.as_view(), name="open"),
    path("<int:pk>/", View.as_view(), name="detail"),
    path("<int:pk>/give/", View.as_view(), name="give"),
    path("<int:pk>/answers/", View.as_view(), name="answers"),
    path("<int:pk>/extend/", View.as_view(), name="extend"),
    path("<int:pk>/close/", View.as_view(), name="close"),
    path("<int:pk>/cancel/", View.as_view(), name="cancel"),
    path("materials/<int:pk>/", View.as_view(), name="material"),
    path("opinion/<int:pk>/withdraw/", View.as_view(), name="withdraw"),
    path("opinion/<int:pk>/answer/", View.as_view(), name="answer"),
    path("opinion/<int:pk>/hide/", View.as_view(), name="hide"),
    path("opinion/<int:pk>/file/", View.as_view(), name="file"),
]
