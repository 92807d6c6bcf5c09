from django.urls import path

from .views import answers, comments, deliverables, rounds

app_name = "reviews"
urlpatterns = [
    path("", rounds.RoundList.as_view(), name="list"),
    path("project/<int:project_pk>/", deliverables.DeliverableList.as_view(), name="deliverables"),
    path("project/<int:project_pk>/upload/", deliverables.Upload.as_view(), name="upload"),
    path("deliverables/<int:pk>/upload/", deliverables.UploadVersion.as_view(), name="upload_version"),
    path("versions/<int:pk>/publish/", deliverables.VersionPublish.as_view(), name="publish"),
    path("versions/<int:pk>/unpublish/", deliverables.VersionUnpublish.as_view(), name="unpublish"),
    path("duties/<int:duty_pk>/open/", rounds.RoundOpen.as_view(), name="open"),
    path("<int:pk>/", rounds.RoundDetail.as_view(), name="detail"),
    path("<int:pk>/file/", rounds.RoundFile.as_view(), name="file"),
    path("<int:pk>/comment/", comments.CommentSave.as_view(), name="comment"),
    path("<int:pk>/summary/", comments.SummarySave.as_view(), name="summary"),
    path("<int:pk>/submit/", comments.ReviewSubmit.as_view(), name="submit"),
    path("<int:pk>/answers/", answers.AnswerList.as_view(), name="answers"),
    path("<int:pk>/extend/", rounds.RoundExtend.as_view(), name="extend"),
    path("<int:pk>/close/", rounds.RoundClose.as_view(), name="close"),
    path("<int:pk>/cancel/", rounds.RoundCancel.as_view(), name="cancel"),
    path("<int:pk>/result/", answers.RoundResult.as_view(), name="result"),
    path("comments/<int:pk>/edit/", comments.CommentEdit.as_view(), name="comment_edit"),
    path("comments/<int:pk>/delete/", comments.CommentDelete.as_view(), name="comment_delete"),
    path("comments/<int:pk>/answer/", answers.CommentAnswer.as_view(), name="answer"),
]
