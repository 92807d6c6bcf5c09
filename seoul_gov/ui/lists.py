"""Lists: filters with the whole state in the URL, pages of 10, 20 or 50, and what is filtered as CSV or XLSX."""

from .paging import page_of
from .sheets import csv_response, xlsx_response
from .views import Page


class ListPage(Page):
    """A list page: ``rows()`` says what there is, ``filter_class`` narrows it, ``columns`` are its export."""

    filter_class = None
    columns = ()
    file_name = "목록"

    def rows(self):
        raise NotImplementedError

    def narrowed(self):
        """The rows that pass the filter; a filter value that makes no sense is ignored."""
        self.filter = self.filter_class(self.request.GET, queryset=self.rows(), request=self.request)
        return self.filter.qs

    def get(self, request, *args, **kwargs):
        rows = self.narrowed()
        export = request.GET.get("format")
        if export == "csv":
            return csv_response(self.file_name, self.columns, rows)
        if export == "xlsx":
            return xlsx_response(self.file_name, self.columns, rows)
        return self.render_to_response(self.get_context_data(page=page_of(request, rows), filter=self.filter))
