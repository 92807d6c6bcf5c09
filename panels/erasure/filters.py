import django_filters
from django.db.models import Q

from seoul_gov.ui.filters import DayFilter, WordsFilter
from seoul_gov.ui.forms import DateInput

from .enums import Destroyed
from .models import Destruction


class DestructionFilter(django_filters.FilterSet):
    """What was destroyed, where and when."""

    what = django_filters.ChoiceFilter(label="파기한 것", choices=Destroyed, empty_label="전체")
    where = WordsFilter(label="모집·추진단", method="place")
    since = DayFilter(
        label="파기일 부터", field_name="destroyed_at", lookup_expr="date__gte", widget=DateInput
    )
    until = DayFilter(
        label="파기일 까지", field_name="destroyed_at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = Destruction
        fields = []

    def place(self, queryset, name, value):
        """In the call's title, the panel's name and the project's."""
        in_call = Q(call__title__icontains=value) | Q(call__panel__project__title__icontains=value)
        in_panel = Q(panel__name__icontains=value) | Q(panel__project__title__icontains=value)
        return queryset.filter(in_call | in_panel)
