from django.urls import path

from . import views

app_name = "selections"
urlpatterns = [
    path("call/<int:pk>/decide/", views.SelectionDecide.as_view(), name="decide"),
    path("call/<int:pk>/makeup/", views.SelectionMakeup.as_view(), name="makeup"),
    path("call/<int:pk>/applicants/", views.ApplicantSheet.as_view(), name="applicants"),
    path("applications/<str:number>/inquiry/", views.ApplicantInquiry.as_view(), name="inquiry"),
    path("<int:pk>/", views.SelectionResult.as_view(), name="result"),
    path("<int:pk>/next/", views.SelectionNext.as_view(), name="next"),
    path("choices/<int:pk>/decline/", views.WaitingDecline.as_view(), name="decline"),
    path("choices/<int:pk>/resume/", views.WaitingResume.as_view(), name="resume"),
]
