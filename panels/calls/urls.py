from django.urls import path
from django.views.decorators.http import require_safe

from .feeds import CallFeed
from .views import applying, public, writing

app_name = "calls"
urlpatterns = [
    path("", public.CallList.as_view(), name="list"),
    path("feed/", require_safe(CallFeed()), name="feed"),
    path("panel/<int:panel_pk>/new/", writing.CallDraft.as_view(), name="draft"),
    path("<int:pk>/", public.CallDetail.as_view(), name="detail"),
    path("<int:pk>/calendar/", public.CallCalendar.as_view(), name="calendar"),
    path("<int:pk>/edit/", writing.CallEdit.as_view(), name="edit"),
    path("<int:pk>/publish/", writing.CallPublish.as_view(), name="publish"),
    path("<int:pk>/correct/", writing.CallCorrect.as_view(), name="correct"),
    path("<int:pk>/cancel/", writing.CallCancel.as_view(), name="cancel"),
    path("<int:pk>/applicants/", applying.Applicants.as_view(), name="applicants"),
    path("<int:pk>/apply/", applying.Apply.as_view(), name="apply"),
    path("mine/", applying.ApplicationList.as_view(), name="mine"),
    path("applications/<int:pk>/", applying.ApplicationDetail.as_view(), name="application"),
    path("applications/<int:pk>/withdraw/", applying.ApplicationWithdraw.as_view(), name="withdraw"),
    path("applications/<int:pk>/stop-news/", applying.NewsStop.as_view(), name="stop-news"),
    path("applications/<int:pk>/evidence/", applying.ApplicationEvidence.as_view(), name="evidence"),
]
