import django_filters
from django.db.models import Q
from django.utils import timezone

from panels.enums import PanelKind
from seoul_gov.ui.filters import WordsFilter
from seoul_gov.ui.forms import FilterForm

from .criteria import USUAL
from .models import RecruitmentCall


class CallFilter(django_filters.FilterSet):
    """The public list's filters; the whole state is in the URL and unknown values are ignored."""

    q = WordsFilter(label="검색어", method="search")
    kind = django_filters.ChoiceFilter(
        label="추진단 종류",
        field_name="panel__kind",
        empty_label="전체",
        choices=[(kind, PanelKind(kind).label) for kind in USUAL],
    )
    phase = django_filters.ChoiceFilter(
        label="상태",
        method="stand",
        empty_label="전체",
        choices=[
            ("taking", "모집 중"),
            ("planned", "모집 예정"),
            ("over", "접수 마감"),
            ("cancelled", "취소"),
        ],
    )

    class Meta:
        model = RecruitmentCall
        fields = []
        form = FilterForm

    def search(self, queryset, name, value):
        """In the call's own words and in the project's name."""
        in_project = Q(panel__project__title__icontains=value)
        return queryset.filter(Q(title__icontains=value) | Q(duties__icontains=value) | in_project)

    def stand(self, queryset, name, value):
        now = timezone.now()
        if value == "taking":
            return queryset.taking(now)
        if value == "cancelled":
            return queryset.gone()
        if value == "planned":
            return queryset.standing().filter(opens_at__gt=now)
        return queryset.standing().filter(closes_at__lt=now)
