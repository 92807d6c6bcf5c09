from projects.calendar import work_calendar
from projects.enums import PUBLIC_STATUSES
from seoul_gov.ui.korean import today
from seoul_gov.ui.sheets import csv_response, xlsx_response
from seoul_gov.ui.views import Page
from workflows.record import month, shares
from workflows.record.sheets import SHARE_COLUMNS

FILE_NAME = "거버넌스 적용 현황"


class PublicCalendar(Page):
    signed_in = False
    template_name = "workflows/record/calendar.html"

    def get_context_data(self, **kwargs):
        first = month.first_day(self.request.GET.get("month", ""), today())
        shown = month.month_of(first, today(), work_calendar())
        return super().get_context_data(month=shown, this_month=f"{today():%Y-%m}", **kwargs)


class Statistics(Page):
    """The figures of all years; ``?year=`` chooses whose departments are shown."""

    signed_in = False
    template_name = "workflows/record/statistics.html"

    def get(self, request, *args, **kwargs):
        export = request.GET.get("format")
        if export == "csv":
            return csv_response(FILE_NAME, SHARE_COLUMNS, shares.shares_of())
        if export == "xlsx":
            return xlsx_response(FILE_NAME, SHARE_COLUMNS, shares.shares_of())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        counted = list(shares.shares_of())
        years = shares.by_year(counted)
        wanted = self.request.GET.get("year", "")
        chosen = next((year for year in years if year.label == wanted), years[0] if years else None)
        return super().get_context_data(
            years=years,
            chosen=chosen,
            departments=shares.by_department(counted, int(chosen.label)) if chosen else [],
            counted_at=max((share.counted_at for share in counted), default=None),
            goal=shares.GOAL,
            types=shares.by_type(),
            states=[status.label for status in PUBLIC_STATUSES],
            **kwargs,
        )
