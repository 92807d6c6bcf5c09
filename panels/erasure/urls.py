from django.urls import path

from . import views

app_name = "erasure"
urlpatterns = [
    path("", views.RecordList.as_view(), name="list"),
    path("coming/", views.ComingList.as_view(), name="coming"),
    path("requests/", views.RequestList.as_view(), name="requests"),
    path("requests/<int:pk>/", views.RequestDecide.as_view(), name="decide"),
    path("applications/<int:pk>/", views.OwnErase.as_view(), name="own"),
    path("seats/<int:pk>/", views.SeatAsk.as_view(), name="ask"),
]
