from django.urls import path

from .views import issues, lists

app_name = "issues"
urlpatterns = [
    path("project/<int:project_pk>/", lists.IssueList.as_view(), name="list"),
    path("stage/<int:stage_pk>/raise/", issues.IssueRaise.as_view(), name="raise"),
    path("<int:pk>/", issues.IssueDetail.as_view(), name="detail"),
    path("<int:pk>/reply/", issues.IssueReply.as_view(), name="reply"),
    path("<int:pk>/settle/", issues.IssueSettle.as_view(), name="settle"),
    path("<int:pk>/withdraw/", issues.IssueWithdraw.as_view(), name="withdraw"),
]
