"""Pages with a form and, below it, lines of one kind: days of a schedule, items of an agenda."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from .forms import tell_refusal
from .views import CONFLICT, FormPage

MORE = "more"
NOT_SENT = "아래 줄이 모두 오지 않았습니다. 지금 저장된 내용을 보여 드리니 확인하고 다시 보내 주세요."


class LinesPage(FormPage):
    """The form and the lines are judged together, so that every mistake is shown at once. A button gives more lines,
    without JavaScript too.

    ``lines_class`` is the formset, ``lines_prefix`` the beginning of its fields' names; ``lines()`` answers what the
    lines say at first, ``empty_line`` what an empty one says. Lines that came are read, whatever number they say.
    """

    lines_class: type[forms.BaseFormSet]
    lines_prefix = "lines"
    lines_at_first = lines_more = 4
    empty_line: dict = {}

    def lines(self) -> list[dict]:
        return []

    def get_context_data(self, **kwargs):
        kwargs.setdefault("formset", self.showing(self.lines(), self.lines_at_first))
        return super().get_context_data(**kwargs)

    def showing(self, lines: list[dict], rows: int) -> forms.BaseFormSet:
        """A formset with these lines and empty ones up to ``rows``, as far as there may be so many."""
        rows = min(max(rows, len(lines)), self.lines_class.max_num)
        return self.lines_class(
            initial=lines + [self.empty_line] * (rows - len(lines)), prefix=self.lines_prefix
        )

    def post(self, request, *args, **kwargs):
        self.formset = self.sent()
        if MORE in request.POST:
            return self.with_more_lines()
        form = self.get_form()
        if refusal := self.refusal():
            form.add_error(None, refusal)
            return self.form_invalid(form)
        # Both are asked, so that every mistake is shown at once.
        if form.is_valid() & self.formset.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    @cached_property
    def came(self) -> int:
        """Up to which number lines came."""
        name = re.compile(rf"{re.escape(self.lines_prefix)}-(\d{{1,4}})-")
        return max((int(found[1]) + 1 for found in map(name.match, self.request.POST) if found), default=0)

    def refusal(self) -> str:
        """Why the lines cannot be those of the page, which sends some and not too many; empty when they can."""
        if not self.came:
            return NOT_SENT
        most = self.lines_class.max_num
        return f"줄은 {most}개까지 보낼 수 있습니다." if self.came > most else ""

    def sent(self) -> forms.BaseFormSet:
        """The lines that came, or what is stored where none did."""
        if not self.came:
            return self.showing(self.lines(), self.lines_at_first)
        total, first = (f"{self.lines_prefix}-{name}_FORMS" for name in ("TOTAL", "INITIAL"))
        said = self.request.POST.get(total, "")
        number = max(self.came, int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0)
        data = self.request.POST.copy()
        data[total], data[first] = str(number), "0"
        return self.lines_class(data, prefix=self.lines_prefix)

    def with_more_lines(self):
        """The page as it was, nothing judged yet, with more empty lines."""
        typed = self.get_form()
        kept = {
            name: typed[name].value()
            for name, field in typed.fields.items()
            if not isinstance(field, forms.FileField)
        }
        unsent = {"data": None, "files": None, "initial": kept}
        form = self.get_form_class()(**self.get_form_kwargs() | unsent)
        lines = [{name: row[name].value() for name in row.fields} for row in self.formset]
        formset = self.showing(lines, len(lines) + self.lines_more)
        return self.render_to_response(self.get_context_data(form=form, formset=formset))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form, formset=self.formset))

    def refuse(self, form, refusal: ValidationError):
        tell_refusal(form, refusal)
        context = self.get_context_data(form=form, formset=self.formset)
        return self.render_to_response(context, status=CONFLICT)
