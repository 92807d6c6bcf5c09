"""Every room's door. Composition only: no rule lives here."""

from django.contrib import admin
from django.urls import include, path

from seoul_gov import pages

handler400 = "seoul_gov.errors.bad_request"
handler403 = "seoul_gov.errors.permission_denied"
handler404 = "seoul_gov.errors.page_not_found"
handler429 = "seoul_gov.errors.too_many_requests"
handler500 = "seoul_gov.errors.server_error"

urlpatterns = [
    path("", pages.Home.as_view(), name="home"),
    path("privacy/", pages.Privacy.as_view(), name="privacy"),
    path("desk/", include("workflows.driver.desk_urls")),
    path("projects/", include("projects.urls")),
    path("selection/", include("selection.urls")),
    path("panels/", include("panels.urls")),
    path("calls/", include("panels.calls.urls")),
    path("screening/", include("panels.screening.urls")),
    path("draws/", include("panels.draws.urls")),
    path("conflicts/", include("panels.conflicts.urls")),
    path("selections/", include("panels.selections.urls")),
    path("replacements/", include("panels.replacements.urls")),
    path("appointments/", include("panels.appointments.urls")),
    path("erasure/", include("panels.erasure.urls")),
    path("process/", include("workflows.driver.urls")),
    path("meetings/", include("workflows.meetings.urls")),
    path("reviews/", include("workflows.reviews.urls")),
    path("opinions/", include("workflows.opinions.urls")),
    path("decisions/", include("workflows.decisions.urls")),
    path("issues/", include("workflows.issues.urls")),
    path("reports/", include("workflows.reports.urls")),
    path("record/", include("workflows.record.urls")),
    path("notices/", include("seoul_gov.notifications.urls")),
    path("audit/", include("seoul_gov.audit.urls")),
    path("access-log/", include("seoul_gov.privacy.urls")),
    path("me/data/", include("seoul_gov.privacy.own_urls")),
    path("me/", include("seoul_gov.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("ui/", include("seoul_gov.ui.urls")),
    path("health/", include("seoul_gov.health.urls")),
    path("", include("seoul_gov.operations.urls")),
    path("api/v1/", include("seoul_gov.api.urls")),
    path("admin/", admin.site.urls),
]
