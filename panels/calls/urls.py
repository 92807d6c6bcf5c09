from django.urls import path
from django.views.decorators.http import require_safe

from .feeds import CallFeed
from .views import public, writing

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
]
