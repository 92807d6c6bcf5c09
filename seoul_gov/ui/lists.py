"""Lists: filters with the whole state in the URL, pages of 10, 20 or 50, and what is filtered as CSV or XLSX."""

from django.http import HttpResponseBase

from .forms import DownloadForm
from .paging import page_of
from .sheets import csv_response, xlsx_response
from .shown import Shown, person_of, tell
from .views import Page

SHEETS = {"csv": csv_response, "xlsx": xlsx_response}


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
        if request.GET.get("format") in SHEETS:
            return self.export(rows)
        return self.shown(page_of(request, rows))

    def shown(self, page):
        return self.render_to_response(self.get_context_data(page=page, filter=self.filter))

    def export(self, rows) -> HttpResponseBase:
        return SHEETS[self.request.GET["format"]](self.file_name, self.columns, rows)


class PersonalListPage(ListPage):
    """A list about people: who is on the page is told, and a file of it is given for a reason alone.

    ``shown_as`` names the page in the log, ``subject`` the people (``행위자``); ``person`` is the row's field with the
    key of the account.
    """

    shown_as = ""
    subject = ""
    person = "actor_id"

    def shown(self, page):
        people = tuple(person_of(row, self.person) for row in page)
        tell(self.request, Shown(self.shown_as, self.subject, people, searched=self.is_searched()))
        return super().shown(page)

    def is_searched(self) -> bool:
        """Whether something was typed or chosen to look for."""
        return any(self.request.GET.get(name) for name in self.filter.form.fields)

    def export(self, rows):
        """The page that asks why; the file comes by ``post``."""
        return self.ask(DownloadForm())

    def ask(self, form):
        query = self.request.GET.copy()
        query.pop("format", None)
        self.template_name = "_layouts/download.html"
        way_back = f"{self.request.path}?{query.urlencode()}" if query else self.request.path
        context = {"form": form, "file_name": self.file_name, "cancel_url": way_back}
        return self.render_to_response(Page.get_context_data(self, **context))

    def post(self, request, *args, **kwargs):
        """The file, once there is a reason; no other form is taken."""
        if request.GET.get("format") not in SHEETS:
            return self.http_method_not_allowed(request)
        form = DownloadForm(request.POST)
        if not form.is_valid():
            return self.ask(form)
        rows = self.narrowed()
        people = tuple(rows.order_by().values_list(self.person, flat=True).distinct())
        reason = form.cleaned_data["reason"]
        tell(request, Shown(self.shown_as, self.subject, people, taken=True, reason=reason))
        return super().export(rows)
