from django.urls import path

from .views import advice, calling, reading, recording

app_name = "meetings"
urlpatterns = [
    path("", reading.MeetingList.as_view(), name="list"),
    path("duty/<int:pk>/new/", calling.MeetingSchedule.as_view(), name="schedule"),
    path("<int:pk>/", reading.MeetingDetail.as_view(), name="detail"),
    path("<int:pk>/invite.ics", reading.MeetingInvite.as_view(), name="invite"),
    path("<int:pk>/move/", calling.MeetingMove.as_view(), name="move"),
    path("<int:pk>/cancel/", calling.MeetingCancel.as_view(), name="cancel"),
    path("<int:pk>/materials/new/", calling.MaterialAdd.as_view(), name="add-material"),
    path("materials/<int:pk>/", reading.MaterialDownload.as_view(), name="material"),
    path("materials/<int:pk>/matter/", calling.MaterialMatter.as_view(), name="matter"),
    path("<int:pk>/attendance/", recording.AttendanceRecord.as_view(), name="attendance"),
    path("<int:pk>/minutes/", recording.MinutesWrite.as_view(), name="minutes"),
    path("<int:pk>/minutes/publish/", recording.MinutesPublish.as_view(), name="publish-minutes"),
    path("<int:pk>/minutes/withhold/", recording.MinutesWithhold.as_view(), name="withhold-minutes"),
    path("items/<int:pk>/advice/", advice.AdviceWrite.as_view(), name="advise"),
    path("items/<int:pk>/recuse/", advice.ItemRecuse.as_view(), name="recuse"),
    path("advice/<int:pk>/answer/", advice.AdviceAnswer.as_view(), name="answer"),
]
