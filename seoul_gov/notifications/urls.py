from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("", views.NoticeList.as_view(), name="list"),
    path("read/", views.NoticeReadAll.as_view(), name="read-all"),
    path("<int:pk>/", views.NoticeOpen.as_view(), name="open"),
    path("mute/<slug:group>/", views.Mute.as_view(), name="mute"),
    path("resubscribe/<slug:group>/", views.Resubscribe.as_view(), name="resubscribe"),
    path("unsubscribe/<str:token>/", views.Unsubscribe.as_view(), name="unsubscribe"),
]
