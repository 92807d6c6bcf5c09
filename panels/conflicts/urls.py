from django.urls import path

from . import views

app_name = "conflicts"
urlpatterns = [
    path("panel/<int:pk>/", views.SuspensionList.as_view(), name="list"),
    path("members/<int:pk>/suspend/", views.MemberSuspend.as_view(), name="suspend"),
    path("<int:pk>/", views.SuspensionDetail.as_view(), name="detail"),
    path("<int:pk>/opinion/", views.OpinionState.as_view(), name="opinion"),
]
