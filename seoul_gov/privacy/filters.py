import django_filters
from django.utils import timezone

from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.ui.filters import DayFilter, WordsFilter
from seoul_gov.ui.forms import DateInput
from seoul_gov.ui.korean import SEOUL, today

from .enums import Deed, Hours
from .hours import days_off
from .models import AccessEntry


class EntryFilter(django_filters.FilterSet):
    """Who, what, when, and whose data it was."""

    who = WordsFilter(label="처리자", field_name="actor", lookup_expr="icontains")
    deed = django_filters.ChoiceFilter(label="수행업무", choices=Deed, empty_label="전체")
    whose = WordsFilter(label="정보주체(이름·이메일)", method="about")
    since = DayFilter(label="부터", field_name="at", lookup_expr="date__gte", widget=DateInput)
    until = DayFilter(label="까지", field_name="at", lookup_expr="date__lte", widget=DateInput)
    hours = django_filters.ChoiceFilter(label="시간대", choices=Hours, method="outside", empty_label="전체")

    class Meta:
        model = AccessEntry
        fields = []

    def about(self, queryset, name, value):
        return queryset.about(value)

    def outside(self, queryset, name, value):
        """The days off between the oldest entry and today, as far as they are asked for."""
        oldest = queryset.order_by("at").values_list("at", flat=True).first()
        first = oldest.astimezone(SEOUL).date() if oldest else today()
        return queryset.outside_hours(days_off(first, today()))


class GrantFilter(django_filters.FilterSet):
    """Whose roles, which, and when they began."""

    who = WordsFilter(label="이름", field_name="user__name", lookup_expr="icontains")
    role = django_filters.ChoiceFilter(label="역할", choices=Role, empty_label="전체")
    since = DayFilter(label="부여일 부터", field_name="granted_at", lookup_expr="date__gte", widget=DateInput)
    until = DayFilter(label="부여일 까지", field_name="granted_at", lookup_expr="date__lte", widget=DateInput)
    state = django_filters.ChoiceFilter(
        label="상태",
        method="standing",
        empty_label="전체",
        choices=[("held", "부여 중"), ("over", "끝남")],
    )

    class Meta:
        model = RoleGrant
        fields = []

    def standing(self, queryset, name, value):
        if value == "over":
            return queryset.filter(ended_at__lte=timezone.now())
        return queryset.in_force()
