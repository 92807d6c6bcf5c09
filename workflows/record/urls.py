from django.urls import path

from .enums import Section
from .views import figures, guide, projects

app_name = "record"
urlpatterns = [
    path("", projects.PublicList.as_view(), name="list"),
    path("guide/", guide.Guide.as_view(), name="guide"),
    path("calendar/", figures.PublicCalendar.as_view(), name="calendar"),
    path("statistics/", figures.Statistics.as_view(), name="statistics"),
    path("<int:pk>/", projects.ProjectRecord.as_view(), name="project"),
    path("<int:pk>/meetings/", projects.ProjectMeetings.as_view(), name="meetings"),
    *(
        path(f"<int:pk>/{section}/", projects.ProjectSection.as_view(section=section), name=section.value)
        for section in Section
    ),
    path("minutes/<int:pk>/", projects.PublishedMinutes.as_view(), name="minutes"),
    path("versions/<int:pk>/", projects.VersionDownload.as_view(), name="version"),
]
