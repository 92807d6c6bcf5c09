from django.urls import path

from .views import reading, running, voting

app_name = "decisions"
urlpatterns = [
    path("duty/<int:duty_pk>/open/", running.VoteOpen.as_view(), name="open"),
    path("<int:pk>/", reading.VoteDetail.as_view(), name="detail"),
    path("<int:pk>/file/", reading.VoteFile.as_view(), name="file"),
    path("<int:pk>/vote/", voting.Vote.as_view(), name="vote"),
    path("<int:pk>/department/", voting.DepartmentVote.as_view(), name="vote_department"),
    path("<int:pk>/record/", running.VoteRecord.as_view(), name="record"),
    path("<int:pk>/recuse/", voting.VoteRecuse.as_view(), name="recuse"),
    path("<int:pk>/close/", running.VoteClose.as_view(), name="close"),
    path("<int:pk>/cancel/", running.VoteCancel.as_view(), name="cancel"),
]
