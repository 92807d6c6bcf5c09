"""What every admin page does alike: an admin that shows and never writes, and one whose rows are about people."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import SEARCH_VAR

from .shown import Shown, person_of, tell


class ReadOnlyAdmin(admin.ModelAdmin):
    """For what only actions write: it can be looked at and searched, nothing else. Superusers included."""

    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PersonalAdmin(admin.ModelAdmin):
    """For rows that name people or say what is theirs: each list, search, page and change tells whose it was.

    ``person`` is the way from a row to the key of the person's account, such as ``membership.user_id``; ``subject``
    what these people are to the rows (``받는 사람``), where it is not the rows themselves. Where the list names nobody,
    ``lists_people`` is False. Stands before other admins among the bases.
    """

    person = "user_id"
    subject = ""
    lists_people = True
    view_on_site = False

    def lookup_allowed(self, lookup, value, request=None):
        """What the list offers to filter by, and nothing else: by a filter on any other field its value could be
        read letter by letter, shown or not."""
        offered = [one if isinstance(one, str) else one[0] for one in self.get_list_filter(request)]
        offered += [self.date_hierarchy] if self.date_hierarchy else []
        return any(lookup == name or lookup.startswith(f"{name}__") for name in offered)

    def people_of(self, rows) -> tuple[int | None, ...]:
        """One entry for each person of the rows, None for who has no account."""
        return tuple(person_of(row, self.person) for row in rows)

    def told(self, request, rows, what: str = "", *, searched: bool = False) -> None:
        rows = list(rows)
        name = str(self.opts.verbose_name)
        subject = self.subject or name
        if len(rows) == 1:
            subject = " ".join(filter(None, [name, f"{rows[0].pk}번", self.subject]))
        page = " ".join(filter(None, ["관리:", name, what]))
        tell(request, Shown(page, subject, self.people_of(rows), searched=searched))

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        page = getattr(response, "context_data", None) or {}
        if "cl" in page and self.lists_people:
            self.told(request, page["cl"].result_list, "목록", searched=bool(request.GET.get(SEARCH_VAR)))
        return response

    def response_action(self, request, queryset):
        """What an action was done to, or asked about first; nothing where it was none."""
        chosen = queryset
        if request.POST.get("select_across", "0") == "0":
            chosen = queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
        rows = list(chosen)
        response = super().response_action(request, queryset)
        if response is not None:
            self.told(request, rows, "목록")
        return response

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        return self.shows_one(request, response, "original")

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        return self.shows_one(request, response, "object", "히스토리")

    def delete_view(self, request, object_id, extra_context=None):
        response = super().delete_view(request, object_id, extra_context)
        return self.shows_one(request, response, "object", "삭제")

    def shows_one(self, request, response, name: str, what: str = ""):
        row = (getattr(response, "context_data", None) or {}).get(name)
        if row is not None:
            self.told(request, [row], what)
        return response

    # Django's own words for "this was written just now".
    def log_addition(self, request, obj, message):
        self.told(request, [obj])
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self.told(request, [obj])
        return super().log_change(request, obj, message)
