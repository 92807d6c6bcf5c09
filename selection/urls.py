from django.urls import path

from .views import approvals, assessments, self_check

app_name = "selection"
urlpatterns = [
    path("self-check/", self_check.SelfCheck.as_view(), name="self-check"),
    path("self-check/result/", self_check.SelfCheckResult.as_view(), name="self-check-result"),
    path("project/<int:pk>/", assessments.ProjectAssessments.as_view(), name="project"),
    path("project/<int:pk>/begin/", assessments.AssessmentBegin.as_view(), name="begin"),
    path("<int:pk>/", assessments.AssessmentDetail.as_view(), name="detail"),
    path("<int:pk>/answer/", assessments.AssessmentAnswer.as_view(), name="answer"),
    path("<int:pk>/answer/result/", assessments.AssessmentResult.as_view(), name="answer-result"),
    path("<int:pk>/restart/", assessments.AssessmentRestart.as_view(), name="restart"),
    path("<int:pk>/abandon/", approvals.AssessmentAbandon.as_view(), name="abandon"),
    path("<int:pk>/submit/", approvals.AssessmentSubmit.as_view(), name="submit"),
    path("<int:pk>/concur/", approvals.AssessmentConcur.as_view(), name="concur"),
    path("<int:pk>/confirm/", approvals.AssessmentConfirm.as_view(), name="confirm"),
    path("<int:pk>/approve/", approvals.AssessmentApprove.as_view(), name="approve"),
    path("<int:pk>/return/", approvals.AssessmentSendBack.as_view(), name="send-back"),
]
