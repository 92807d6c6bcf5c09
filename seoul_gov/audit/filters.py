import django_filters
from django.db.models import Q

from seoul_gov.ui.filters import AddressFilter, DayFilter, WordsFilter
from seoul_gov.ui.forms import DateInput

from .models import Event
from .vocabulary import EventKind


class EventFilter(django_filters.FilterSet):
    """Who, what, when and from where."""

    who = WordsFilter(label="행위자", method="by_actor")
    what = WordsFilter(label="내용", method="search")
    since = DayFilter(label="부터", field_name="at", lookup_expr="date__gte", widget=DateInput)
    until = DayFilter(label="까지", field_name="at", lookup_expr="date__lte", widget=DateInput)
    address = AddressFilter(
        label="접속지",
        field_name="address",
        error_messages={"invalid": "IP 주소 전체를 입력해 주세요. 예: 203.0.113.7"},
    )

    class Meta:
        model = Event
        fields = []

    def by_actor(self, queryset, name, value):
        """Whoever is shown by name; asking for a name does not tell which acts of members are that person's."""
        return queryset.filter(actor__icontains=value).exclude(key__in=EventKind.keys_of_members())

    def search(self, queryset, name, value):
        return queryset.filter(Q(sentence__icontains=value) | Q(key=value))
