from django.urls import path

from .views import course, duties, papers, waivers

app_name = "driver"
urlpatterns = [
    path("project/<int:project_pk>/", course.ProjectProcess.as_view(), name="project"),
    path("project/<int:project_pk>/start/", course.Start.as_view(), name="start"),
    path("<int:pk>/", course.ProcessDetail.as_view(), name="process"),
    path("<int:pk>/advance/", course.Advance.as_view(), name="advance"),
    path("<int:pk>/back/", course.SendBack.as_view(), name="send_back"),
    path("<int:pk>/end/", course.End.as_view(), name="end"),
    path("stage/<int:pk>/dates/", duties.MoveStage.as_view(), name="move_stage"),
    path("stage/<int:pk>/add/", duties.AddDuty.as_view(), name="add_duty"),
    path("duty/<int:pk>/", duties.DutyDetail.as_view(), name="duty"),
    path("duty/<int:pk>/record/", duties.Record.as_view(), name="record"),
    path("duty/<int:pk>/not-case/", duties.NotCase.as_view(), name="not_case"),
    path("duty/<int:pk>/skip/", duties.Skip.as_view(), name="skip"),
    path("duty/<int:pk>/reopen/", duties.Reopen.as_view(), name="reopen"),
    path("duty/<int:pk>/waiver/", duties.RequestWaiver.as_view(), name="request_waiver"),
    path("duty/<int:pk>/due/", duties.MoveDue.as_view(), name="move_duty"),
    path("deliverables/<int:pk>/matter/", papers.DeliverableMatter.as_view(), name="matter"),
    path("records/<int:pk>/file/", duties.RecordFile.as_view(), name="record_file"),
    path("waivers/", waivers.GrantedWaivers.as_view(), name="waivers"),
    path("waivers/<int:pk>/decide/", duties.WaiverDecide.as_view(), name="decide_waiver"),
]
