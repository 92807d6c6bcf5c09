from datetime import datetime

import django_filters

from projects.enums import PUBLIC_STATUSES, GovernanceType, Phase, ProjectKind
from projects.models import Project
from seoul_gov.accounts.models import Department
from seoul_gov.ui.forms import FilterForm
from seoul_gov.ui.korean import SEOUL, today

FIRST_YEAR = 2018
"""The year of the guideline."""

ORDERS = {"title": "title", "department": "department__name", "start": "-start_date", "end": "end_date"}
ORDER_LABELS = [
    ("title", "사업명순"),
    ("department", "사업부서순"),
    ("start", "최근 시작순"),
    ("end", "종료일 빠른 순"),
]


def years() -> list[tuple[int, str]]:
    """The years in which a project can have been registered, the newest first."""
    return [(year, f"{year}년") for year in range(today().year, FIRST_YEAR - 1, -1)]


class PublicProjectFilter(django_filters.FilterSet):
    """The public list's filters; the whole state is in the URL and unknown values are ignored."""

    q = django_filters.CharFilter(label="검색어", method="search", max_length=100)
    governance_type = django_filters.ChoiceFilter(
        label="거버넌스 유형", choices=GovernanceType, empty_label="전체"
    )
    kind = django_filters.ChoiceFilter(label="사업 구분", choices=ProjectKind, empty_label="전체")
    phase = django_filters.ChoiceFilter(label="단계", choices=Phase, empty_label="전체")
    status = django_filters.ChoiceFilter(
        label="상태", choices=[(status.value, status.label) for status in PUBLIC_STATUSES], empty_label="전체"
    )
    department = django_filters.ModelChoiceFilter(
        label="사업부서", queryset=Department.objects.all(), empty_label="전체"
    )
    year = django_filters.ChoiceFilter(
        label="등록 연도", method="registered_in", choices=years, empty_label="전체"
    )
    order = django_filters.ChoiceFilter(
        label="정렬", method="sort", choices=ORDER_LABELS, empty_label="최근 등록순"
    )

    class Meta:
        model = Project
        fields = []
        form = FilterForm

    def search(self, queryset, name, value):
        return queryset.matching(value)

    def registered_in(self, queryset, name, value):
        begin = datetime(int(value), 1, 1, tzinfo=SEOUL)
        return queryset.filter(submitted_at__gte=begin, submitted_at__lt=begin.replace(year=begin.year + 1))

    def sort(self, queryset, name, value):
        return queryset.order_by(ORDERS[value], "-pk")
