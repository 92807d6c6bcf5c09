import django_filters
from django.db.models import Q

from seoul_gov.ui.forms import DateField, DateInput

from .models import Event


class DayFilter(django_filters.DateFilter):
    field_class = DateField


class EventFilter(django_filters.FilterSet):
    """Who, what, when and from where."""

    who = django_filters.CharFilter(label="행위자", field_name="actor", lookup_expr="icontains")
    what = django_filters.CharFilter(label="내용", method="search")
    since = DayFilter(label="부터", field_name="at", lookup_expr="date__gte", widget=DateInput)
    until = DayFilter(label="까지", field_name="at", lookup_expr="date__lte", widget=DateInput)
    address = django_filters.CharFilter(label="접속지", field_name="address")

    class Meta:
        model = Event
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(Q(sentence__icontains=value) | Q(key=value))
