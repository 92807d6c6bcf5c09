import django_filters

from seoul_gov.accounts.models import Department
from seoul_gov.ui.filters import WordsFilter
from seoul_gov.ui.forms import FilterForm

from .enums import GovernanceType, Phase, ProjectKind, ProjectStatus
from .models import Project

ORDERS = {
    "-registered": "-pk",
    "title": "title",
    "-budget": "-budget",
    "start": "start_date",
}


class ProjectFilter(django_filters.FilterSet):
    """The staff list's filters; the whole state is in the URL and unknown values are ignored."""

    q = WordsFilter(label="검색어", method="search")
    status = django_filters.ChoiceFilter(label="상태", choices=ProjectStatus, empty_label="전체")
    governance_type = django_filters.ChoiceFilter(
        label="거버넌스 유형", choices=GovernanceType, empty_label="전체"
    )
    kind = django_filters.ChoiceFilter(label="사업 구분", choices=ProjectKind, empty_label="전체")
    phase = django_filters.ChoiceFilter(label="단계", choices=Phase, empty_label="전체")
    department = django_filters.ModelChoiceFilter(
        label="사업부서", queryset=Department.objects.all(), empty_label="전체"
    )
    order = django_filters.ChoiceFilter(
        label="정렬",
        method="sort",
        empty_label="최근 등록순",
        choices=[("title", "사업명순"), ("-budget", "예산 많은 순"), ("start", "시작일순")],
    )

    class Meta:
        model = Project
        fields = []
        form = FilterForm

    def search(self, queryset, name, value):
        return queryset.matching(value)

    def sort(self, queryset, name, value):
        return queryset.order_by(ORDERS[value], "-pk")
